package org.sanxing.organization;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "Me")
class MeApi {

    private final Organization organization;

    MeApi(Organization organization) {
        this.organization = organization;
    }

    @GetMapping
    @Operation(operationId = "getMe")
    Me me(@CurrentPerson Person me) {
        List<Department> departments = this.organization.departments();
        Set<Role> held = this.organization.rolesOf(me.account());
        List<String> roles = new ArrayList<>(held.stream().map(Role::id).toList());
        if (departments.stream().anyMatch((department) -> me.account().equals(department.supervisor()))) {
            roles.add("supervisor");
        }
        if (departments.stream().anyMatch((department) -> me.account().equals(department.head()))) {
            roles.add("head");
        }
        if (held.stream().noneMatch(Role::ofAdministrators)) {
            roles.add("staff");
        }
        Named department = departments.stream()
            .filter((one) -> one.id().equals(me.departmentId()))
            .map((one) -> new Named(one.id(), one.name()))
            .findFirst()
            .orElse(null);
        return new Me(me.account(), me.name(), department, branch(me.branchId()), roles);
    }

    private @Nullable Named branch(@Nullable String id) {
        return (id != null) ? this.organization.branch(id).map((one) -> new Named(one.id(), one.name())).orElse(null)
                : null;
    }

    /**
     * @param roles ids of the roles held, and {@code supervisor}, {@code head} and
     * {@code staff} where they apply
     */
    record Me(String account, String name, @Nullable Named department, @Nullable Named branch, List<String> roles) {

    }

}

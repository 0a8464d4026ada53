package org.sanxing.organization;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Says who a person is in the organ, with what follows from the departments. */
@Component
class DescribePerson {

    private final Organization organization;

    DescribePerson(Organization organization) {
        this.organization = organization;
    }

    MeApi.Me execute(Person person) {
        List<Department> departments = this.organization.departments();
        Set<Role> held = this.organization.rolesOf(person.account());
        List<String> roles = new ArrayList<>(held.stream().map(Role::id).toList());
        if (departments.stream().anyMatch((department) -> person.account().equals(department.supervisor()))) {
            roles.add("supervisor");
        }
        if (departments.stream().anyMatch((department) -> person.account().equals(department.head()))) {
            roles.add("head");
        }
        if (held.stream().noneMatch(Role::ofAdministrators)) {
            roles.add("staff");
        }
        Named department = departments.stream()
            .filter((one) -> one.id().equals(person.departmentId()))
            .map((one) -> new Named(one.id(), one.name()))
            .findFirst()
            .orElse(null);
        return new MeApi.Me(person.account(), person.name(), department, branch(person.branchId()), roles);
    }

    private @Nullable Named branch(@Nullable String id) {
        return (id != null) ? this.organization.branch(id).map((one) -> new Named(one.id(), one.name())).orElse(null)
                : null;
    }

}

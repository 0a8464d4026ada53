package org.sanxing.organization;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/** The system administrator keeps the tree of departments. */
@UseCase
class KeepDepartments {

    private final Organization organization;

    private final OrganizationStore store;

    private final ApplicationEventPublisher events;

    KeepDepartments(Organization organization, OrganizationStore store, ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.events = events;
    }

    Department add(String actor, DepartmentDetails details) {
        Roles.requireSystemAdministrator(this.organization, actor);
        check(details);
        Department department = details.department(Ids.next());
        this.store.insert(department, details.sortOrderOrZero());
        this.events.publishEvent(new OrganizationEvent.DepartmentAdded(actor, department));
        return department;
    }

    Department change(String actor, String id, DepartmentDetails details, @Nullable Integer revision) {
        Roles.requireSystemAdministrator(this.organization, actor);
        this.store.lockDepartments();
        List<Department> tree = this.organization.departments();
        Department before = tree.stream()
            .filter((department) -> department.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("department"));
        check(details);
        Department after = details.department(id);
        refuseCycle(after, tree);
        this.store.update(after, details.sortOrderOrZero(), revision);
        this.events.publishEvent(new OrganizationEvent.DepartmentChanged(actor, before, after));
        return after;
    }

    private static void refuseCycle(Department changed, List<Department> tree) {
        Map<String, Department> departments = tree.stream()
            .collect(Collectors.toMap(Department::id, Function.identity()));
        String above = changed.parentId();
        while (above != null) {
            if (above.equals(changed.id())) {
                throw new Conflict("department-below-itself");
            }
            Department department = departments.get(above);
            above = (department != null) ? department.parentId() : null;
        }
    }

    private void check(DepartmentDetails details) {
        OrganizationInput.check()
            .name(details.name())
            .require(details.parentId() == null || this.store.activeDepartment(details.parentId()), "parent", "unknown")
            .require(details.head() == null || activeStaff(details.head()), "head", "not-active-staff")
            .require(details.supervisor() == null || activeStaff(details.supervisor()), "supervisor",
                    "not-active-staff")
            .refuseWhatIsWrong();
    }

    private boolean activeStaff(String account) {
        // Held until the end: the person must not become an administrator meanwhile.
        this.store.lockPerson(account);
        return this.organization.find(account)
            .filter((person) -> person.active() && person.departmentId() != null)
            .isPresent();
    }

    /** Closes a department in which nobody is left; old records keep its name. */
    void close(String actor, String id) {
        Roles.requireSystemAdministrator(this.organization, actor);
        this.store.lockDepartments();
        this.organization.department(id).orElseThrow(() -> new NotFound("department"));
        if (this.store.departmentInUse(id)) {
            throw new Conflict("department-in-use");
        }
        this.store.closeDepartment(id);
        this.events.publishEvent(new OrganizationEvent.DepartmentClosed(actor, id));
    }

    /**
     * @param parentId null at the top
     * @param head account; null where vacant
     * @param supervisor account; null where the parent's is
     * @param sortOrder place among its siblings
     */
    record DepartmentDetails(@Nullable String name, @Nullable String parentId, @Nullable String head,
            @Nullable String supervisor, @Nullable Integer sortOrder) {

        DepartmentDetails {
            name = OrganizationInput.trimmed(name);
            parentId = OrganizationInput.trimmed(parentId);
            head = OrganizationInput.trimmed(head);
            supervisor = OrganizationInput.trimmed(supervisor);
        }

        int sortOrderOrZero() {
            return Objects.requireNonNullElse(this.sortOrder, 0);
        }

        private Department department(String id) {
            return new Department(id, Objects.requireNonNullElse(this.name, ""), this.parentId, this.head,
                    this.supervisor);
        }

    }

}

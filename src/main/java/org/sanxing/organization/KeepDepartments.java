package org.sanxing.organization;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.organization.OrganizationForms.DepartmentForm;
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

    Department add(String actor, DepartmentForm form) {
        check(actor, null, form);
        Department department = form.department(Ids.next());
        this.store.insert(department, form.sortOrderOrZero());
        this.events.publishEvent(OrganizationEvent.departmentAdded(actor, department));
        return department;
    }

    Department change(String actor, String id, DepartmentForm form, @Nullable Integer revision) {
        Roles.requireSystemAdministrator(this.organization, actor);
        this.store.lockDepartments();
        check(actor, id, form);
        Department before = this.organization.department(id).orElseThrow();
        Department after = form.department(id);
        this.store.update(after, form.sortOrderOrZero(), revision);
        this.events.publishEvent(OrganizationEvent.departmentChanged(actor, before, after));
        return after;
    }

    /**
     * Refuses what a department cannot become.
     * @param id null for a new one
     */
    void check(String actor, @Nullable String id, DepartmentForm form) {
        Roles.requireSystemAdministrator(this.organization, actor);
        if (id != null) {
            this.organization.department(id).orElseThrow(() -> new NotFound("department"));
        }
        check(form);
        if (id != null) {
            refuseCycle(form.department(id));
        }
    }

    private void refuseCycle(Department changed) {
        String above = changed.parentId();
        while (above != null) {
            if (above.equals(changed.id())) {
                throw new Conflict("department-below-itself");
            }
            above = this.organization.department(above).map(Department::parentId).orElse(null);
        }
    }

    private void check(DepartmentForm form) {
        OrganizationInput.check()
            .name(form.name())
            .require(form.parent() == null || this.store.activeDepartment(form.parent()), "parent", "unknown")
            .require(form.head() == null || activeStaff(form.head()), "head", "not-active-staff")
            .require(form.supervisor() == null || activeStaff(form.supervisor()), "supervisor", "not-active-staff")
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
        this.events.publishEvent(OrganizationEvent.departmentClosed(actor, id));
    }

}

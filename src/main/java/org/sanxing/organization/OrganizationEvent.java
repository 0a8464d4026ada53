package org.sanxing.organization;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** What happened to the organisation; all of it is on one chain that is no case. */
public sealed interface OrganizationEvent extends DomainEvent {

    /** The chain in which all of this is kept. */
    String CHAIN = "organization";

    private static AuditRecord record(String action, String actor, String type, String id) {
        return AuditRecord.of(CHAIN, type, action, actor).object(type, id);
    }

    record PersonAdded(String actor, Person person) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return describe(OrganizationEvent.record("personAdded", this.actor, "person", this.person.account()),
                    this.person);
        }

    }

    record PersonChanged(String actor, Person before, Person after) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return describe(OrganizationEvent.record("personChanged", this.actor, "person", this.after.account()),
                    this.after)
                .detail("nameBefore", this.before.name())
                .detail("postBefore", this.before.post())
                .detail("departmentBefore", this.before.departmentId())
                .detail("branchBefore", this.before.branchId())
                .detail("emailBefore", this.before.email());
        }

    }

    /**
     * @param roles ids of the roles that ended with it
     * @param reason null where none was given
     */
    record PersonLeft(String actor, String account, List<String> roles,
            @Nullable String reason) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return OrganizationEvent.record("personLeft", this.actor, "person", this.account)
                .detail("roles", this.roles)
                .detail("reason", this.reason);
        }

    }

    /** Somebody who left is back, and holds nothing yet. */
    record PersonReturned(String actor, String account) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return OrganizationEvent.record("personReturned", this.actor, "person", this.account);
        }

    }

    record PasswordReset(String actor, String account) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return OrganizationEvent.record("passwordReset", this.actor, "person", this.account);
        }

    }

    record DepartmentAdded(String actor, Department department) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return describe(OrganizationEvent.record("departmentAdded", this.actor, "department", this.department.id()),
                    this.department);
        }

    }

    record DepartmentChanged(String actor, Department before, Department after) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return describe(OrganizationEvent.record("departmentChanged", this.actor, "department", this.after.id()),
                    this.after)
                .detail("nameBefore", this.before.name())
                .detail("parentBefore", this.before.parentId())
                .detail("headBefore", this.before.head())
                .detail("supervisorBefore", this.before.supervisor());
        }

    }

    record DepartmentClosed(String actor, String id) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return OrganizationEvent.record("departmentClosed", this.actor, "department", this.id);
        }

    }

    record BranchAdded(String actor, Branch branch) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return OrganizationEvent.record("branchAdded", this.actor, "branch", this.branch.id())
                .detail("name", this.branch.name())
                .detail("code", this.branch.code());
        }

    }

    record BranchChanged(String actor, Branch before, Branch after) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return OrganizationEvent.record("branchChanged", this.actor, "branch", this.after.id())
                .detail("name", this.after.name())
                .detail("nameBefore", this.before.name());
        }

    }

    record BranchClosed(String actor, String id) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return OrganizationEvent.record("branchClosed", this.actor, "branch", this.id);
        }

    }

    record RoleGranted(String actor, String account, Role role,
            @Nullable String branchId) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return OrganizationEvent.record("roleGranted", this.actor, "person", this.account)
                .detail("role", this.role.id())
                .detail("branch", this.branchId);
        }

    }

    record RoleRevoked(String actor, String account, Role role,
            @Nullable String branchId) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return OrganizationEvent.record("roleRevoked", this.actor, "person", this.account)
                .detail("role", this.role.id())
                .detail("branch", this.branchId);
        }

    }

    /**
     * @param campaigns titles of those it is limited to
     * @param reason null where the person named the deputy
     */
    record DeputyNamed(String actor, Deputation deputation, List<String> campaigns,
            @Nullable String reason) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return describe(OrganizationEvent.record("deputyNamed", this.actor, "person", this.deputation.principal()),
                    this.deputation)
                .detail("kind", this.deputation.kinds().isEmpty() ? null : List.copyOf(this.deputation.kinds()))
                .detail("campaigns", this.campaigns.isEmpty() ? null : this.campaigns)
                .detail("reason", this.reason);
        }

    }

    /** Ended before its last day; that its days passed is no event. */
    record DeputyEnded(String actor, Deputation deputation) implements OrganizationEvent {

        @Override
        public AuditRecord record() {
            return describe(OrganizationEvent.record("deputyEnded", this.actor, "person", this.deputation.principal()),
                    this.deputation);
        }

    }

    private static AuditRecord describe(AuditRecord record, Deputation deputation) {
        return record.detail("to", deputation.deputy())
            .detail("firstDay", deputation.from().toString())
            .detail("lastDay", deputation.until().toString())
            .detail("deputation", deputation.id());
    }

    private static AuditRecord describe(AuditRecord record, Person person) {
        return record.detail("name", person.name())
            .detail("post", person.post())
            .detail("department", person.departmentId())
            .detail("branch", person.branchId())
            .detail("email", person.email());
    }

    private static AuditRecord describe(AuditRecord record, Department department) {
        return record.detail("name", department.name())
            .detail("parent", department.parentId())
            .detail("head", department.head())
            .detail("supervisor", department.supervisor());
    }

}

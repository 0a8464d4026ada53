package org.sanxing.organization;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** What happened to the organisation; all of it is on one chain that is no case. */
public record OrganizationEvent(AuditRecord record) implements DomainEvent {

    /** The chain in which all of this is kept. */
    private static final String CHAIN = "organization";

    private static final String BEFORE = "Before";

    private static AuditRecord record(String action, String actor, String type, String id) {
        return AuditRecord.of(CHAIN, type, action, actor).object(type, id);
    }

    static OrganizationEvent personAdded(String actor, Person person) {
        return new OrganizationEvent(describe(record("personAdded", actor, "person", person.account()), person, ""));
    }

    /**
     * @param roles ids of the roles that the person has from the beginning
     */
    static OrganizationEvent personImported(String actor, Person person, List<String> roles) {
        AuditRecord record = record("personAdded", actor, "person", person.account());
        return new OrganizationEvent(
                describe(record, person, "").detail("roles", roles.isEmpty() ? null : List.copyOf(roles)));
    }

    static OrganizationEvent personChanged(String actor, Person before, Person after) {
        AuditRecord record = record("personChanged", actor, "person", after.account());
        return new OrganizationEvent(describe(describe(record, after, ""), before, BEFORE));
    }

    /**
     * @param roles ids of the roles that ended with it
     * @param reason null where none was given
     */
    static OrganizationEvent personLeft(String actor, String account, List<String> roles, @Nullable String reason) {
        return new OrganizationEvent(
                record("personLeft", actor, "person", account).detail("roles", roles).detail("reason", reason));
    }

    /** Somebody who left is back, and holds nothing yet. */
    static OrganizationEvent personReturned(String actor, String account) {
        return new OrganizationEvent(record("personReturned", actor, "person", account));
    }

    static OrganizationEvent passwordReset(String actor, String account) {
        return new OrganizationEvent(record("passwordReset", actor, "person", account));
    }

    static OrganizationEvent departmentAdded(String actor, Department department) {
        AuditRecord record = record("departmentAdded", actor, "department", department.id());
        return new OrganizationEvent(describe(record, department, ""));
    }

    static OrganizationEvent departmentChanged(String actor, Department before, Department after) {
        AuditRecord record = record("departmentChanged", actor, "department", after.id());
        return new OrganizationEvent(describe(describe(record, after, ""), before, BEFORE));
    }

    static OrganizationEvent departmentClosed(String actor, String id) {
        return new OrganizationEvent(record("departmentClosed", actor, "department", id));
    }

    static OrganizationEvent branchAdded(String actor, Branch branch) {
        return new OrganizationEvent(record("branchAdded", actor, "branch", branch.id()).detail("name", branch.name())
            .detail("code", branch.code()));
    }

    static OrganizationEvent branchChanged(String actor, Branch before, Branch after) {
        return new OrganizationEvent(record("branchChanged", actor, "branch", after.id()).detail("name", after.name())
            .detail("nameBefore", before.name()));
    }

    static OrganizationEvent branchClosed(String actor, String id) {
        return new OrganizationEvent(record("branchClosed", actor, "branch", id));
    }

    static OrganizationEvent roleGranted(String actor, String account, Role role, @Nullable String branchId) {
        return ofRole("roleGranted", actor, account, role, branchId);
    }

    static OrganizationEvent roleRevoked(String actor, String account, Role role, @Nullable String branchId) {
        return ofRole("roleRevoked", actor, account, role, branchId);
    }

    private static OrganizationEvent ofRole(String action, String actor, String account, Role role,
            @Nullable String branchId) {
        return new OrganizationEvent(
                record(action, actor, "person", account).detail("role", role.id()).detail("branch", branchId));
    }

    /**
     * @param campaigns titles of those it is limited to
     * @param reason null where the person named the deputy
     */
    public record DeputyNamed(String actor, Deputation deputation, List<String> campaigns,
            @Nullable String reason) implements DomainEvent {

        @Override
        public AuditRecord record() {
            return describe("deputyNamed", this.actor, this.deputation)
                .detail("kind", this.deputation.kinds().isEmpty() ? null : List.copyOf(this.deputation.kinds()))
                .detail("campaigns", this.campaigns.isEmpty() ? null : this.campaigns)
                .detail("reason", this.reason);
        }

    }

    /** Ended before its last day; that its days passed is no event. */
    public record DeputyEnded(String actor, Deputation deputation) implements DomainEvent {

        @Override
        public AuditRecord record() {
            return describe("deputyEnded", this.actor, this.deputation);
        }

    }

    private static AuditRecord describe(String action, String actor, Deputation deputation) {
        return record(action, actor, "person", deputation.principal()).detail("to", deputation.deputy())
            .detail("firstDay", deputation.from().toString())
            .detail("lastDay", deputation.until().toString())
            .detail("deputation", deputation.id());
    }

    private static AuditRecord describe(AuditRecord record, Person person, String when) {
        return record.detail("name" + when, person.name())
            .detail("post" + when, person.post())
            .detail("department" + when, person.departmentId())
            .detail("branch" + when, person.branchId())
            .detail("email" + when, person.email());
    }

    private static AuditRecord describe(AuditRecord record, Department department, String when) {
        return record.detail("name" + when, department.name())
            .detail("parent" + when, department.parentId())
            .detail("head" + when, department.head())
            .detail("supervisor" + when, department.supervisor());
    }

}

package org.sanxing.organization;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.account.PeopleTest;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;
import org.sanxing.organization.OrganizationForms.BranchForm;
import org.sanxing.organization.OrganizationForms.DepartmentForm;
import org.sanxing.organization.OrganizationForms.PersonForm;
import org.sanxing.organization.OrganizationForms.RoleForm;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@PeopleTest
@ActiveProfiles("demo")
@Transactional
class ManagementTests {

    @Autowired
    Organization organization;

    @Autowired
    KeepPeople people;

    @Autowired
    DismissPerson dismissPerson;

    @Autowired
    KeepDepartments departments;

    @Autowired
    KeepBranches branches;

    @Autowired
    KeepRoles roles;

    @Autowired
    Directory directory;

    @Autowired
    PeopleTest.Happened happened;

    @BeforeEach
    void forget() {
        this.happened.records().clear();
    }

    @Test
    void addsAPersonAndTellsTheAuditChain() {
        this.people.add("sysadmin",
                new PersonForm("staff9", " 新职工 ", null, departmentId("文史委"), branchId("ZB2"), null, null));

        assertThat(this.organization.get("staff9").name()).isEqualTo("新职工");
        assertThat(this.happened.records()).singleElement().satisfies((record) -> {
            assertThat(record.chain()).isEqualTo("organization");
            assertThat(record.action()).isEqualTo("personAdded");
            assertThat(record.actor()).isEqualTo("sysadmin");
            assertThat(record.objectId()).isEqualTo("staff9");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "secadmin", "auditor", "leader1", "staff1", "secretary1" })
    void letsOnlyTheSystemAdministratorManage(String actor) {
        PersonForm details = new PersonForm(null, "x", null, null, null, null, null);
        DepartmentForm department = new DepartmentForm("x", null, null, null, null, null);

        assertRefused(Forbidden.class, "system-administrator-only", () -> this.people.add(actor, details));
        assertRefused(Forbidden.class, "system-administrator-only",
                () -> this.people.change(actor, "staff1", details, null));
        assertRefused(Forbidden.class, "system-administrator-only",
                () -> this.dismissPerson.execute(new DismissPerson.DismissPersonCommand(actor, "staff1")));
        assertRefused(Forbidden.class, "system-administrator-only", () -> this.people.resetPassword(actor, "staff1"));
        assertRefused(Forbidden.class, "system-administrator-only", () -> this.departments.add(actor, department));
        assertRefused(Forbidden.class, "system-administrator-only",
                () -> this.branches.add(actor, new BranchForm("x", "ZB9", null)));
        assertThat(this.happened.records()).isEmpty();
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        InvalidInput refusal = catchThrowableOfType(InvalidInput.class, () -> this.people.add("sysadmin",
                new PersonForm("Staff 9", " ", "a\u0007b", "nowhere", null, "not an address", null)));

        assertThat(refusal.errors()).extracting(FieldError::field)
            .containsExactlyInAnyOrder("account", "name", "post", "email", "department", "branch");
        assertThat(catchThrowableOfType(InvalidInput.class,
                () -> this.people.add("sysadmin", new PersonForm("staff1", "x", null, null, null, null, null)))
            .errors()).extracting(FieldError::code).containsExactly("account-taken");
    }

    @Test
    void vacatesEverythingAPersonHeldWhoLeaves() {
        this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "secretary1"));
        this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "head1"));

        assertThat(this.organization.get("secretary1").active()).isFalse();
        assertThat(this.organization.branchSecretary(branchId("ZB1"))).isEmpty();
        assertThat(this.organization.headOf(departmentId("综合科"))).isEmpty();
        assertThat(this.happened.records()).first()
            .satisfies((record) -> assertThat(record.detail()).hasToString("{roles=[branchSecretary]}"));
        // The seat is free for somebody else of the branch.
        grant("staff1", "branchSecretary", branchId("ZB1"));
        assertThat(this.organization.branchSecretary(branchId("ZB1"))).map(Person::account).contains("staff1");
        assertRefused(Conflict.class, "person-left",
                () -> this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "head1")));
    }

    @Test
    void keepsTheLastOfEachAdministrator() {
        assertRefused(Conflict.class, "last-administrator",
                () -> this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "auditor")));
        assertRefused(Conflict.class, "last-administrator", () -> revoke("sysadmin", "sysadmin"));
        assertRefused(Conflict.class, "not-oneself",
                () -> this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "sysadmin")));

        administrator("auditor2");
        grant("auditor2", "auditor", null);
        revoke("auditor", "auditor");

        assertThat(this.organization.rolesOf("auditor")).isEmpty();
    }

    @Test
    void separatesTheThreeAdministrators() {
        administrator("admin9");
        grant("admin9", "sysadmin", null);

        assertRefused(Conflict.class, "administrator-holds-nothing-else", () -> grant("admin9", "auditor", null));
        assertRefused(Conflict.class, "administrator-holds-nothing-else", () -> grant("admin9", "secadmin", null));
        assertRefused(Conflict.class, "administrator-holds-nothing-else", () -> grant("auditor", "partyMember", null));
        assertRefused(Conflict.class, "administrator-holds-nothing-else", () -> grant("leader3", "auditor", null));
        assertRefused(Conflict.class, "administrator-holds-nothing-else", () -> grant("head1", "auditor", null));
        assertRefused(Conflict.class, "administrator-belongs-nowhere", () -> grant("staff1", "auditor", null));
        assertRefused(Conflict.class, "administrator-belongs-nowhere", () -> this.people.change("sysadmin", "auditor",
                new PersonForm(null, "x", null, departmentId("文史委"), branchId("ZB2"), null, null), null));
    }

    @Test
    void letsNobodyGrantToThemselvesAndOnlyTheSecurityAdministratorGrant() {
        assertRefused(Forbidden.class, "not-oneself", () -> grant("secadmin", "auditor", null));
        assertRefused(Forbidden.class, "security-administrator-only",
                () -> this.roles.grant("sysadmin", new RoleForm("staff1", "partyMember", null)));
        assertRefused(Forbidden.class, "security-administrator-only",
                () -> this.roles.revoke("leader1", "leader2", "partyDeputySecretary"));
    }

    @Test
    void seatsOneSecretaryAndOneDeputyAndOneSecretaryToABranch() {
        assertRefused(Conflict.class, "seat-taken", () -> grant("staff1", "branchSecretary", branchId("ZB1")));
        assertRefused(Conflict.class, "seat-taken", () -> grant("staff1", "partySecretary", null));
        assertRefused(Conflict.class, "seat-taken", () -> grant("staff1", "partyDeputySecretary", null));
        assertRefused(Conflict.class, "one-rank-in-party-group", () -> grant("leader2", "partyMember", null));
        assertRefused(Conflict.class, "role-held-already", () -> grant("leader3", "partyMember", null));
        assertThat(catchThrowableOfType(InvalidInput.class, () -> grant("staff3", "disciplineOfficer", branchId("ZB1")))
            .errors()).extracting(FieldError::code).containsExactly("not-own-branch");
        assertThat(catchThrowableOfType(InvalidInput.class, () -> grant("staff3", "disciplineOfficer", null)).errors())
            .extracting(FieldError::field)
            .containsExactly("branch");
    }

    @Test
    void refusesACycleInTheTree() {
        String office = departmentId("办公室");

        assertRefused(Conflict.class, "department-below-itself", () -> this.departments.change("sysadmin", office,
                new DepartmentForm("办公室", departmentId("综合科"), null, "supervisor1", 2, null), null));
        assertRefused(Conflict.class, "department-below-itself", () -> this.departments.change("sysadmin", office,
                new DepartmentForm("办公室", office, null, "supervisor1", 2, null), null));
    }

    @Test
    void takesOnlyActiveStaffForHead() {
        String section = departmentId("秘书科");
        for (String account : new String[] { "auditor", "nobody" }) {
            assertThat(catchThrowableOfType(InvalidInput.class,
                    () -> this.departments.change("sysadmin", section,
                            new DepartmentForm("秘书科", departmentId("办公室"), account, null, 0, null), null))
                .errors()).extracting(FieldError::code).containsExactly("not-active-staff");
        }

        this.departments.change("sysadmin", section,
                new DepartmentForm("秘书科", departmentId("办公室"), "secretary1", null, 0, null), null);

        assertThat(this.organization.headOf(section)).map(Person::account).contains("secretary1");
        assertThat(this.organization.positionOf("secretary1")).isEqualTo(Position.HEAD);
        assertThat(this.happened.records()).extracting(AuditRecord::action).containsExactly("departmentChanged");
    }

    @Test
    void refusesAStaleRevision() {
        int revision = this.directory.person("staff1").revision();
        PersonForm details = new PersonForm(null, "x", null, departmentId("综合科"), branchId("ZB1"), null, null);
        this.people.change("sysadmin", "staff1", details, revision);

        assertRefused(Conflict.class, "organization-changed",
                () -> this.people.change("sysadmin", "staff1", details, revision));
    }

    @Test
    void closesOnlyWhatNobodyIsIn() {
        assertRefused(Conflict.class, "department-in-use",
                () -> this.departments.close("sysadmin", departmentId("文史委")));
        assertRefused(Conflict.class, "branch-in-use", () -> this.branches.close("sysadmin", branchId("ZB1")));
        Department added = this.departments.add("sysadmin", new DepartmentForm("x", null, null, null, null, null));

        this.departments.close("sysadmin", added.id());

        assertThat(this.directory.department(added.id()).active()).isFalse();
        assertThat(this.organization.department(added.id())).isPresent();
    }

    @Test
    void keepsTheBranchOfACommitteeMember() {
        assertRefused(Conflict.class, "committee-member-changes-branch", () -> this.people.change("sysadmin",
                "organiser1", new PersonForm(null, "x", null, departmentId("秘书科"), branchId("ZB2"), null, null), null));
        assertRefused(Conflict.class, "role-needs-department", () -> this.people.change("sysadmin", "head1",
                new PersonForm(null, "x", null, null, null, null, null), null));
    }

    @Test
    void asksForTheSystemAdministratorsPasswordAsTheSecurityAdministratorOnly() {
        assertRefused(Forbidden.class, "reset-by-security-administrator",
                () -> this.people.resetPassword("sysadmin", "sysadmin"));
        assertRefused(Forbidden.class, "system-administrator-only",
                () -> this.people.resetPassword("secadmin", "auditor"));
        this.people.resetPassword("sysadmin", "staff1");
        assertThat(this.happened.records()).extracting(AuditRecord::action).containsExactly("passwordReset");
    }

    @Test
    void pagesPeopleByKeyAndFindsPartsOfNames() {
        Directory.PeopleFilter all = new Directory.PeopleFilter(null, null, null, true);
        var first = this.directory.people(all, null, 12);
        var second = this.directory.people(all, first.next(), 12);

        assertThat(first.items()).hasSize(12);
        assertThat(second.items()).hasSizeGreaterThanOrEqualTo(9).doesNotContainAnyElementsOf(first.items());
        assertThat(second.next()).isNull();
        assertThat(this.directory.people(new Directory.PeopleFilter("亦舟", null, null, true), null, 50).items())
            .extracting(Directory.PersonItem::account)
            .containsExactly("organiser1");
        assertThat(this.directory.people(new Directory.PeopleFilter("%", null, null, true), null, 50).items())
            .isEmpty();
        assertThat(
                this.directory.people(new Directory.PeopleFilter(null, null, branchId("ZB2"), true), null, 50).items())
            .hasSize(6);
    }

    private void administrator(String account) {
        this.people.add("sysadmin", new PersonForm(account, account, null, null, null, null, null));
    }

    private void grant(String account, String role, String branchId) {
        this.roles.grant("secadmin", new RoleForm(account, role, branchId));
    }

    private void revoke(String account, String role) {
        this.roles.revoke("secadmin", account, role);
    }

    private String departmentId(String name) {
        return this.organization.departments()
            .stream()
            .filter((department) -> department.name().equals(name))
            .map(Department::id)
            .findFirst()
            .orElseThrow();
    }

    private String branchId(String code) {
        return this.organization.branches()
            .stream()
            .filter((branch) -> branch.code().equals(code))
            .map(Branch::id)
            .findFirst()
            .orElseThrow();
    }

    private static void assertRefused(Class<? extends Refusal> type, String code, ThrowingCallable action) {
        assertThatExceptionOfType(type).isThrownBy(action)
            .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(code));
    }

}

package org.sanxing.organization;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.account.PeopleTest;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.organization.OrganizationApprovals.AccountCommand;
import org.sanxing.organization.OrganizationApprovals.DepartmentCommand;
import org.sanxing.organization.OrganizationApprovals.PersonCommand;
import org.sanxing.organization.OrganizationForms.DepartmentForm;
import org.sanxing.organization.OrganizationForms.DeputyForm;
import org.sanxing.organization.OrganizationForms.PersonForm;
import org.sanxing.organization.OrganizationForms.RoleForm;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** No single administrator makes, or becomes, somebody else. */
@PeopleTest
@ActiveProfiles("demo")
@Transactional
class ApprovalsTests {

    @Autowired
    Approvals approvals;

    @Autowired
    Organization organization;

    @Autowired
    JdbcDeputies deputies;

    @Autowired
    DismissPerson dismissPerson;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PeopleTest.Happened happened;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void forget() {
        // Other tests of this context have asked too.
        this.jdbc.sql("delete from approval").update();
        this.happened.records().clear();
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
    }

    @AfterEach
    void anyLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    private Approvals.Asked ask(String actor, String kind, Object command) {
        Approvals.Asked asked = this.approvals.ask(actor, kind, command, "需要");
        this.happened.records()
            .forEach((record) -> assertThat(record.action()).as("nothing but asking").isEqualTo("approvalAsked"));
        return asked;
    }

    private Approvals.Item waiting(String actor) {
        List<Approvals.Item> items = this.approvals.list(actor, Approval.State.WAITING, null, 50).items();
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private static void assertRefused(Class<? extends Refusal> type, String code, ThrowingCallable action) {
        assertThatExceptionOfType(type).isThrownBy(action)
            .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(code));
    }

    private String department(String name) {
        return this.organization.departments()
            .stream()
            .filter((department) -> department.name().equals(name))
            .findFirst()
            .orElseThrow()
            .id();
    }

    private String branch() {
        return String.valueOf(this.organization.get("staff1").branchId());
    }

    @Test
    void grantsARoleOnceTheSystemAdministratorHasConfirmed() {
        String id = ask("secadmin", "role", new RoleForm("staff1", "disciplineOfficer", branch())).id();

        assertThat(this.organization.rolesOf("staff1")).isEmpty();
        Approvals.Item item = waiting("sysadmin");
        assertThat(item.what()).contains("苗雨笙 (staff1) 获得角色：纪检委员", "阅读本支部人员提交的材料");
        assertThat(item.reason()).isEqualTo("需要");
        assertThat(item.mayDecide()).isTrue();
        assertThat(this.approvals.waitingFor("sysadmin")).isOne();
        assertThat(this.approvals.waitingFor("secadmin")).isZero();
        assertRefused(Forbidden.class, "approval-own", () -> this.approvals.confirm("secadmin", id));
        assertRefused(Forbidden.class, "approval-of-another-administrator",
                () -> this.approvals.confirm("auditor", id));
        assertRefused(Forbidden.class, "administrators-only", () -> this.approvals.confirm("leader1", id));

        assertThat(this.approvals.confirm("sysadmin", id)).isEmpty();

        assertThat(this.organization.rolesOf("staff1")).containsExactly(Role.DISCIPLINE_OFFICER);
        assertThat(this.happened.records()).extracting(AuditRecord::action)
            .containsExactly("approvalAsked", "roleGranted", "approvalConfirmed");
        assertThat(this.happened.records().get(2).detail()).containsEntry("askedBy", "secadmin")
            .containsEntry("reason", "需要");
        assertRefused(Conflict.class, "approval-decided", () -> this.approvals.confirm("sysadmin", id));
    }

    @Test
    void makesNobodyHeadOrSupervisorWithoutTheSecurityAdministrator() {
        DepartmentForm form = new DepartmentForm("综合科", department("办公室"), "staff1", "supervisor2", 0, null);
        String id = ask("sysadmin", "department", new DepartmentCommand(department("综合科"), form, null)).id();

        assertThat(this.organization.headOf(department("综合科"))).map(Person::account).contains("head1");
        assertThat(waiting("secadmin").what()).contains("苗雨笙 (staff1) 成为“综合科”的负责人（现为：祁松岩 (head1)）", "分管“综合科”");
        assertRefused(Forbidden.class, "approval-own", () -> this.approvals.confirm("sysadmin", id));

        this.approvals.confirm("secadmin", id);

        assertThat(this.organization.headOf(department("综合科"))).map(Person::account).contains("staff1");
    }

    @Test
    void takesAwayAtOnce() {
        DepartmentForm form = new DepartmentForm("综合科", department("办公室"), null, null, 0, null);
        Approvals.Asked asked = this.approvals.ask("sysadmin", "department",
                new DepartmentCommand(department("综合科"), form, null), null);

        assertThat(asked.waits()).isFalse();
        assertThat(this.organization.headOf(department("综合科"))).isEmpty();
        this.approvals.ask("sysadmin", "leave", new DismissPerson.DismissPersonCommand("sysadmin", "head2"), null);
        assertThat(this.organization.get("head2").active()).isFalse();
    }

    @Test
    void letsNobodySuperviseByAnotherPlaceInTheTree() {
        DepartmentForm form = new DepartmentForm("综合科", department("提案委"), "head1", null, 0, null);

        ask("sysadmin", "department", new DepartmentCommand(department("综合科"), form, null));

        assertThat(waiting("secadmin").what()).contains("(supervisor2) 分管“综合科”");
    }

    @Test
    void namesADeputyForAnotherOnlyWithTheSecondAdministrator() {
        String today = this.deputies.today().toString();
        DeputyForm form = new DeputyForm("head1", "staff1", today, today, List.of("x"), null, "住院");
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> ask("sysadmin", "deputy", form));
        String id = ask("sysadmin", "deputy", new DeputyForm("head1", "staff1", today, today, null, null, "住院")).id();

        assertThat(this.deputies.actingFor("staff1")).isEmpty();
        assertThat(waiting("secadmin").what()).contains("代理 祁松岩 (head1)", "负责部门：综合科");
        this.approvals.confirm("secadmin", id);
        assertThat(this.deputies.actingFor("staff1")).hasSize(1);
        assertThat(this.approvals
            .ask("head2", "deputy", new DeputyForm(null, "staff3", today, today, null, null, null), null)
            .waits()).isFalse();
    }

    @Test
    void givesAPasswordOfWhichNobodyHasSeenBothHalves() {
        Approvals.Asked asked = ask("sysadmin", "password", new AccountCommand("head1"));
        String before = hash("head1");
        assertThat(waiting("secadmin").what()).contains("以此人的身份", "负责部门：综合科");
        assertThat(this.jdbc.sql("select first_half from approval").query(String.class).single())
            .doesNotContain(String.valueOf(asked.firstHalf()));
        assertThat(before).isEqualTo(hash("head1"));

        String second = this.approvals.confirm("secadmin", String.valueOf(asked.id())).get("head1");

        assertThat(asked.firstHalf()).hasSize(11).isNotEqualTo(second);
        assertThat(second).hasSize(11);
        assertThat(hash("head1")).isNotEqualTo(before).doesNotContain(asked.firstHalf(), second);
        assertThat(this.jdbc.sql("select must_change_password from account where account = 'head1'")
            .query(Boolean.class)
            .single()).isTrue();
        assertThat(this.happened.records().toString()).doesNotContain(asked.firstHalf(), second);
        assertThat(this.happened.records()).extracting(AuditRecord::action)
            .containsExactly("approvalAsked", "passwordReset", "approvalConfirmed");
    }

    /** The version before kept a hash of the first half while it waited. */
    @Test
    void completesAHalfThatWaitedSinceTheVersionBefore() {
        String id = String.valueOf(ask("sysadmin", "password", new AccountCommand("head1")).id());
        this.jdbc.sql("update approval set first_half = '{argon2id}$argon2id$first'").update();
        assertThat(this.approvals.confirm("secadmin", id).get("head1")).hasSize(11);
        assertThat(hash("head1")).startsWith("{halves}{argon2id}$argon2id$first&{argon2id}");
    }

    private String hash(String account) {
        return this.jdbc.sql("select password_hash from account where account = :account")
            .param("account", account)
            .query(String.class)
            .single();
    }

    @Test
    void helpsAnAdministratorBackInOnlyByTheOtherTwo() {
        String id = ask("secadmin", "password", new AccountCommand("sysadmin")).id();
        assertThat(waiting("auditor").mayDecide()).isTrue();
        assertThat(this.approvals.waitingFor("auditor")).isOne();
        assertRefused(Forbidden.class, "not-oneself", () -> this.approvals.confirm("sysadmin", id));
        assertRefused(Forbidden.class, "approval-own", () -> this.approvals.confirm("secadmin", id));
        assertThat(this.approvals.confirm("auditor", id).get("sysadmin")).hasSize(11);

        this.happened.records().clear();
        String other = ask("sysadmin", "password", new AccountCommand("secadmin")).id();
        assertRefused(Forbidden.class, "not-oneself", () -> this.approvals.confirm("secadmin", other));
        this.approvals.confirm("auditor", other);

        this.happened.records().clear();
        String third = ask("sysadmin", "password", new AccountCommand("auditor")).id();
        assertRefused(Forbidden.class, "not-oneself", () -> this.approvals.confirm("auditor", third));
        this.approvals.confirm("secadmin", third);
        assertThat(this.happened.records()).extracting(AuditRecord::action)
            .containsExactly("approvalAsked", "passwordReset", "approvalConfirmed");
    }

    @Test
    void movesAPersonAndTheirMailOnlyWithTheSecondAdministrator() {
        Person before = this.organization.get("staff1");
        PersonForm form = new PersonForm(null, before.name(), "主任科员", department("文史委"), before.branchId(),
                "elsewhere@office.example", null);
        String id = ask("sysadmin", "move", new PersonCommand("staff1", form, null)).id();

        assertThat(this.organization.get("staff1")).isEqualTo(before);
        assertThat(waiting("secadmin").what()).contains("调入“文史委”（现为：综合科）", "改发到 elsewhere@office.example");
        this.approvals.confirm("secadmin", id);
        assertThat(this.organization.get("staff1").departmentId()).isEqualTo(department("文史委"));

        PersonForm named = new PersonForm(null, "新名", "", department("文史委"), before.branchId(), null, null);
        assertThat(this.approvals.ask("sysadmin", "move", new PersonCommand("staff1", named, null), null).waits())
            .as("gives nothing")
            .isFalse();
        assertRefused(Conflict.class, "organization-changed",
                () -> this.approvals.ask("sysadmin", "move", new PersonCommand("staff1", form, 1), null));
    }

    @Test
    void addsAndTakesBackPeopleWithTheSecondAdministrator() {
        PersonForm form = new PersonForm("staff9", "新职工", null, department("文史委"), branch(), null, null);
        String id = ask("sysadmin", "person", form).id();
        assertThat(this.organization.find("staff9")).isEmpty();
        assertRefused(Conflict.class, "approval-waits-already", () -> ask("sysadmin", "person", form));
        this.approvals.confirm("secadmin", id);
        assertThat(this.organization.get("staff9").active()).isTrue();
        this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "staff9"));
        this.happened.records().clear();

        String back = ask("sysadmin", "return", new AccountCommand("staff9")).id();
        assertThat(this.organization.get("staff9").active()).isFalse();
        this.approvals.confirm("secadmin", back);

        assertThat(this.organization.get("staff9").active()).isTrue();
    }

    @Test
    void handsWhatALeaverHeldToNobodyAlone() {
        String id = ask("sysadmin", "leave",
                new DismissPerson.DismissPersonCommand("sysadmin", "head1", "staff1", Map.of(), null, "调离", false))
            .id();

        assertThat(this.organization.get("head1").active()).isTrue();
        assertThat(waiting("secadmin").what()).contains("移交给：苗雨笙 (staff1)", "负责部门：综合科");
        this.approvals.confirm("secadmin", id);

        assertThat(this.organization.get("head1").active()).isFalse();
        assertThat(this.organization.headOf(department("综合科"))).map(Person::account).contains("staff1");
    }

    @Test
    void checksAgainWhatIsConfirmed() {
        String id = ask("secadmin", "role", new RoleForm("staff1", "partyMember", null)).id();
        this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "staff1"));

        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> this.approvals.confirm("sysadmin", id));

        assertThat(waiting("sysadmin").id()).isEqualTo(id);
        assertThat(this.organization.rolesOf("staff1")).isEmpty();
    }

    @Test
    void doesNothingThatIsRefusedOrTakenBack() {
        String id = ask("secadmin", "role", new RoleForm("staff1", "partyMember", null)).id();
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> this.approvals.refuse("sysadmin", id, " "));
        assertRefused(Forbidden.class, "approval-own", () -> this.approvals.refuse("secadmin", id, "x"));
        this.approvals.refuse("sysadmin", id, "不合适");
        assertRefused(Conflict.class, "approval-decided", () -> this.approvals.confirm("sysadmin", id));

        String again = ask(id);
        assertRefused(Forbidden.class, "approval-not-asked-by-you", () -> this.approvals.takeBack("sysadmin", again));
        this.approvals.takeBack("secadmin", again);

        assertRefused(Conflict.class, "approval-decided", () -> this.approvals.confirm("sysadmin", again));
        assertThat(this.organization.rolesOf("staff1")).isEmpty();
        assertThat(this.approvals.list("auditor", null, null, 50).items()).extracting(Approvals.Item::state)
            .containsExactlyInAnyOrder(Approval.State.REFUSED, Approval.State.VOID);
        assertThat(this.approvals.list("auditor", null, null, 50).items()).extracting(Approvals.Item::what)
            .allMatch((what) -> what.contains("党组成员"));
        assertRefused(NotFound.class, "approval-not-found", () -> this.approvals.confirm("sysadmin", "none"));
    }

    private String ask(String before) {
        this.happened.records().clear();
        String id = ask("secadmin", "role", new RoleForm("staff1", "partyMember", null)).id();
        assertThat(id).isNotEqualTo(before);
        return String.valueOf(id);
    }

    @ParameterizedTest
    @ValueSource(strings = { "secadmin", "auditor", "leader1", "staff1" })
    void letsOnlyTheSystemAdministratorAsk(String actor) {
        assertRefused(Forbidden.class, "system-administrator-only",
                () -> ask(actor, "password", new AccountCommand("staff2")));
        assertRefused(Forbidden.class, "system-administrator-only",
                () -> ask(actor, "person", new PersonForm("staff9", "x", null, null, null, null, null)));
        String today = this.deputies.today().toString();
        assertRefused(Forbidden.class, "system-administrator-only",
                () -> ask(actor, "deputy", new DeputyForm("head1", "staff3", today, today, null, null, "x")));
    }

    @Test
    void letsOnlyTheSecurityAdministratorAskForARole() {
        assertRefused(Forbidden.class, "security-administrator-only",
                () -> ask("sysadmin", "role", new RoleForm("staff1", "partyMember", null)));
    }

    @Test
    void keepsWhoAskedAndWhoConfirmedApartInTheDatabase() {
        String id = ask("secadmin", "role", new RoleForm("staff1", "partyMember", null)).id();

        breaks("update approval set state = 'confirmed', decided_by = 'secadmin' where id = ?", id);
        breaks("update approval set state = 'confirmed', decided_by = 'staff1' where id = ?", id);
        breaks("update approval set state = 'confirmed', decided_by = null where id = ?", id);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "insert into role_grant (account, role_id, granted_at, granted_by, side, one_of) values ('staff1', 'auditor', current_timestamp, 'x', 'staff', 'y')",
            "insert into role_grant (account, role_id, granted_at, granted_by, side, one_of) values ('staff1', 'auditor', current_timestamp, 'x', 'administrator', 'y')",
            "insert into role_grant (account, role_id, granted_at, granted_by, side, one_of) values ('auditor', 'sysadmin', current_timestamp, 'x', 'administrator', 'auditor:administrator')",
            "insert into role_grant (account, role_id, granted_at, granted_by) values ('sysadmin', 'disciplineOfficer', current_timestamp, 'x')",
            "insert into role_grant (account, role_id, granted_at, granted_by) values ('staff1', 'disciplineOfficer', current_timestamp, 'staff1')",
            "insert into role_grant (account, role_id, granted_at, granted_by, one_of) values ('leader2', 'partyMember', current_timestamp, 'x', 'leader2:partyGroup')",
            "insert into role_grant (account, role_id, granted_at, granted_by) values ('staff1', 'partyMember', current_timestamp, 'x')",
            "update person set side = 'administrator' where account = 'head1'",
            "update person set department_id = (select min(id) from department) where account = 'auditor'",
            "update department set head = 'auditor'", "update department set supervisor = 'sysadmin'" })
    void holdsTheThreeAdministratorsApartInTheDatabase(String sql) {
        breaks(sql, null);
    }

    private void breaks(String sql, @Nullable String id) {
        // PostgreSQL goes on only from before what failed.
        TransactionTemplate apart = new TransactionTemplate(this.transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> apart.executeWithoutResult(
                (status) -> this.jdbc.sql(sql).params((id != null) ? List.of(id) : List.of()).update()));
    }

    /** Whoever adds a way to rights finds it here. */
    @Test
    void nothingButWhatWasConfirmedGivesRights() {
        List<JavaMethodCall> calls = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.sanxing.organization")
            .stream()
            .flatMap((type) -> type.getMethodCallsFromSelf().stream())
            .filter((call) -> Map
                .of(KeepRoles.class, "grant", KeepPeople.class, "add|change|resetPassword|takeBack",
                        KeepDepartments.class, "add|change", KeepDeputies.class, "name", DismissPerson.class, "execute")
                .entrySet()
                .stream()
                .anyMatch((one) -> call.getTargetOwner().isEquivalentTo(one.getKey())
                        && call.getTarget().getName().matches(one.getValue())))
            .toList();

        assertThat(calls).hasSizeGreaterThanOrEqualTo(8)
            // Whom people may name for themselves they may also ask for in a case of
            // theirs.
            .allMatch((call) -> call.getOriginOwner().getName().contains("OrganizationApprovals")
                    || call.getOrigin().getName().equals("nameAsAsked"));
    }

}

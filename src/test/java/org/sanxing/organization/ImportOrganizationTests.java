package org.sanxing.organization;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.account.PeopleTest;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.organization.ImportedOrganization.Cell;
import org.sanxing.organization.ImportedOrganization.Newcomer;
import org.sanxing.organization.ImportedOrganization.Unit;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A whole organisation at once, all of it or nothing. */
@PeopleTest
@ActiveProfiles("demo")
@Transactional
class ImportOrganizationTests {

    @Autowired
    Approvals approvals;

    @Autowired
    ImportOrganization imports;

    @Autowired
    Organization organization;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PeopleTest.Happened happened;

    @BeforeEach
    void forget() {
        this.jdbc.sql("delete from approval").update();
        this.happened.records().clear();
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
    }

    @AfterEach
    void anyLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    private static Newcomer person(String account, String name, String department, String branch, String... roles) {
        return new Newcomer(account, name, "干部", department, branch, null, List.of(roles));
    }

    private static ImportedOrganization file(List<Unit> departments, List<Cell> branches, List<Newcomer> people) {
        return new ImportedOrganization("组织.xlsx", departments, branches, people);
    }

    private List<String> wrong(ImportedOrganization imported) {
        return this.imports.look("sysadmin", imported)
            .errors()
            .stream()
            .map((error) -> error.field() + " " + error.code())
            .toList();
    }

    private @Nullable Department department(String name) {
        return this.organization.departments()
            .stream()
            .filter((one) -> one.name().equals(name))
            .findFirst()
            .orElse(null);
    }

    @Test
    void addsAllOfItOnceTheSecurityAdministratorHasConfirmed() {
        ImportedOrganization imported = file(
                List.of(new Unit("调研一处", "调研室", "钱小北", null), new Unit("调研室", null, null, "钟海平 (leader9)"),
                        new Unit("文史委", null, "孙立", null)),
                List.of(new Cell("第三党支部", "ZB3")),
                List.of(person("leader9", "钟海平", "调研室", "第三党支部", "partyMember", "branchSecretary"),
                        person("qianxb", "钱小北", "调研室/调研一处", "ZB3"), person("sunli", "孙立", "文史委", "ZB3")));

        Approvals.Asked asked = this.approvals.ask("sysadmin", ImportOrganization.KIND, imported, "新设调研室");

        assertThat(department("调研室")).isNull();
        Approvals.Item item = this.approvals.list("secadmin", Approval.State.WAITING, null, 50).items().get(0);
        assertThat(item.what()).contains("建立部门 2 个、党支部 1 个，新建账号 3 个", "钟海平 (leader9) 分管“调研室”", "孙立 (sunli) 成为“文史委”的负责人",
                "钟海平 (leader9) 获得角色：支部书记（第三党支部）", "“调研一处”新建账号 1 个：钱小北 (qianxb)");
        assertThatExceptionOfType(Forbidden.class)
            .isThrownBy(() -> this.approvals.confirm("sysadmin", String.valueOf(asked.id())));

        Map<String, String> halves = this.approvals.confirm("secadmin", String.valueOf(asked.id()));

        Department section = department("调研一处");
        assertThat(section.head()).isEqualTo("qianxb");
        assertThat(this.organization.supervisorOf(section.id())).map(Person::account).contains("leader9");
        assertThat(department("文史委").head()).isEqualTo("sunli");
        assertThat(this.organization.get("sunli").departmentId()).isEqualTo(department("文史委").id());
        assertThat(this.organization.rolesOf("leader9")).containsExactlyInAnyOrder(Role.PARTY_MEMBER,
                Role.BRANCH_SECRETARY);
        assertThat(halves).containsOnlyKeys("leader9", "qianxb", "sunli").doesNotContainValue(asked.firstHalf());
        assertThat(List.copyOf(halves.values())).doesNotHaveDuplicates().allMatch((half) -> half.length() == 11);
        assertThat(this.jdbc.sql("select password_hash from account where account = 'sunli' and must_change_password")
            .query(String.class)
            .single()).startsWith("{keyed}");
        assertThat(this.happened.records()).extracting(AuditRecord::action)
            .containsExactly("approvalAsked", "branchAdded", "departmentAdded", "departmentAdded", "departmentChanged",
                    "personAdded", "personAdded", "personAdded", "approvalConfirmed");
        assertThat(this.happened.records().get(5).detail()).containsEntry("roles",
                List.of("partyMember", "branchSecretary"));
        assertThat(this.happened.records().toString()).doesNotContain(halves.values());
    }

    @Test
    void namesAllThatIsWrong() {
        assertThat(wrong(file(List.of(new Unit("综合科", null, "没有这个人", "王伟"), new Unit("甲", "乙", null, null),
                new Unit("乙", "甲", null, null), new Unit("丙", "没有", null, null), new Unit("丙", "没有", null, null)),
                List.of(new Cell("第一支部", "zb1"), new Cell("新支部", code("staff1"))),
                List.of(person("staff1", "重名", "综合科", "没有"), person("wangwei", "王伟", "综合科", "ZB1", "sysadmin"),
                        person("wangwei2", "王伟", "没有", code("staff1"), "partySecretary"),
                        person("wangwei2", "王伟", "综合科", code("staff1")),
                        new Newcomer("Wang", "", null, null, null, "x", List.of())))))
            .contains("departments[0].head import-person-unknown", "departments[0].supervisor import-person-several",
                    "departments[1].parent import-below-itself", "departments[2].parent import-below-itself",
                    "departments[3].parent import-department-unknown", "departments[4].name import-twice",
                    "branches[0].code code-format", "branches[1].code code-taken",
                    "people[0].account import-account-taken", "people[0].branch import-branch-unknown",
                    "people[1].roles import-administrator", "people[2].department import-department-unknown",
                    "people[3].account import-twice", "people[4].account account-format", "people[4].name needed",
                    "people[4].department needed", "people[4].branch needed", "people[4].email email-format");
        assertThat(wrong(file(List.of(), List.of(),
                List.of(person("a1", "甲", "综合科", code("staff1"), "partySecretary"),
                        person("a2", "乙", "综合科", code("staff1"), "partyMember", "partyDeputySecretary")))))
            .containsExactly("people[0].roles import-seat-taken", "people[1].roles import-one-rank",
                    "people[1].roles import-seat-taken");
    }

    private String code(String account) {
        return this.organization.branch(String.valueOf(this.organization.get(account).branchId())).orElseThrow().code();
    }

    @Test
    void whatGivesNobodyAnythingIsDoneAtOnce() {
        Approvals.Asked asked = this.approvals.ask("sysadmin", ImportOrganization.KIND,
                file(List.of(new Unit("调研室", null, null, null)), List.of(), List.of()), null);
        assertThat(asked.done()).isEqualTo(new ImportOrganization.Imported(1, 0, 0));
        assertThat(department("调研室")).isNotNull();
        assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> this.approvals.ask("secadmin",
                ImportOrganization.KIND, file(List.of(new Unit("又一室", null, null, null)), List.of(), List.of()), null));
    }

    @Test
    void whatFitsNoMoreIsRefusedWhole() {
        ImportedOrganization imported = file(List.of(new Unit("调研室", null, null, null)), List.of(),
                List.of(person("qianxb", "钱小北", "调研室", code("staff1"))));
        String id = String.valueOf(this.approvals.ask("sysadmin", ImportOrganization.KIND, imported, null).id());
        this.jdbc.sql("insert into person (account, name, post, active, revision) values ('qianxb', '钱', '', true, 1)")
            .update();
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> this.approvals.confirm("secadmin", id))
            .satisfies((refused) -> assertThat(refused.code()).isEqualTo("import-fits-no-more"));
        assertThat(department("调研室")).isNull();
    }

    /** In batches: five thousand took nine seconds. */
    @Test
    void bringsManyPeopleAtOnce() {
        List<Unit> units = new ArrayList<>();
        List<Newcomer> people = new ArrayList<>();
        IntStream.range(0, 20).forEach((i) -> units.add(new Unit("大科" + i, null, "职工" + i, null)));
        IntStream.range(0, 500)
            .forEach((i) -> people.add(person("many" + i, "职工" + i, "大科" + (i % 20), code("staff1"))));
        String id = String.valueOf(
                this.approvals.ask("sysadmin", ImportOrganization.KIND, file(units, List.of(), people), null).id());
        assertThat(this.approvals.confirm("secadmin", id)).hasSize(500);
        assertThat(this.organization.staff()).hasSizeGreaterThan(500);
        assertThat(department("大科7").head()).isEqualTo("many7");
    }

    @Test
    void whatIsWrongSaysWhatToDo() {
        List<FieldError> errors = this.imports
            .look("sysadmin", file(List.of(), List.of(), List.of(person("staff1", "某人", "综合科", code("staff1")))))
            .errors();
        assertThat(errors).singleElement()
            .satisfies((error) -> assertThat(error.arguments()).containsExactly("staff1"));
    }

}

package org.sanxing.organization;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.account.PeopleTest;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.transaction.BeforeTransaction;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Who leaves hands over; what only others know of stands in here as letters in a tray.
 */
@PeopleTest
@ActiveProfiles("demo")
@Transactional
class LeavingTests {

    @Autowired
    Organization organization;

    @Autowired
    DismissPerson dismissPerson;

    @Autowired
    KeepDeputies keepDeputies;

    @Autowired
    JdbcDeputies deputies;

    @Autowired
    LeaverInventory held;

    @Autowired
    KeepBranches branches;

    @Autowired
    KeepDepartments departments;

    @Autowired
    KeepPeople people;

    @Autowired
    Tray tray;

    @Autowired
    PeopleTest.Happened happened;

    @Autowired
    MockMvc mvc;

    @BeforeEach
    @AfterEach
    void begin() {
        this.tray.letters.clear();
        this.tray.moved.clear();
        this.tray.broken = null;
        this.happened.records().clear();
    }

    private DismissPerson.DismissPersonCommand leave(String account, @Nullable String successor,
            Map<String, @Nullable String> successors) {
        return new DismissPerson.DismissPersonCommand("sysadmin", account, successor, successors, null, "退休", false);
    }

    private String department(String name) {
        return this.organization.departments()
            .stream()
            .filter((department) -> department.name().equals(name))
            .findFirst()
            .orElseThrow()
            .id();
    }

    @Test
    void showsAllThatAPersonHoldsAndWhatBecomesOfIt() {
        this.tray.letters.put("one", "secretary1");
        this.keepDeputies.name("secretary1", new OrganizationForms.DeputyForm(null, "organiser1",
                this.deputies.today().toString(), this.deputies.today().toString(), null, null, null));
        this.keepDeputies.name("staff1",
                new OrganizationForms.DeputyForm(null, "secretary1", this.deputies.today().plusDays(1).toString(),
                        this.deputies.today().plusDays(9).toString(), null, null, null));

        assertThat(kinds("secretary1")).containsExactly("organization.leave.note.branch-secretary",
                "organization.leave.note.deputy", "organization.leave.note.standing-in", null);
        assertThat(kinds("leader1")).containsExactly("organization.leave.note.party-secretary");
        assertThat(kinds("organiser1")).containsExactly("organization.leave.note.role",
                "organization.leave.note.standing-in");
        assertThat(kinds("head1")).containsExactly("organization.leave.note.head");
        assertThat(kinds("supervisor1")).contains("organization.leave.note.supervisor");
        assertThat(kinds("staff2")).isEmpty();
    }

    private List<@Nullable String> kinds(String account) {
        return this.held.of(account)
            .stream()
            .flatMap((group) -> group.items().stream())
            .<@Nullable String>map((item) -> item.holding().noteKey())
            .toList();
    }

    @Test
    void warnsWhereACommitteeIsLeftWithoutAnybody() {
        this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "organiser2"));
        this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "discipline2"));

        assertThat(kinds("secretary2")).containsExactly("organization.leave.note.last-of-committee");
    }

    @Test
    void handsEverythingToOneSuccessorOrEachToItsOwn() {
        this.tray.letters.putAll(Map.of("one", "head1", "two", "head1", "three", "head2"));

        this.dismissPerson.execute(leave("head1", "staff1", Map.of("letters:two", "head2")));

        assertThat(this.tray.moved).containsExactly("one>staff1 sysadmin 退休", "two>head2 sysadmin 退休");
        assertThat(this.organization.headOf(department("综合科"))).map(Person::account).contains("staff1");
        assertThat(this.organization.get("head1").active()).isFalse();
        assertThat(this.happened.records()).extracting(AuditRecord::action)
            .containsExactly("departmentChanged", "personLeft");
        assertThat(this.happened.records().get(1).detail()).containsEntry("reason", "退休");
    }

    @Test
    void leavesAPositionVacantWhereThatIsSaidOrNothingIs() {
        Map<String, @Nullable String> nobody = new HashMap<>();
        nobody.put("positions:head-" + department("综合科"), null);
        this.dismissPerson.execute(leave("head1", "staff1", nobody));
        this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "head2"));

        assertThat(this.organization.headOf(department("综合科"))).isEmpty();
        assertThat(this.organization.headOf(department("提案委"))).isEmpty();
    }

    @Test
    void keepsWhoHoldsWhatMustHaveASuccessor() {
        this.tray.letters.put("one", "head1");

        HandoverRefused.Left refusal = catchThrowableOfType(HandoverRefused.Left.class,
                () -> this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "head1")));

        assertThat(refusal.code()).isEqualTo("holdings-left");
        assertThat(refusal.facts()).containsEntry("holdings", List.of("letters:one"));
        Map<String, @Nullable String> nobody = new HashMap<>();
        nobody.put("letters:one", null);
        assertThat(catchThrowableOfType(HandoverRefused.Left.class,
                () -> this.dismissPerson.execute(leave("head1", "staff1", nobody))))
            .isNotNull();
        assertThat(this.organization.get("head1").active()).isTrue();
        assertThat(this.organization.headOf(department("综合科"))).isPresent();
        assertThat(this.tray.moved).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "head1,own-successor", "nobody,not-active-staff", "auditor,not-active-staff",
            "sysadmin,not-active-staff", "staff2,not-to-this-person" })
    void saysWhoMayNotHaveWhat(String successor, String code) {
        this.tray.letters.put("one", "head1");

        InvalidInput each = catchThrowableOfType(InvalidInput.class,
                () -> this.dismissPerson.execute(leave("head1", "staff1", Map.of("letters:one", successor))));
        InvalidInput all = catchThrowableOfType(InvalidInput.class,
                () -> this.dismissPerson.execute(leave("head1", successor, Map.of())));

        assertThat(each.errors()).extracting(FieldError::field).containsExactly("successors[letters:one]");
        assertThat(each.errors()).extracting(FieldError::code).containsExactly(code);
        assertThat(all.errors()).extracting(FieldError::code).containsExactly(code);
    }

    @Test
    void refusesAListThatIsAnotherByNow() {
        String seen = LeaverInventory.seen(this.held.of("head1"));
        this.tray.letters.put("one", "head1");

        assertThat(changed(
                new DismissPerson.DismissPersonCommand("sysadmin", "head1", "staff1", Map.of(), seen, null, false)))
            .isEqualTo("holdings-changed");
        assertThat(changed(leave("head1", "staff1", Map.of("letters:gone", "staff1")))).isEqualTo("holdings-changed");
        assertThat(this.organization.get("head1").active()).isTrue();
    }

    private String changed(DismissPerson.DismissPersonCommand command) {
        return catchThrowableOfType(Conflict.class, () -> this.dismissPerson.execute(command)).code();
    }

    @Test
    void saysWhichOneCouldNotMoveAndWhy() {
        this.tray.letters.putAll(Map.of("one", "head1", "two", "head1"));
        this.tray.broken = "two";

        HandoverRefused refusal = catchThrowableOfType(HandoverRefused.class,
                () -> this.dismissPerson.execute(leave("head1", "staff1", Map.of())));

        assertThat(refusal.key()).isEqualTo("letters:two");
        assertThat(refusal.facts()).containsEntry("reason", "seat-taken");
        assertThat(this.organization.get("head1").active()).isTrue();
    }

    @Test
    void takesBackWhoLeftWithNothing() {
        this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "secretary1"));

        this.people.takeBack("sysadmin", "secretary1");

        Person back = this.organization.get("secretary1");
        assertThat(back.active()).isTrue();
        assertThat(back.departmentId()).isNotNull();
        assertThat(this.organization.rolesOf("secretary1")).isEmpty();
        assertThat(this.happened.records()).last()
            .satisfies((record) -> assertThat(record.action()).isEqualTo("personReturned"));
        assertThat(catchThrowableOfType(Conflict.class, () -> this.people.takeBack("sysadmin", "secretary1")).code())
            .isEqualTo("person-here");
    }

    @Test
    void takesBackIntoNoDepartmentWhereItIsClosed() {
        String branch = this.branches.add("sysadmin", new OrganizationForms.BranchForm("新支部", "ZB9", null)).id();
        String section = this.departments
            .add("sysadmin", new OrganizationForms.DepartmentForm("新科室", null, null, null, null, null))
            .id();
        this.people.add("sysadmin",
                new OrganizationForms.PersonForm("staff9", "新职工", null, section, branch, null, null));
        this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", "staff9"));
        this.departments.close("sysadmin", section);

        this.people.takeBack("sysadmin", "staff9");

        assertThat(this.organization.get("staff9").departmentId()).isNull();
        assertThat(this.organization.get("staff9").branchId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "secadmin", "auditor", "leader1", "staff1" })
    void letsOnlyTheSystemAdministratorTakeBack(String actor) {
        assertThat(catchThrowableOfType(Forbidden.class, () -> this.people.takeBack(actor, "staff2")))
            .extracting(Refusal::code)
            .isEqualTo("system-administrator-only");
    }

    /** Passwords are compared before a transaction begins, and remembered for a while. */
    @BeforeTransaction
    void knowThePassword() throws Exception {
        for (String administrator : List.of("sysadmin", "secadmin")) {
            this.mvc.perform(MockMvcRequestBuilders.get("/api/v1/me").with(httpBasic(administrator, "sanxing-demo")));
        }
    }

    @Test
    void endsWhatIsOnesOwnWhereItIsSaidAndWhy() {
        this.tray.letters.put("own", "staff3");
        assertThatExceptionOfType(HandoverRefused.Left.class).as("as a position would")
            .isThrownBy(() -> this.dismissPerson.execute(leave("staff3", null, Map.of())));
        Map<String, @Nullable String> said = Collections.singletonMap("letters:own", null);
        assertThatExceptionOfType(InvalidInput.class)
            .isThrownBy(() -> this.dismissPerson
                .execute(new DismissPerson.DismissPersonCommand("sysadmin", "staff3", "staff1", said, null, " ", true)))
            .satisfies(
                    (refusal) -> assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("reason"));
        assertThat(this.tray.moved).isEmpty();
        this.dismissPerson.execute(leave("staff3", "staff1", said));
        assertThat(this.tray.moved).containsExactly("own>null sysadmin 退休");
        assertThat(this.organization.get("staff3").active()).isFalse();
    }

    @Test
    void doesTheSameForScripts() throws Exception {
        this.tray.letters.put("one", "head1");
        String holdings = api("GET", "/people/head1/holdings", null, 200);
        assertThat(holdings).contains("\"letters:one\"", "\"movable\":true", "\"seen\":\"");

        assertThat(api("POST", "/people/head1/deactivate", null, 409)).contains("holdings-left", "letters:one");
        assertThat(api("POST", "/people/head1/deactivate", "{\"successors\":{\"letters:one\":\"nobody\"}}", 400))
            .contains("successors[letters:one]");
        assertThat(api("POST", "/people/head1/deactivate", "{\"successor\":\"staff1\",\"seen\":\"x\"}", 409))
            .contains("holdings-changed");
        String waits = api("POST", "/people/head1/deactivate",
                "{\"successor\":\"staff1\",\"successors\":{\"positions:head-" + department("综合科") + "\":null}}", 202);
        assertThat(this.tray.moved).isEmpty();
        String id = waits.replaceAll(".*\"approval\":\"([^\"]+)\".*", "$1");
        this.mvc
            .perform(MockMvcRequestBuilders.post("/api/v1/approvals/" + id + "/confirm")
                .with(httpBasic("secadmin", "sanxing-demo")))
            .andExpect(status().isOk());
        assertThat(this.organization.get("head1").active()).isFalse();
        assertThat(this.tray.moved).containsExactly("one>staff1 sysadmin 人员离岗");
        assertThat(this.organization.headOf(department("综合科"))).isEmpty();
        assertThat(api("POST", "/people/head1/reactivate", null, 202)).contains("\"secret\":\"");
        assertThat(api("POST", "/people/head1/reactivate", null, 409)).contains("approval-waits-already");
    }

    private String api(String method, String path, @Nullable String body, int status) throws Exception {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders
            .request(HttpMethod.valueOf(method), "/api/v1" + path)
            .with(httpBasic("sysadmin", "sanxing-demo"));
        if (body != null) {
            request.contentType("application/json").content(body);
        }
        var answer = this.mvc.perform(request).andReturn().getResponse();
        answer.setCharacterEncoding("UTF-8");
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
        return answer.getContentAsString();
    }

    @Test
    void keepsOnThePageWhatWasTyped() throws Exception {
        this.tray.letters.putAll(Map.of("one", "head1", "two", "head1"));
        MockHttpSession session = signIn();
        String preview = page(session, "/admin/organization/people/head1/leave");
        assertThat(preview).contains("to:letters:one", "to:letters:two", "nobody:positions:head-");
        String seen = preview.replaceAll("(?s).*name=\"seen\" value=\"(\\w+)\".*", "$1");

        String refused = submit(session, "seen", seen, "to:letters:one", "郝砚宁 (staff2)", "reason", "调离");
        assertThat(refused).contains("郝砚宁 (staff2)", "value=\"调离\"", "请检查以下内容", "不能移交给");
        assertThat(submit(session, "seen", seen, "to:letters:one", "staff1")).contains("还有 2 项没有接手人",
                "value=\"staff1\"", "请选择接手人");
        assertThat(submit(session, "seen", seen, "to:letters:one", "staff1",
                "nobody:positions:head-" + department("综合科"), "true"))
            .contains("还有 1 项没有接手人", "checked");
        this.tray.letters.put("three", "head1");
        assertThat(submit(session, "seen", seen, "successor", "staff1")).contains("有变动", "to:letters:three",
                "value=\"staff1\"");
        assertThat(this.organization.get("head1").active()).isTrue();

        seen = LeaverInventory.seen(this.held.of("head1"));
        this.tray.broken = "two";
        this.mvc
            .perform(MockMvcRequestBuilders.post("/admin/organization/people/head1/leave")
                .session(session)
                .with(csrf())
                .param("seen", seen)
                .param("successor", "staff1"))
            .andExpect(redirectedUrl("/admin/approvals"));
        String id = api("GET", "/approvals?state=waiting", null, 200).replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        this.mvc
            .perform(MockMvcRequestBuilders.post("/api/v1/approvals/" + id + "/confirm")
                .with(httpBasic("secadmin", "sanxing-demo")))
            .andExpect(status().isConflict())
            .andExpect(jsonPath("$.code").value("holding-refused"));
        assertThat(this.organization.get("head1").active()).isTrue();
        assertThat(page(session, "/admin/organization/people/sysadmin/leave")).contains("不能对自己进行此操作")
            .doesNotContain("btn-danger");
    }

    private MockHttpSession signIn() throws Exception {
        return (MockHttpSession) this.mvc
            .perform(MockMvcRequestBuilders.post("/sign-in")
                .with(csrf())
                .param("username", "sysadmin")
                .param("password", "sanxing-demo"))
            .andReturn()
            .getRequest()
            .getSession();
    }

    private String page(MockHttpSession session, String path) throws Exception {
        var answer = this.mvc.perform(MockMvcRequestBuilders.get(path).session(session)).andReturn().getResponse();
        answer.setCharacterEncoding("UTF-8");
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString();
    }

    private String submit(MockHttpSession session, String... parameters) throws Exception {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post("/admin/organization/people/head1/leave")
            .session(session)
            .with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        var answer = this.mvc.perform(request).andReturn().getResponse();
        answer.setCharacterEncoding("UTF-8");
        assertThat(answer.getStatus()).as(Arrays.toString(parameters)).isEqualTo(200);
        return answer.getContentAsString();
    }

}

package org.sanxing.organization;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import org.sanxing.Organisation;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What waits, on the pages and by the API of the whole application. */
@ApplicationTest
class ApprovalPagesTests {

    private static final String PAGE = "/admin/approvals";

    @Autowired
    Office office;

    @Autowired
    Organisation organisation;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void putBack() {
        this.jdbc.sql("delete from approval").update();
    }

    private JsonNode waiting() {
        JsonNode items = this.office.as("sysadmin").get("/approvals?state=waiting").ok().path("items");
        assertThat(items.size()).isOne();
        return items.path(0);
    }

    private Office.Answer askForARole() {
        return this.office.as("secadmin")
            .submit("/admin/roles/grant", "account", "staff2", "role", "disciplineOfficer", "branch",
                    this.organisation.branchOf("staff2"), "reason", "接任");
    }

    @Test
    void anotherAdministratorSeesWhatItGivesAndConfirmsIt() {
        assertThat(askForARole().header("Location")).isEqualTo(PAGE);
        String id = waiting().path("id").asString();

        assertThat(waiting().path("kind").asString()).isEqualTo("role");
        assertThat(waiting().path("subject").asString()).isEqualTo("staff2");
        assertThat(waiting().path("askedBy").asString()).isEqualTo("secadmin");
        assertThat(waiting().path("askedAt").asString()).isNotBlank();
        assertThat(this.office.as("secadmin").page(PAGE).html()).contains("撤回").doesNotContain(id + "/confirm");
        assertThat(this.office.as("auditor").page(PAGE).html()).contains("接任").doesNotContain(id + "/confirm");
        assertThat(this.office.as("staff1").page(PAGE).status()).isEqualTo(403);
        String page = this.office.as("sysadmin").page(PAGE).html();
        assertThat(page).contains("(staff2) 获得角色：纪检委员", "接任", id + "/confirm", id + "/refuse");
        assertThat(this.office.as("sysadmin").notices())
            .anyMatch((notice) -> notice.path("title").asString().contains("有申请等您确认"));

        assertThat(this.office.as("sysadmin").submit(PAGE + "/" + id + "/refuse", "reason", " ").html())
            .contains("必须填写");
        assertThat(this.office.as("sysadmin").submit(PAGE + "/" + id + "/confirm").header("Location")).isEqualTo(PAGE);
        try {
            assertThat(this.office.as("sysadmin").get("/roles").text()).contains("staff2");
            assertThat(this.office.as("sysadmin").page(PAGE).html()).contains("已确认").doesNotContain(id + "/confirm");
            assertThat(this.office.as("auditor").page("/trace/events?action=approvalConfirmed").html())
                .contains("确认了涉及staff2的申请");
            JsonNode trace = this.office.as("auditor").get("/cases/" + id + "/trace").ok();
            assertThat(trace.path("title").asString()).contains("(staff2) 获得角色：纪检委员");
            assertThat(trace.path("events").valueStream().map((event) -> event.path("action").asString()))
                .containsExactly("approvalAsked", "approvalConfirmed");
            this.office.as("staff1").get("/cases/" + id + "/trace").refused(404);
        }
        finally {
            this.organisation.revoke("staff2", "disciplineOfficer");
        }
    }

    @Test
    void theAskerTakesItBack() {
        askForARole();
        String id = waiting().path("id").asString();
        assertThat(this.office.as("sysadmin").submit(PAGE + "/" + id + "/take-back").html()).contains("只能撤回自己提出的申请");

        assertThat(this.office.as("secadmin").submit(PAGE + "/" + id + "/take-back").header("Location"))
            .isEqualTo(PAGE);

        this.office.as("sysadmin").post("/approvals/" + id + "/confirm", null).refused(409, "approval-decided");
    }

    @Test
    void showsHalfAPasswordAtOnceAndNeverAgain() {
        Office.Answer answer = this.office.as("sysadmin").submit("/admin/organization/people/staff3/password");
        String shown = answer.html();

        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(shown).contains("只显示这一次");
        Matcher half = Pattern.compile("[a-z2-9]{5}-[a-z2-9]{5}").matcher(shown);
        assertThat(half.find()).isTrue();
        assertThat(this.jdbc.sql("select attribute_bytes from spring_session_attributes").query(byte[].class).list())
            .noneMatch((bytes) -> new String(bytes, StandardCharsets.ISO_8859_1).contains(half.group()));
        assertThat(this.office.as("sysadmin").page(PAGE).html()).doesNotContain("只显示这一次");
        JsonNode again = this.office.as("sysadmin")
            .post("/people/staff3/reset-password", null)
            .refused(409, "approval-waits-already");
        assertThat(again.path("approval").asString()).isEqualTo(waitingForSecurity());
        this.office.as("sysadmin").post("/approvals/" + waitingForSecurity() + "/take-back", null).ok();
    }

    @Test
    void theSystemAdministratorIsHelpedByTheOtherTwo() {
        assertThat(this.office.as("sysadmin").submit("/admin/organization/people/sysadmin/password").html())
            .contains("由安全管理员在“角色授权”中提出重置");
        assertThat(this.office.as("secadmin").page("/admin/roles").html()).contains("重置系统管理员的密码", "(sysadmin)");
        String shown = this.office.as("secadmin").submit("/admin/roles/password", "account", "sysadmin").html();
        assertThat(shown).contains("只显示这一次").doesNotContain("??");
        String id = waiting().path("id").asString();
        assertThat(this.office.as("auditor").page(PAGE).html()).contains(id + "/confirm", "等待审计员确认");
        assertThat(this.office.as("auditor").notices())
            .anyMatch((notice) -> notice.path("title").asString().contains("有申请等您确认"));
        assertThat(this.office.as("auditor").submit(PAGE + "/" + id + "/refuse", "reason", "没有忘记").header("Location"))
            .isEqualTo(PAGE);
    }

    @Test
    void saysSoWhereNothingWaitsAndInBothLanguages() {
        assertThat(this.office.as("auditor").page(PAGE).html()).contains("没有等待确认的申请", "指定办理人", "还没有处理过的申请");
        askForARole();
        assertThat(this.office.as("sysadmin").page(PAGE + "?lang=en").html())
            .contains("gets the role", "Waits for: System administrator")
            .doesNotContain("??");
        this.office.as("sysadmin").page(PAGE + "?lang=zh");
        assertThat(this.office.as("sysadmin").page("/").html()).contains("sx-count-side-approvals");
    }

    private String waitingForSecurity() {
        return this.office.as("secadmin")
            .get("/approvals?state=waiting")
            .ok()
            .path("items")
            .path(0)
            .path("id")
            .asString();
    }

}

package org.sanxing.procedure.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Versions of a procedure and its rehearsal, on the system administrator's pages. */
@ApplicationTest
class ModelPagesTests {

    private static final String REHEARSAL = "/admin/procedures/trial/rehearsal";

    private static final Path MODELS = Path.of("src/test/resources");

    @Autowired
    private Office office;

    @Autowired
    private JdbcClient jdbc;

    private static byte[] changed(String path, String from, String to) throws IOException {
        String text = Files.readString(MODELS.resolve(path));
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private String finished() {
        String id = this.office.as("staff1")
            .post("/procedures/trial/cases",
                    Map.of("data",
                            Map.of("kind", "plain", "from", "2026-12-07", "to", "2026-12-08", "purpose", "只有本人知道",
                                    "addressees", List.of("staff3")),
                            "submit", true))
            .ok(201)
            .path("id")
            .asString();
        complete(id, "head1", Map.of("decision", "approve"));
        complete(id, "supervisor1", Map.of("decision", "approve"));
        complete(id, "staff3", Map.of());
        complete(id, "staff1", Map.of("result", "好"));
        return id;
    }

    @Test
    void whoDrawsTakesTheModelsAndWhatModelerNeeds() throws IOException {
        Set<String> packed = new HashSet<>();
        try (ZipInputStream zip = new ZipInputStream(
                new ByteArrayInputStream(this.office.as("sysadmin").file("/admin/procedures/kit.zip").bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                packed.add(entry.getName());
                assertThat(zip.readAllBytes()).as(entry.getName()).isNotEmpty();
            }
        }
        assertThat(packed).contains("processes/leave/LeaveProcess.bpmn", "processes/leave/LeaveLevels.dmn",
                "forms/leave/leave-request.form", "processes/.camunda/element-templates/procedure.json",
                "processes/.camunda/starter/SealProcess.bpmn", "processes/.camunda/starter/seal-request.form");
    }

    private void complete(String id, String account, Map<String, Object> data) {
        String task = this.office.openTasks(id)
            .stream()
            .filter((each) -> account.equals(each.holder()))
            .findFirst()
            .orElseThrow()
            .id();
        this.office.as(account).post("/tasks/" + task + "/complete", Map.of("data", data)).ok();
    }

    private int rehearsals() {
        return this.jdbc.sql("select count(*) from audit_event where action = 'rehearsed'")
            .query(Integer.class)
            .single();
    }

    @Test
    void showWhatAChangedModelWouldDo() throws IOException {
        finished();
        Office.Caller admin = this.office.as("sysadmin");
        assertThat(admin.page("/admin/procedures").html()).contains("试办", "/admin/procedures/trial\"", "流程版本 1")
            .doesNotContain("??");
        assertThat(admin.page("/admin/procedures/trial").html()).contains("流程版本 1", "data-xml=", "/trial/diagram\"")
            .doesNotContain("??");
        Office.Answer frame = admin.page("/admin/procedures/trial/diagram");
        assertThat(frame.header("Content-Security-Policy")).contains("style-src 'self' 'unsafe-inline'");
        assertThat(admin.page("/admin/procedures/trial?from=1&to=7").status()).isEqualTo(404);

        int before = rehearsals();
        String html = admin
            .uploadOnPage(REHEARSAL, "trial-result.form",
                    changed("forms/trial/trial-result.form", "\"components\": [", """
                            "components": [ {"id":"Field_Cost","type":"number","key":"cost","label":"费用",
                            "validate":{"required":true},"layout":{"row":"Row_9","columns":null}},"""))
            .text();
        assertThat(html).contains("检查通过", "缺少内容", "字段“费用”", "trial-result / cost")
            .doesNotContain("只有本人知道")
            .doesNotContain("??");
        assertThat(admin
            .uploadOnPage(REHEARSAL, "TrialLevels.dmn",
                    changed("processes/trial/TrialLevels.dmn", "\"important\"", "\"plain\""))
            .text()).contains("走法不同", "审批试办", ">TrialLevels<");
        assertThat(rehearsals()).isEqualTo(before + 2);
        assertThat(admin.get("/procedures/trial/versions").ok().path("items")).as("nothing is deployed").hasSize(1);

        html = admin
            .uploadOnPage(REHEARSAL, "TrialProcess.bpmn",
                    changed("processes/trial/TrialProcess.bpmn", "targetRef=\"Task_ReviseTrial\"",
                            "targetRef=\"Task_TellRefused\""))
            .text();
        assertThat(html).contains("检查通过", "同意试办？ → 通知未批准", "data-changed=\"SequenceFlow_Return\"").doesNotContain("??");
    }

    @Test
    void takeNothingButModels() {
        Office.Caller admin = this.office.as("sysadmin");
        assertThat(admin.uploadOnPage(REHEARSAL, "trial.sh", new byte[] { 1 }).status()).isEqualTo(400);
        assertThat(admin.uploadOnPage(REHEARSAL, "TrialProcess.bpmn", "<no".getBytes(StandardCharsets.UTF_8)).text())
            .contains("检查没有通过", "TrialProcess.bpmn");
        assertThat(admin.uploadOnPage(REHEARSAL, "trial-result.form", new byte[0]).text()).contains("检查没有通过");
        assertThat(admin.page("/admin/procedures/none").status()).isEqualTo(404);
    }

}

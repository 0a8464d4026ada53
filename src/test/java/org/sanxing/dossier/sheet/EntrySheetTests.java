package org.sanxing.dossier.sheet;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Columns of the list, an entry on paper, and another class of deadline. */
@ApplicationTest
class EntrySheetTests {

    /** Others have left entries with later dates in front of those of this test. */
    private static final String SEARCHED = "/ledger?q=%E8%B4%A6%E7%89%A9";

    @Autowired
    private Office office;

    private JsonNode entry(String deadlineClass) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("source", Map.of("kind", "selfCheck", "check", "年中自查"));
        body.put("manifestation", "固定资产账物不符");
        body.put("rootCause", "登记不及时");
        body.put("deadlineClass", deadlineClass);
        body.put("responsible", "staff2");
        return this.office.as("secretary1").post("/ledger/entries", body).ok(201);
    }

    @Test
    void keepsTheColumnsThatSomebodyChose() {
        Office.Caller discipline = this.office.as("discipline1");
        entry("short");
        assertThat(discipline.get("/ledger/columns").ok().path("columns").toString())
            .isEqualTo("[\"category\",\"responsible\",\"deadlineClass\",\"due\"]");
        assertThat(discipline.submit("/ledger/columns", "column", "rootCause", "column", "source", "q", "账物").status())
            .isEqualTo(302);
        assertThat(discipline.page(SEARCHED).html()).contains("年中自查", "登记不及时").doesNotContain("class=\"class\"");
        assertThat(this.office.as("organiser1").page(SEARCHED).html()).contains("class=\"class\"");
        discipline.put("/ledger/columns", Map.of("columns", java.util.List.of("nonsense"))).refused(400);
        assertThat(discipline.submit("/ledger/columns", "usual", "true").status()).isEqualTo(302);
        assertThat(discipline.page(SEARCHED).html()).contains("class=\"class\"");
    }

    @Test
    void putsAnEntryOnPaperWithACode() {
        String id = entry("medium").path("id").asString();
        assertThat(this.office.as("staff2").page("/ledger/" + id + "/print").html()).contains("问题整改档案", "固定资产账物不符",
                "sheet-mark");
        this.office.as("staff1").get("/ledger/entries/" + id + "/file.docx").refused(404);
        assertThat(this.office.as("leader3").get("/ledger/entries/" + id + "/file.docx").status()).isEqualTo(200);
        assertThat(this.office.as("auditor").get("/audit/events?action=copyTaken").ok().toString()).contains(id);
    }

    @Test
    void countsTheDeadlineAgainFromAnotherClass() {
        JsonNode entry = entry("long");
        String path = "/ledger/entries/" + entry.path("id").asString();
        JsonNode corrected = this.office.as("organiser1")
            .post(path + "/correct", Map.of("deadlineClass", "immediate", "reason", "登记时选错"))
            .ok();
        assertThat(corrected.path("deadlineClass").asString()).isEqualTo("immediate");
        assertThat(corrected.path("dueOn").asString()).isLessThan(entry.path("dueOn").asString());
        assertThat(corrected.path("deadlines").valueStream().map((one) -> one.path("reason").asString()))
            .containsExactly("registered", "corrected");
        assertThat(corrected.path("amendments").path(0).path("before").asString()).isEqualTo("long");
        JsonNode task = this.office.as("staff2").get("/tasks?view=todo&kind=rectify&limit=200").ok().path("items");
        assertThat(task.valueStream()
            .filter((one) -> one.path("caseId").asString().equals(entry.path("id").asString()))
            .map((one) -> one.path("dueAt").asString().substring(0, 10)))
            .containsExactly(corrected.path("dueOn").asString());
        this.office.as("staff2").post(path + "/correct", Map.of("deadlineClass", "long", "reason", "不行")).refused(403);
        assertThat(this.office.as("organiser1")
            .post(path + "/correct", Map.of("deadlineClass", "soon", "reason", "不行"))
            .invalidFields()).containsExactly("deadlineClass");
        this.office.as("staff2").post(path + "/extension", Map.of("to", "2099-01-05", "reason", "还要时间")).ok();
        this.office.as("organiser1")
            .post(path + "/correct", Map.of("deadlineClass", "short", "reason", "不行"))
            .refused(409, "extension-asked-already");
        assertThat(this.office.as("organiser1").page("/ledger/" + entry.path("id").asString()).html())
            .contains("更正整改类型", "correct-deadlineClass");
    }

}

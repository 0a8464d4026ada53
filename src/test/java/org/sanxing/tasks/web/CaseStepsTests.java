package org.sanxing.tasks.web;

import java.util.List;
import java.util.Map;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.Office;
import org.sanxing.organization.Person;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Done by whom, now with whom, then who: of each kind of case. */
@ApplicationTest
class CaseStepsTests {

    private static final List<String> COMMITTEE = List.of("secretary1", "organiser1", "discipline1");

    @Autowired
    private CaseSteps steps;

    @Autowired
    private Materials materials;

    @Autowired
    private Office office;

    @Autowired
    private JdbcClient jdbc;

    private List<Tuple> of(String type, String caseId) {
        return this.steps.of(type, caseId)
            .stream()
            .map((step) -> tuple(step.state(), step.kind(), step.people().stream().map(Person::account).toList()))
            .toList();
    }

    @Test
    void ofAMaterial() {
        Materials.Material material = this.materials.inReview("staff1");
        assertThat(of("reflection", material.id())).containsExactly(tuple("done", "submitted", List.of("staff1")),
                tuple("now", "reviewReflection", List.of("head1")),
                tuple("next", "reviewReflection", List.of("supervisor1")),
                tuple("next", "registerProblems", COMMITTEE));
        material.approve();
        assertThat(of("reflection", material.id())).containsExactly(tuple("done", "submitted", List.of("staff1")),
                tuple("done", "reviewReflection", List.of("head1")),
                tuple("now", "reviewReflection", List.of("supervisor1")), tuple("next", "registerProblems", COMMITTEE));
        assertThat(this.office.as("staff1").page("/materials/" + material.id()).html()).contains("办理进度", "办理中", "下一步");
        assertThat(of("reflection", this.materials.draft("staff2").id())).isEmpty();
    }

    /** The one whom it concerns neither verifies it nor votes on it. */
    @Test
    void ofAnEntry() {
        String entry = this.jdbc.sql("select max(id) from ledger_entry where reflection_id = ?")
            .param(this.materials.registered("staff1", "secretary1").id())
            .query(String.class)
            .single();
        List<Tuple> steps = of("ledgerEntry", entry);
        assertThat(steps.subList(0, 3)).containsExactly(tuple("done", "registered", List.of("secretary1")),
                tuple("now", "rectify", List.of("staff1")), tuple("next", "verifyRectification", COMMITTEE));
        assertThat(steps.get(3).toList().subList(0, 2)).containsExactly("next", "voteCloseOut");
        assertThat(this.office.as("auditor").page("/trace/" + entry).html()).contains("办理进度");
        this.office.as("secretary1").post("/ledger/entries/" + entry + "/void", Map.of("reason", "重复登记")).ok();
        assertThat(of("ledgerEntry", entry)).containsExactly(tuple("done", "registered", List.of("secretary1")),
                tuple("done", "voided", List.of("secretary1")));
        assertThat(this.office.as("auditor").page("/trace/" + entry).html()).contains("作废");
    }

}

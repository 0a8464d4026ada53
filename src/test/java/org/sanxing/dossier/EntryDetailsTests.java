package org.sanxing.dossier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apache.poi.xwpf.usermodel.XWPFDocument;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.ledger.Entry;
import org.sanxing.registration.source.Sheets;

import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What pages, Excel and the API say of an entry is the same, and right. */
@ApplicationTest
class EntryDetailsTests {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private MovableClock clock;

    @BeforeEach
    @AfterEach
    void monday() {
        this.clock.set(MovableClock.START);
    }

    private String row(Entry entry) {
        return Sheets
            .read(this.office.as("leader1")
                .get("/ledger/entries.xlsx?q=" + entry.read().path("number").asString())
                .bytes())
            .get(1)
            .stream()
            .map((cell) -> (cell != null) ? cell.getText() : "")
            .toList()
            .toString();
    }

    @Test
    void departmentAndLeaderFollowTheResponsibleParty() {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff1");
        assertThat(row(entry)).contains("柴明屿, 综合科, 苗雨笙");
        this.office.as("secretary1")
            .post(entry.path() + "/reassign", Map.of("responsible", "staff3", "reason", "职责调整"))
            .ok();
        assertThat(entry.read().path("department").path("name").asString()).isEqualTo("提案委");
        assertThat(row(entry)).contains("芮长河, 提案委, 尤沐禾");
        assertThat(this.office.as("staff3")
            .get("/tasks/" + entry.task("staff3", "rectify").orElseThrow())
            .ok()
            .path("department")
            .path("name")
            .asString()).isEqualTo("提案委");
        Entry another = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff3");
        assertThat(another.read().path("department").path("name").asString()).isEqualTo("提案委");
    }

    @Test
    void whatTheGroupRefusedIsNotAccepted() {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff1")
            .request("staff1")
            .pass("secretary1");
        assertThat(row(entry)).contains("通过").doesNotContain("表决未通过");
        for (String leader : List.of("leader1", "leader2", "leader3")) {
            entry.vote(leader, "disagree").ok();
        }
        assertThat(entry.state()).isEqualTo("rectifying");
        assertThat(row(entry)).contains("表决未通过");
    }

    @Test
    void whatWasVoidedDoesNotCount() {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff1");
        long before = counted();
        this.office.as("secretary1").post(entry.path() + "/void", Map.of("reason", "重复登记")).ok();
        assertThat(counted()).isEqualTo(before - 1);
    }

    private long counted() {
        return this.office.as("auditor")
            .get("/ledger/analysis?by=source")
            .ok()
            .path("items")
            .valueStream()
            .mapToLong((line) -> line.path("count").asLong())
            .sum();
    }

    @Test
    void aLookBackBeginsOnOneDay() {
        // Three months later is a Saturday.
        this.clock.set(Instant.parse("2026-11-27T02:00:00Z"));
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff1")
            .request("staff1")
            .pass("secretary1");
        for (String leader : List.of("leader1", "leader2", "leader3")) {
            entry.vote(leader, "agree").ok();
        }
        JsonNode listed = this.office.as("auditor")
            .get("/ledger/lookbacks?state=planned&limit=200")
            .ok()
            .path("items")
            .valueStream()
            .filter((one) -> one.path("entryId").asString().equals(entry.id()))
            .findFirst()
            .orElseThrow();
        assertThat(listed.path("on").asString()).isEqualTo("2027-03-01");
        assertThat(entry.read().path("lookBacks").path(0).path("on")).isEqualTo(listed.path("on"));
    }

    @Test
    void aMeasureUnderWayIsRegisteredAsSuchAndNumbersAreAList() {
        Materials.Campaign campaign = this.materials.campaign();
        Map<String, Object> begun = campaign.problem("会前核对，已经在做");
        begun.put("underWay", true);
        Materials.Material material = this.materials
            .draft("staff1", campaign, campaign.content("体会", List.of(begun, campaign.problem("还没有开始"))))
            .submit()
            .approveToTheEnd();
        Office.Caller registrar = this.office.as("organiser1");
        String task = "/tasks/" + material.taskId();
        JsonNode rows = registrar.get(task).ok().path("data").path("entries");
        List<String> form = new java.util.ArrayList<>();
        for (int at = 0; at < rows.size(); at++) {
            for (String key : List.of("problem", "title", "rootCause", "deadlineClass", "responsible")) {
                form.add("entries[" + at + "]." + key);
                form.add(rows.path(at).path(key).asString());
            }
        }
        assertThat(registrar.submit(task, form.toArray(String[]::new)).status()).isEqualTo(302);
        List<JsonNode> entries = registrar.get("/ledger/entries?reflectionId=" + material.id())
            .ok()
            .path("items")
            .valueStream()
            .toList();
        assertThat(entries).hasSize(2);
        assertThat(registrar.page("/tasks").html())
            .contains(entries.get(1).path("number").asString() + "、" + entries.get(0).path("number").asString());
        assertThat(registrar.page("/ledger/" + entries.get(1).path("id").asString()).html()).contains("进行中（边查边改）");
        assertThat(registrar.page("/ledger/" + entries.get(0).path("id").asString()).html())
            .doesNotContain("进行中（边查边改）");
    }

    @Test
    void anImportNamesTheRowsThatTheFileHides() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/cases/xlsx-hidden-row.xlsx")) {
            JsonNode done = this.office.as("secretary1")
                .upload("/ledger/import", "hidden.xlsx", file.readAllBytes())
                .ok(201);
            assertThat(done.path("hiddenRows").toString()).isEqualTo("[3]");
        }
    }

    @Test
    void aCopyForFilingHasNoMarkAndIsOnRecord() throws IOException {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff1");
        String path = entry.path() + "/file.docx";
        assertThat(code(this.office.as("secretary1").get(path).bytes())).isNotBlank();
        assertThat(code(this.office.as("secretary1").get(path + "?filing=true").bytes())).isNull();
        this.office.as("staff1").get(path + "?filing=true").refused(403, "filing-keepers-only");
        this.office.as("leader1").get(path + "?filing=true").refused(403, "filing-keepers-only");
        assertThat(this.office.as("auditor").get("/audit/events?action=copyTaken&limit=200").ok().toString())
            .contains("filing");
        assertThat(this.office.as("secretary1").page("/ledger/" + entry.id()).html()).contains("归档件（无水印）");
        assertThat(this.office.as("staff1").page("/ledger/" + entry.id()).html()).doesNotContain("归档件");
    }

    @Test
    void anExportSaysHowFarItIsToWhoAskedForIt() {
        Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff1");
        this.office.as("secretary1").file("/ledger/entries.xlsx?follow=x1").bytes();
        Office.Answer over = this.office.as("secretary1").file("/progress?of=x1");
        assertThat(over.status()).as("asks no more").isEqualTo(286);
        assertThat(over.text()).containsPattern("已导出 [1-9][0-9]* 条");
        assertThat(this.office.as("organiser1").file("/progress?of=x1").text()).doesNotContain("已导出");
    }

    @Test
    void theCommitteeFilesAMaterialWithoutAMark() throws IOException {
        Materials.Material material = this.materials.inReview("staff1");
        String path = "/reflections/" + material.id() + "/material.docx";
        assertThat(code(this.office.as("secretary1").get(path).bytes())).isNotBlank();
        assertThat(code(this.office.as("secretary1").get(path + "?filing=true").bytes())).isNull();
        this.office.as("staff1").get(path + "?filing=true").refused(403, "filing-committee-only");
        this.office.as("head1").get(path + "?filing=true").refused(403, "filing-committee-only");
        assertThat(this.office.as("secretary1").page("/materials/" + material.id()).html()).contains("归档件");
        assertThat(this.office.as("staff1").page("/materials/" + material.id()).html()).doesNotContain("归档件");
        assertThat(this.office.as("head1").page("/tasks/" + material.taskId()).html()).contains("办理进度");
    }

    /** The code of the copy, which its mark brings with it. */
    private static @Nullable String code(byte[] word) throws IOException {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(word))) {
            return document.getProperties().getCoreProperties().getKeywords();
        }
    }

}

package org.sanxing.upgrade;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.Office;
import org.sanxing.ledger.Entry;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes a database of this version with a case in every state, for the tests of the
 * versions to come: see {@code src/docs/upgrade.md}. Not run with the others.
 */
@ApplicationTest
@Tag("long")
class EarlierDatabaseTests {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private DataSource database;

    private final Map<String, String> cases = new TreeMap<>();

    @Test
    void writesADatabaseWithCasesInEveryState() throws Exception {
        materials();
        entries();
        meetings();
        Path folder = Files.createDirectories(Path.of("target", "earlier"));
        List<String> lines = new ArrayList<>();
        this.cases.forEach((name, id) -> lines.add(name + "=" + id));
        Files.write(folder.resolve("cases.properties"), lines);
        new JdbcTemplate(this.database)
            .execute("script to '" + folder.resolve("database.sql.gz").toAbsolutePath() + "' compression gzip");
    }

    private void materials() {
        this.cases.put("material.draft", this.materials.draft("staff1").id());
        this.cases.put("material.inReview", this.materials.inReview("staff1").id());
        this.cases.put("material.inSecondReview", this.materials.inReview("staff1").approve().id());
        this.cases.put("material.returned", this.materials.returned("staff1").id());
        Materials.Material remarked = this.materials.inReview("staff1");
        remarked.decide("head1", Map.of("decision", "return", "opinion", "请改", "remarks",
                List.of(Map.of("passage", "experience", "quote", "", "start", 0, "text", "请写具体"))))
            .ok();
        this.cases.put("material.remarked", remarked.id());
        this.cases.put("material.resubmitted", this.materials.returned("staff2").submit().id());
        this.cases.put("material.withdrawn", this.materials.inReview("staff1").withdraw().id());
        this.cases.put("material.accepted", this.materials.accepted("staff3").id());
        this.cases.put("material.acceptedOfLeader", this.materials.accepted("leader2").id());
        this.cases.put("material.registered", this.materials.registered("staff1", "organiser1").id());
        Materials.Material consulted = this.materials.inReview("staff1");
        this.office.as("head1")
            .post("/tasks/" + consulted.taskId() + "/consult",
                    Map.of("to", List.of("head2"), "reason", "请看时限", "blocking", true))
            .ok();
        this.cases.put("material.consulted", consulted.id());
        Materials.Material transferred = this.materials.inReview("staff2");
        this.office.as("head1")
            .post("/tasks/" + transferred.taskId() + "/transfer", Map.of("to", "head2", "reason", "出差"))
            .ok();
        this.cases.put("material.transferred", transferred.id());
    }

    private Entry entry(String responsible) {
        return Entry.registered(this.office, this.materials, "staff1", "organiser1", responsible);
    }

    private Entry voting(String responsible) {
        return entry(responsible).request(responsible).pass("secretary1");
    }

    private Entry closed(String responsible) {
        Entry entry = voting(responsible);
        for (String leader : List.of("leader1", "leader2", "leader3")) {
            entry.vote(leader, "agree").ok();
        }
        return entry;
    }

    private void entries() {
        this.cases.put("entry.rectifying", entry("staff2").id());
        Entry asked = entry("staff2");
        this.office.as("staff2").post(asked.path() + "/extension", Map.of("to", "2027-01-05", "reason", "还要走程序")).ok();
        this.cases.put("entry.extension", asked.id());
        this.cases.put("entry.verifying", entry("staff2").request("staff2").id());
        this.cases.put("entry.redone",
                entry("staff2").request("staff2")
                    .verify("secretary1", Map.of("decision", "redo", "opinion", "佐证不足"))
                    .id());
        this.cases.put("entry.voting", voting("staff2").id());
        Entry half = voting("staff2");
        half.vote("leader2", "agree").ok();
        half.vote("leader3", "disagree").ok();
        this.cases.put("entry.halfVoted", half.id());
        this.cases.put("entry.closed", closed("staff2").id());
        Entry looked = closed("staff2");
        this.office.as("organiser1").post(looked.path() + "/lookback", Map.of("reason", "群众有反映")).ok();
        this.cases.put("entry.lookback", looked.id());
        Entry again = closed("staff2");
        this.office.as("organiser1").post(again.path() + "/lookback", Map.of("reason", "群众有反映")).ok();
        again.complete("organiser1", lookBack(again), Map.of("outcome", "relapsed", "opinion", "问题反弹")).ok();
        this.cases.put("entry.reopened", again.id());
        Entry voided = entry("staff2");
        this.office.as("secretary1").post(voided.path() + "/void", Map.of("reason", "重复登记")).ok();
        this.cases.put("entry.void", voided.id());
    }

    private String lookBack(Entry entry) {
        return entry.task("organiser1", "lookBack").orElseThrow();
    }

    private void meetings() {
        Entry first = voting("staff2");
        this.cases.put("entry.onAgenda", first.id());
        this.cases.put("meeting.called", call(first));
        Entry second = voting("staff2");
        this.cases.put("entry.inMeeting", second.id());
        String meeting = call(second);
        this.cases.put("meeting.inSession", meeting);
        String path = "/ledger/meetings/" + meeting;
        this.office.as("staff1").post(path + "/begin", null).ok();
        List<Map<String, Object>> members = new ArrayList<>();
        for (int leader = 1; leader <= 5; leader++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("account", "leader" + leader);
            row.put("present", leader != 5);
            if (leader == 5) {
                row.put("reason", "出差");
            }
            members.add(row);
        }
        this.office.as("staff1").post(path + "/attendance", Map.of("members", members)).ok();
        String item = this.office.as("auditor").get(path).ok().path("items").path(0).path("id").asString();
        this.office.as("leader1").post(path + "/items/" + item + "/open", null).ok();
        this.office.as("leader2")
            .post(path + "/items/" + item + "/vote", Map.of("vote", "agree", "opinion", "同意"))
            .ok();
    }

    private String call(Entry entry) {
        return this.office.as("leader1")
            .post("/ledger/meetings",
                    Map.of("meetsAt", "2026-11-25T09:00:00+08:00", "place", "三楼会议室", "recorder", "staff1", "invited",
                            "办公室主任", "items", List.of(Map.of("entryId", entry.id()))))
            .ok(201)
            .path("id")
            .asString();
    }

}

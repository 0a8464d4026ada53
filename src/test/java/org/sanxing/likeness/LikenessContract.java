package org.sanxing.likeness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Likeness as reviewers and authors see it. */
abstract class LikenessContract {

    private static final Random RANDOM = new Random();

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private KeepLikeness keepLikeness;

    @Autowired
    private MovableClock clock;

    private static String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.appendCodePoint(0x4e00 + RANDOM.nextInt(2000));
        }
        return text.toString();
    }

    private Materials.Material write(Materials.Campaign campaign, String author, String experience, String cause) {
        Map<String, Object> problem = new LinkedHashMap<>(campaign.problem(words(25)));
        problem.put("manifestation", words(25));
        problem.put("measure", words(25));
        problem.put("cause", cause);
        Materials.Material material = this.materials.draft(author, campaign)
            .save(campaign.content(experience, List.of(problem)))
            .submit();
        // So that one is earlier than the other.
        this.clock.move(Duration.ofSeconds(1));
        return material;
    }

    private JsonNode likeness(String account, Materials.Material material) {
        return this.office.as(account).get(material.path() + "/likeness").ok();
    }

    @Test
    void tellsReviewersWhatIsAlikeAndMarksItInTheAuthorsOwnText() {
        Materials.Campaign before = this.materials.campaign();
        String old = words(80);
        Materials.Material earlier = write(before, "staff1", words(60) + old, words(40));
        Materials.Campaign now = this.materials.campaign();
        String shared = words(50);
        Materials.Material other = write(now, "staff2", words(70), words(10) + shared + words(10));
        String own = words(30);
        Materials.Material material = write(now, "staff1", own + "，" + old.substring(0, 40) + "。\n" + old.substring(40),
                shared);

        JsonNode told = likeness("head1", material);

        assertThat(told.path("own").path("percent").asInt()).isBetween(30, 45);
        assertThat(told.path("own").path("sources")).hasSize(1);
        assertThat(told.path("own").path("sources").get(0).path("campaignId").asString()).isEqualTo(before.id());
        assertThat(told.path("own").path("sources").get(0).path("submittedAt").asString()).isNotBlank();
        assertThat(told.path("others").path("percent").asInt()).isBetween(18, 28);
        assertThat(told.path("others").path("materials").asInt()).isEqualTo(1);
        assertThat(told.path("others").path("of").asInt()).isEqualTo(1);
        List<String> marks = new ArrayList<>();
        told.path("passages")
            .forEach((mark) -> marks.add(mark.path("passage").asString() + " " + mark.path("start").asInt() + "+"
                    + mark.path("length").asInt() + " " + mark.path("like").get(0).asString()));
        assertThat(marks).containsExactly("experience 31+82 own", "problems[0].cause 0+50 others");

        String page = this.office.as("head1").page("/materials/" + material.id() + "/likeness").html();
        assertThat(page).contains(">" + old.substring(0, 40) + "。</mark>", ">" + old.substring(40) + "</mark>",
                ">" + shared + "</mark>", "仅供参考");
        String card = this.office.as("head1").page("/materials/" + material.id() + "/likeness/card").html();
        assertThat(card).contains(told.path("own").path("percent").asInt() + "%", "仅供参考", "涉及 1 份，共 1 份");
        assertThat(this.office.as("head1").page("/tasks/" + material.taskId()).html())
            .contains("/materials/" + material.id() + "/likeness/card?version=1");
        assertThat(likeness("head1", earlier).path("own").path("percent").asInt()).as("what came later").isZero();
        assertThat(likeness("head1", other).path("others").path("materials").asInt()).isEqualTo(1);
    }

    @Test
    void neverTellsWhoseItIsNorWhatTheyWrote() {
        Materials.Campaign campaign = this.materials.campaign();
        String shared = words(60);
        String secret = words(60);
        Materials.Material other = write(campaign, "staff2", secret + shared + secret, words(30));
        Materials.Material material = write(campaign, "staff1", "甲" + shared + "乙", words(30));
        String name = this.office.as("staff2").get("/me").ok().path("name").asString();

        for (String reader : List.of("head1", "secretary1", "auditor", "staff1")) {
            List<String> answers = List.of(likeness(reader, material).toString(),
                    this.office.as(reader).page("/materials/" + material.id() + "/likeness").html(),
                    this.office.as(reader).page("/materials/" + material.id() + "/likeness/card").html(),
                    this.office.as(reader).page("/materials/" + material.id()).html());
            for (String answer : answers) {
                assertThat(answer).doesNotContain(other.id(), "staff2", name, secret, secret.substring(0, 12),
                        secret.substring(48));
            }
        }
        JsonNode authors = likeness("staff1", material);
        assertThat(authors.path("others").isNull()).isTrue();
        assertThat(authors.path("passages")).isEmpty();
        assertThat(this.office.as("staff1").page("/materials/" + material.id() + "/likeness").html())
            .doesNotContain("他人材料相同");
        assertThat(this.office.as("staff1").page("/materials/" + material.id() + "/likeness/card").html())
            .doesNotContain("他人材料");
        assertThat(likeness("head1", material).path("others").path("materials").asInt()).isEqualTo(1);
        for (String stranger : List.of("staff2", "staff3", "head2", "secretary2", "sysadmin", "secadmin", "leader1")) {
            this.office.as(stranger).get(material.path() + "/likeness").refused(404);
            assertThat(this.office.as(stranger).page("/materials/" + material.id() + "/likeness").status())
                .isEqualTo(404);
            assertThat(this.office.as(stranger).page("/materials/" + material.id() + "/likeness/card").status())
                .isEqualTo(404);
        }
    }

    @Test
    void theAuthorSeesWhatIsLikeTheOwnEarlierText() {
        String old = words(60);
        write(this.materials.campaign(), "staff1", old, words(30));
        Materials.Material material = write(this.materials.campaign(), "staff1", "甲" + old, words(30));

        assertThat(likeness("staff1", material).path("own").path("percent").asInt()).isGreaterThan(30);
        assertThat(this.office.as("staff1").page("/materials/" + material.id() + "/likeness").html())
            .contains(">" + old + "</mark>", "与您以前的材料相同");
    }

    @Test
    void theCampaignsOwnWordsAreNobodys() {
        String notice = words(120);
        Materials.Campaign campaign = this.materials.campaign();
        this.jdbc.sql("update campaign set notice = :notice where id = :id")
            .param("notice", notice)
            .param("id", campaign.id())
            .update();
        write(campaign, "staff2", "甲" + notice, words(30));
        Materials.Material material = write(campaign, "staff1", "乙" + notice, words(30));

        assertThat(likeness("head1", material).path("others").path("percent").asInt()).isZero();
        assertThat(likeness("head1", material).path("others").path("materials").asInt()).isZero();
    }

    @Test
    void whatMoreThanAThirdOfACampaignSaysIsNobodysOnceThereAreTen() {
        Materials.Campaign campaign = this.materials.campaign();
        String everybodys = words(40);
        String copied = words(40);
        List<String> accounts = List.of("staff2", "staff3", "head1", "head2", "organiser1", "discipline1", "secretary2",
                "organiser2");
        for (String account : accounts) {
            boolean common = accounts.indexOf(account) < 4;
            write(campaign, account, words(30) + (common ? everybodys : ""), words(30));
        }
        Materials.Material material = write(campaign, "staff1", everybodys + "甲" + copied, words(30));
        assertThat(likeness("head1", material).path("passages")).as("nine materials").hasSize(1);

        write(campaign, "discipline2", copied, words(30));
        JsonNode told = likeness("head1", material);
        assertThat(told.path("passages")).hasSize(1);
        assertThat(told.path("passages").get(0).path("start").asInt()).isEqualTo(41);
        assertThat(told.path("passages").get(0).path("length").asInt()).isEqualTo(40);
        assertThat(told.path("others").path("materials").asInt()).isEqualTo(1);
    }

    @Test
    void onlyTheNewestVersionOfAnotherCountsAndEachVersionOfThisCanBeAsked() {
        Materials.Campaign campaign = this.materials.campaign();
        String shared = words(60);
        Materials.Material other = write(campaign, "staff2", shared, words(30));
        Materials.Material material = write(campaign, "staff1", "甲" + shared, words(30));
        assertThat(likeness("head1", material).path("others").path("materials").asInt()).isEqualTo(1);

        material.giveBack("请用自己的话写").save(campaign.content(words(60), List.of(campaign.problem(words(30)))));
        this.office.as("staff1").post(material.path() + "/submit", null).ok();
        assertThat(likeness("head1", material).path("others").path("percent").asInt()).isZero();
        assertThat(this.office.as("head1")
            .get(material.path() + "/likeness?version=1")
            .ok()
            .path("others")
            .path("materials")
            .asInt()).isEqualTo(1);
        this.office.as("head1").get(material.path() + "/likeness?version=9").refused(404);

        other.withdraw().save(campaign.content(words(60), List.of(campaign.problem(words(30))))).submit();
        assertThat(this.office.as("head1")
            .get(material.path() + "/likeness?version=1")
            .ok()
            .path("others")
            .path("materials")
            .asInt()).isZero();
    }

    @Test
    void materialsFromBeforeTheIndexArePutIntoItAfterTheStart() {
        Materials.Campaign campaign = this.materials.campaign();
        String shared = words(60);
        Materials.Material other = write(campaign, "staff2", shared, words(30));
        Materials.Material material = write(campaign, "staff1", "甲" + shared, words(30));
        for (String table : List.of("likeness_fingerprint", "likeness_indexed")) {
            this.jdbc.sql("delete from " + table + " where reflection_id in (:ids)")
                .param("ids", List.of(other.id(), material.id()))
                .update();
        }
        assertThat(likeness("head1", material).path("others").path("materials").asInt()).isZero();

        assertThat(this.keepLikeness.fill()).isGreaterThanOrEqualTo(2);
        assertThat(this.keepLikeness.fill()).isZero();
        assertThat(likeness("head1", material).path("others").path("materials").asInt()).isEqualTo(1);
    }

    @Test
    void aLongTextInAFullCampaignIsComparedInAsManyStatementsAsAShortOne() {
        Materials.Campaign few = this.materials.campaign();
        String one = words(40);
        write(few, "staff2", one, words(30));
        write(this.materials.campaign(), "staff1", one, words(30));
        Materials.Material small = write(few, "staff1", "甲" + one, words(30));
        Materials.Campaign many = this.materials.campaign();
        String shared = words(19_000);
        for (String account : List.of("staff2", "staff3", "head1", "head2", "organiser1")) {
            write(many, account, shared, words(30));
        }
        write(this.materials.campaign(), "staff1", shared.substring(200, 300), words(30));
        Materials.Material big = write(many, "staff1", "甲" + shared, words(3000));

        assertThat(statements(big)).isEqualTo(statements(small));
        assertThat(likeness("head1", big).path("others").path("materials").asInt()).isEqualTo(5);
    }

    private long statements(Materials.Material material) {
        String card = "/materials/" + material.id() + "/likeness/card";
        this.office.as("secretary1").page(card).html();
        return Office.statements(() -> this.office.as("secretary1").page(card).html());
    }

    @Test
    void aTextOfSignsAloneHasNothingToCompare() {
        Materials.Campaign campaign = this.materials.campaign();
        Materials.Material material = write(campaign, "staff1", "。，？" + UUID.randomUUID().toString().charAt(0), "……");
        JsonNode told = likeness("head1", material);
        assertThat(told.path("own").path("percent").asInt()).isZero();
        assertThat(told.path("passages")).isEmpty();
    }

    /** Written down in load.md. */
    @Test
    @Tag("long")
    void fiveHundredMaterialsAndALongOne() {
        Materials.Campaign campaign = this.materials.campaign();
        String shared = words(400);
        Materials.Material material = write(campaign, "staff1", words(9_000) + shared + words(10_000), words(400));
        String form = this.jdbc.sql("select form_hash from reflection_version where reflection_id = :id")
            .param("id", material.id())
            .query(String.class)
            .single();
        for (int i = 0; i < 500; i++) {
            String id = UUID.randomUUID().toString();
            this.jdbc
                .sql("""
                        insert into reflection (id, campaign_id, author, title, state, version, level_index, decided, draft,
                            created_at, changed_at, changed_by, revision)
                        select :id, campaign_id, :author, title, 'inReview', 1, 0, 0, '{}', created_at, changed_at, :author, 0
                        from reflection where id = :like""")
                .param("id", id)
                .param("author", "load" + i)
                .param("like", material.id())
                .update();
            this.jdbc
                .sql("""
                        insert into reflection_version (reflection_id, number, content, form_hash, submitted_at, submitted_by)
                        select :id, 1, :content, :form, created_at, :author from reflection where id = :id""")
                .param("id", id)
                .param("content", "{\"experience\":\"" + words(2_600)
                        + ((i % 5 == 0) ? shared.substring(i / 5, i / 5 + 300) : words(300)) + words(100) + "\"}")
                .param("form", form)
                .param("author", "load" + i)
                .update();
        }
        long started = System.nanoTime();
        int filled = this.keepLikeness.fill();
        long filling = (System.nanoTime() - started) / 1_000_000;
        List<Long> times = new ArrayList<>();
        long statements = 0;
        for (int i = 0; i < 20; i++) {
            started = System.nanoTime();
            statements = Office.statements(() -> likeness("head1", material));
            times.add((System.nanoTime() - started) / 1_000_000);
        }
        times.sort(null);
        JsonNode told = likeness("head1", material);
        System.out.printf(
                "LIKENESS %s: %d put into the index in %d ms; compared in %d ms (median), %d ms (worst), "
                        + "%d statements in all; %s%n",
                getClass().getSimpleName(), filled, filling, times.get(10), times.get(19), statements,
                told.path("others"));
        assertThat(told.path("others").path("materials").asInt()).isEqualTo(100);
        assertThat(times.get(10)).isLessThan(1_000);
        this.jdbc.sql("delete from reflection_version where submitted_by like 'load%'").update();
        this.jdbc.sql("delete from likeness_fingerprint where author like 'load%'").update();
        this.jdbc.sql("delete from reflection where author like 'load%'").update();
    }

}

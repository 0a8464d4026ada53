package org.sanxing.campaign;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Test;
import org.sanxing.campaign.Campaign.State;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.ledger.ModuleDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(Lifecycle.PER_CLASS)
abstract class CampaignTests {

    private final Standings standings = new Standings();

    private final ModuleDatabase database;

    private final CampaignStore campaigns;

    CampaignTests(boolean postgres) {
        this.database = new ModuleDatabase(postgres, List.of("V60__campaign.sql"), List.of(this.standings),
                CampaignStore.class, CampaignRights.class, ProgressOfCampaign.class, KeepCampaigns.class);
        this.campaigns = this.database.get(CampaignStore.class);
    }

    @BeforeAll
    void start() {
        assertThat(this.campaigns.isEmpty()).isTrue();
    }

    @AfterAll
    void stop() throws Exception {
        this.database.close();
    }

    @BeforeEach
    void clear() {
        this.standings.clear();
        this.database.events.clear();
        this.database.notices.clear();
        for (String table : List.of("campaign_participant", "campaign_milestone", "campaign_category", "campaign")) {
            this.database.jdbc.sql("delete from " + table).update();
        }
    }

    @Test
    void isPlannedOpenedAndClosed() {
        Campaign draft = create("secretary1", form("整治", "2026-11-22", "2026-12-31", null, "甲", "乙"));
        assertThat(draft.state()).isEqualTo(State.DRAFT);
        assertThat(draft.revision()).isZero();
        assertThat(this.campaigns.get(draft.id())).isEqualTo(draft);
        assertThat(this.campaigns.owedBy("staff1")).isEmpty();

        Campaign open = open(draft.id(), "leader3");
        assertThat(open.state()).isEqualTo(State.OPEN);
        assertThat(open.revision()).isOne();
        assertThat(this.campaigns.owedBy("staff1")).containsExactly(open);
        assertThat(this.campaigns.names(open.id(), "leader1")).isTrue();
        assertThat(this.campaigns.names(open.id(), "auditor")).isFalse();
        assertThat(this.database.notices).singleElement().satisfies((notice) -> {
            assertThat(notice.event()).isEqualTo("campaignOpened");
            assertThat(notice.recipients()).hasSize(16).contains("staff1", "leader1").doesNotContain("sysadmin");
            assertThat(notice.link()).isEqualTo("/campaigns/" + open.id());
        });

        Campaign closed = close(open.id(), "secretary2");
        assertThat(closed.state()).isEqualTo(State.CLOSED);
        assertThat(this.campaigns.owedBy("staff1")).isEmpty();
        assertThat(this.campaigns.titles()).isEqualTo(Map.of(open.id(), "整治"));
        assertThat(this.database.actions()).containsExactly("campaign created", "campaign opened", "campaign closed");
        assertThat(this.database.events).allSatisfy((event) -> assertThat(event.chain()).isEqualTo(draft.id()));
    }

    @Test
    void onlyBranchSecretariesAndThePartyGroupPlan() {
        CampaignForm form = form("整治", "2026-11-22", "2026-12-31", null, "甲");
        for (String account : List.of("staff1", "head1", "supervisor1", "organiser1", "auditor", "sysadmin")) {
            assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> create(account, form));
        }
        Campaign draft = create("leader2", form);
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> open(draft.id(), "staff1"));
        open(draft.id(), "leader2");
        assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> close(draft.id(), "staff1"));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> close("nothing", "leader1"));
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        CampaignForm form = new CampaignForm(" ", "a\u0007", "2026-12-01", "2026-12-01",
                List.of(line("甲"), line(""), line("甲"), line("字".repeat(101))),
                List.of(new CampaignForm.MilestoneLine("", "2026-12-01", "x"),
                        new CampaignForm.MilestoneLine("ok", "2026-12-02", "2026-12-01"),
                        new CampaignForm.MilestoneLine("", "", "")),
                List.of("staff1", "nobody", "sysadmin"), null, null);
        assertThat(errors(() -> create("leader1", form))).containsExactlyInAnyOrder("title campaign-title-required",
                "notice campaign-control-character", "closes campaign-closes-before-opens",
                "categories[2].name campaign-category-twice", "categories[3].name campaign-too-long",
                "milestones[0].title campaign-milestone-title-required", "milestones[0].to campaign-date",
                "milestones[1].to campaign-milestone-backwards", "participants[1] campaign-participant-unknown",
                "participants[2] campaign-participant-unknown");
        assertThat(errors(() -> create("leader1", form("题".repeat(201), "", "2026-02-30", null))))
            .containsExactlyInAnyOrder("title campaign-too-long", "opens campaign-date-required",
                    "closes campaign-date", "categories campaign-category-required");
        assertThat(this.campaigns.isEmpty()).isTrue();
    }

    @Test
    void acceptsTheLongestThatIsAllowed() {
        CampaignForm form = new CampaignForm("𠮷".repeat(200), "一\r\n二\r三", "2026-12-01", "2026-12-02",
                List.of(line("𠮷".repeat(100))), List.of(), List.of("staff1", "staff1"), null, null);
        Campaign campaign = create("leader1", form);
        assertThat(this.campaigns.get(campaign.id()).title()).isEqualTo("𠮷".repeat(200));
        assertThat(this.campaigns.plan(campaign.id()).orElseThrow().notice()).isEqualTo("一\n二\n三");
        assertThat(this.campaigns.participants(campaign.id())).containsExactly("staff1");
    }

    @Test
    void keepsTheCategoriesOnceItIsOpen() {
        Campaign draft = create("leader1", form("整治", "2026-11-22", "2026-12-31", null, "甲", "乙"));
        Campaign.Category first = draft.categories().get(0);
        Campaign.Category second = draft.categories().get(1);
        open(draft.id(), "leader1");
        assertThat(errors(() -> change(draft.id(), 1, line(first, "甲"), line("丙"))))
            .containsExactly("categories campaign-category-in-use");
        assertThat(errors(() -> change(draft.id(), 1, new CampaignForm.CategoryLine("made-up", "丁"), line(first, "甲"),
                line(second, "乙"))))
            .containsExactly("categories[0].name campaign-category-unknown");
        Campaign changed = change(draft.id(), 1, line(second, "乙二"), line("丙"), line(first, "甲"));
        assertThat(changed.categories()).extracting(Campaign.Category::name).containsExactly("乙二", "丙", "甲");
        assertThat(changed.categories().get(0).id()).isEqualTo(second.id());
        assertThat(changed.categories().get(2).id()).isEqualTo(first.id());
        assertThat(this.campaigns.get(draft.id())).isEqualTo(changed);
        assertThat(this.campaigns.names(draft.id(), "staff1")).as("participants are left as they were").isTrue();
    }

    @Test
    void aStaleChangeIsTold() {
        Campaign draft = create("leader1", form("整治", "2026-11-22", "2026-12-31", null, "甲"));
        change(draft.id(), 0, line("乙"));
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> change(draft.id(), 0, line("丙")))
            .satisfies((conflict) -> assertThat(conflict.facts()).containsEntry("actor", "leader1")
                .containsEntry("at", ModuleDatabase.START));
        assertThat(change(draft.id(), null, line("丙")).revision()).isEqualTo(2);
    }

    @Test
    void opensOnceAndNotWhenItIsOver() {
        Campaign over = create("leader1", form("整治", "2026-11-01", "2026-11-21", null, "甲"));
        assertThatThrownBy(() -> open(over.id(), "leader1")).isInstanceOf(Conflict.class).hasMessage("campaign-over");
        Campaign draft = create("leader1", form("整治", "2026-11-01", "2026-11-22", List.of("staff1"), "甲"));
        open(draft.id(), "leader1");
        assertThat(this.campaigns.names(draft.id(), "staff2")).isFalse();
        assertThatThrownBy(() -> open(draft.id(), "leader1")).hasMessage("campaign-not-draft");
        close(draft.id(), "leader1");
        assertThatThrownBy(() -> close(draft.id(), "leader1")).hasMessage("campaign-not-open");
        assertThatThrownBy(() -> change(draft.id(), null, line("乙"))).hasMessage("campaign-closed");
    }

    @Test
    void whoHasBegunStaysOnTheList() {
        Campaign draft = create("leader1", form("整治", "2026-11-22", "2026-12-31", List.of("staff1", "staff2"), "甲"));
        open(draft.id(), "leader1");
        this.standings.add(new CampaignProgress.Standing("staff1", "draft"));
        CampaignForm without = new CampaignForm("整治", "", "2026-11-22", "2026-12-31",
                List.of(line(draft.categories().get(0), "甲")), List.of(), List.of("staff2"), null, null);
        assertThat(errors(() -> this.database.get(KeepCampaigns.class).change("leader1", draft.id(), without, null)))
            .containsExactly("participants campaign-participant-began");
    }

    @Test
    void pagesByKeyWithAsManyStatementsForManyAsForFew() {
        List<String> expected = new ArrayList<>();
        IntStream.range(0, 23)
            .forEach((number) -> expected.add(create("leader1", form("整治" + number,
                    LocalDate.of(2026, 1, 1).plusDays(number / 3).toString(), "2026-12-31", null, "甲"))
                .id()));
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<Campaign> page = this.campaigns.page(true, 10, cursor);
            page.items().forEach((campaign) -> seen.add(campaign.id()));
            cursor = page.next();
        }
        while (cursor != null);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(this.campaigns.page(false, 10, null).items()).isEmpty();
        long few = this.database.statements(() -> this.campaigns.page(true, 2, null));
        long many = this.database.statements(() -> this.campaigns.page(true, 200, null));
        assertThat(many).isEqualTo(few).isLessThanOrEqualTo(3);
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> this.campaigns.page(true, 2, "bm9wZQ"));
    }

    @Test
    void progressShowsEachTheirOwn() {
        Campaign draft = create("leader1", form("整治", "2026-11-22", "2026-12-31", null, "甲"));
        open(draft.id(), "leader1");
        this.standings.add(new CampaignProgress.Standing("staff1", "inReview"));
        this.standings.add(new CampaignProgress.Standing("staff2", "registered"));
        this.standings.add(new CampaignProgress.Standing("staff3", "draft"));
        ProgressOfCampaign progress = this.database.get(ProgressOfCampaign.class);

        ProgressOfCampaign.Progress all = progress.of(draft.id(), "auditor");
        assertThat(all.branches()).extracting(ProgressOfCampaign.Line::id).containsExactly("b1", "b2");
        assertThat(all.branches()).first().satisfies((line) -> {
            assertThat(line.owed()).isEqualTo(10);
            assertThat(line.inReview()).isOne();
            assertThat(line.registered()).isOne();
            assertThat(line.drafted()).isZero();
            assertThat(line.missing()).isEqualTo(8);
        });
        assertThat(progress.of(draft.id(), "organiser2").branches()).extracting(ProgressOfCampaign.Line::id)
            .containsExactly("b2");
        assertThat(progress.of(draft.id(), "organiser2").departments()).isEmpty();
        assertThat(progress.of(draft.id(), "head1").branches()).isEmpty();
        assertThat(progress.of(draft.id(), "head1").departments()).extracting(ProgressOfCampaign.Line::id)
            .containsExactly("general");
        assertThat(progress.of(draft.id(), "supervisor1").departments()).extracting(ProgressOfCampaign.Line::id)
            .containsExactly("general", "secretariat");
        for (String account : List.of("staff1", "sysadmin", "secadmin")) {
            assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> progress.of(draft.id(), account));
        }
    }

    @Test
    void theDemoCampaignIsMadeOnce() {
        DemoCampaigns demo = new DemoCampaigns(this.campaigns, this.database.get(CampaignRights.class),
                this.database.get(KeepCampaigns.class), this.database.get(org.sanxing.calendar.WorkingCalendar.class),
                (event) -> {
                }, java.time.Clock.systemUTC(), this.database.transaction.getTransactionManager());
        demo.start();
        demo.start();
        List<Campaign> campaigns = this.campaigns.page(false, 10, null).items();
        assertThat(campaigns).singleElement().satisfies((campaign) -> {
            assertThat(campaign.title()).isEqualTo("“责任意识不强”专项整治");
            assertThat(campaign.state()).isEqualTo(State.OPEN);
            assertThat(campaign.categories()).hasSize(7);
            assertThat(campaign.milestones()).hasSize(6);
            assertThat(campaign.opens()).isEqualTo(LocalDate.of(2026, 11, 12));
            assertThat(this.campaigns.participants(campaign.id())).hasSize(16);
        });
    }

    private Campaign create(String actor, CampaignForm form) {
        return this.database.get(KeepCampaigns.class).create(actor, form);
    }

    private Campaign change(String id, Integer revision, CampaignForm.CategoryLine... lines) {
        CampaignForm form = new CampaignForm("整治", "", "2026-11-22", "2026-12-31", List.of(lines), List.of(), null,
                null, null);
        return this.database.get(KeepCampaigns.class).change("leader1", id, form, revision);
    }

    private Campaign open(String id, String actor) {
        return this.database.get(KeepCampaigns.class).open(actor, id);
    }

    private Campaign close(String id, String actor) {
        return this.database.get(KeepCampaigns.class).close(actor, id);
    }

    private static List<String> errors(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        InvalidInput refused = org.assertj.core.api.Assertions.catchThrowableOfType(InvalidInput.class, action);
        assertThat(refused).isNotNull();
        return refused.errors().stream().map((FieldError error) -> error.field() + " " + error.code()).toList();
    }

    private static CampaignForm form(String title, String opens, String closes, List<String> participants,
            String... categories) {
        return new CampaignForm(title, "", opens, closes,
                List.of(categories).stream().map(CampaignTests::line).toList(), List.of(), participants, null, null);
    }

    private static CampaignForm.CategoryLine line(String name) {
        return new CampaignForm.CategoryLine(null, name);
    }

    private static CampaignForm.CategoryLine line(Campaign.Category category, String name) {
        return new CampaignForm.CategoryLine(category.id(), name);
    }

    static final class Standings extends ArrayList<CampaignProgress.Standing> implements CampaignProgress {

        @Override
        public List<Standing> of(String campaignId) {
            return List.copyOf(this);
        }

    }

}

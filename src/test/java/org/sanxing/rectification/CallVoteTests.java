package org.sanxing.rectification;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.calendar.Deadlines;
import org.sanxing.calendar.DueTimes;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.FieldError;
import org.sanxing.ledger.Entry;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Organization;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Items;
import org.sanxing.tasks.WorkItem;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@ApplicationTest
class CallVoteTests {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private MovableClock clock;

    @Autowired
    private VoteCloseOutHandler vote;

    @Autowired
    private LedgerEntries entries;

    @Autowired
    private RectificationHistories records;

    @Autowired
    private EntryPolicy policy;

    @Autowired
    private RectificationSettings settings;

    @Autowired
    private Organization organization;

    @Autowired
    private Notifications notifications;

    @Autowired
    private WorkingCalendar calendar;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    @AfterEach
    void monday() {
        this.clock.set(MovableClock.START);
    }

    /** When those who vote are reminded, by the setting of {@code sanxing.deadlines}. */
    private Optional<Instant> reminder(int workingDaysBefore) {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff1")
            .request("staff1")
            .pass("secretary1");
        DueTimes times = new DueTimes(this.calendar, new Deadlines(3, 5, 5, 3, workingDaysBefore, 7, 3));
        CallVote callVote = new CallVote(this.entries, this.records, this.policy, this.settings, this.organization,
                this.notifications, this.calendar, times, this.events, this.clock);
        String ballot = " (select b.id from ledger_ballot b join ledger_request r on r.id = b.request_id"
                + " where r.entry_id = ?)";
        return this.transaction.execute((status) -> {
            status.setRollbackOnly();
            this.jdbc.sql("delete from ledger_ballot_member where ballot_id in" + ballot).param(entry.id()).update();
            this.jdbc.sql("delete from ledger_ballot where id in" + ballot).param(entry.id()).update();
            callVote.execute(entry.id());
            return Optional
                .ofNullable(this.jdbc.sql("select remind_at from ledger_ballot where id in" + ballot)
                    .param(entry.id())
                    .query(OffsetDateTime.class)
                    .list()
                    .get(0))
                .map(OffsetDateTime::toInstant);
        });
    }

    @Test
    void remindsOfVotesAsOfEverythingElse() {
        assertThat(reminder(2)).contains(Instant.parse("2026-11-26T00:59:59Z"));
        assertThat(reminder(1)).contains(Instant.parse("2026-11-27T00:59:59Z"));
        assertThat(reminder(0)).as("nobody is to be reminded").isEmpty();
        assertThat(reminder(5)).as("it would come at once").isEmpty();
    }

    /** The form asks for no reason; one that an office adds a field to refuses first. */
    @Test
    void whoVotesAgainstWithoutAReasonIsToldSoWithWhatTheFormRefuses() {
        WorkItem item = Items.open("task", RectificationProcess.KIND_VOTE, "entry", "staff1", "leader1", null,
                MovableClock.START);
        Actor actor = new Actor(this.organization.get("leader1"), null);
        assertThat(this.vote.alsoWrong(item, Map.of("vote", "disagree", "opinion", "\u200b"), actor))
            .containsExactly(FieldError.of("opinion", "ledger-opinion-required"));
        assertThat(this.vote.alsoWrong(item, Map.of("vote", "disagree", "opinion", "不够扎实"), actor)).isEmpty();
        assertThat(this.vote.alsoWrong(item, Map.of("vote", "agree"), actor)).isEmpty();
    }

}

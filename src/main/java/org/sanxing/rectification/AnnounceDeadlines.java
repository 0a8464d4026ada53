package org.sanxing.rectification;

import java.time.Clock;
import java.time.Instant;

import org.sanxing.common.OneByOne;
import org.sanxing.ledger.Announcements;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.rectification.RectificationHistory.Round;
import org.sanxing.workflow.Deadline;
import org.sanxing.workflow.Workflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Announces what is due of entries and votes (design.md, rule 5), each once. */
@Component
public class AnnounceDeadlines {

    private static final Logger log = LoggerFactory.getLogger(AnnounceDeadlines.class);

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final Announcements announcements;

    private final Workflow workflow;

    private final OneByOne oneByOne;

    private final Clock clock;

    AnnounceDeadlines(LedgerEntries entries, RectificationHistories records, Announcements announcements,
            Workflow workflow, OneByOne oneByOne, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.announcements = announcements;
        this.workflow = workflow;
        this.oneByOne = oneByOne;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${sanxing.sweep.delay:PT1M}", initialDelayString = "${sanxing.sweep.delay:PT1M}")
    public void sweep() {
        this.oneByOne.each("the deadline of entry",
                (except) -> this.entries.lockAnnounced(this.clock.instant(), except), LedgerEntries.Announced::id,
                this::entry);
        this.oneByOne.each("the deadline of vote", (except) -> this.records.lockBallotDue(this.clock.instant(), except),
                RectificationHistories.BallotDue::id, this::vote);
    }

    private void entry(LedgerEntries.Announced due) {
        Instant now = this.clock.instant();
        Announcements.Announcement next = this.announcements.after(due.announcement(), due.dueOn(), now);
        // After a standstill nobody is told that something is near, and at once what came
        // of it.
        if (!due.announcement().step().equals(Announcements.REMINDER)
                || this.announcements.isStillToCome(due.dueOn(), next, now)) {
            announce(due.id(), RectificationProcess.KIND_RECTIFY, switch (due.announcement().step()) {
                case Announcements.REMINDER -> Deadline.REMINDER;
                case Announcements.OVERDUE -> Deadline.OVERDUE;
                default -> Deadline.ESCALATION;
            });
        }
        this.entries.announce(due.id(), next);
    }

    private void vote(RectificationHistories.BallotDue due) {
        String entryId = this.records.entryOf(due.requestId());
        // With all votes there, only the meeting has still to declare it.
        if (this.records.round(entryId)
            .map(Round::ballot)
            .filter((ballot) -> !ballot.waiting().isEmpty())
            .isPresent()) {
            announce(entryId, RectificationProcess.KIND_VOTE,
                    "late".equals(due.step()) ? Deadline.OVERDUE : Deadline.REMINDER);
        }
        this.records.announced(due.id(), due.step());
    }

    private void announce(String entryId, String kind, Deadline step) {
        if (!this.workflow.announce(entryId, kind, step)) {
            log.warn("Nobody is to be told of {} at entry {}", step, entryId);
        }
    }

}

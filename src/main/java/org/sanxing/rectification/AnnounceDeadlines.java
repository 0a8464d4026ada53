package org.sanxing.rectification;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.sanxing.ledger.Announcements;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.workflow.Workflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Announces what is due of entries and votes (design.md, rule 5): correlates the message
 * events that stand on the tasks in the diagram, each in a transaction of its own. Any
 * number of nodes may run it; a locked row is passed over, so each is announced once.
 */
@Component
public class AnnounceDeadlines {

    private static final Logger log = LoggerFactory.getLogger(AnnounceDeadlines.class);

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final Announcements announcements;

    private final Workflow workflow;

    private final TransactionTemplate transaction;

    private final Clock clock;

    AnnounceDeadlines(LedgerEntries entries, RectificationHistories records, Announcements announcements,
            Workflow workflow, TransactionTemplate transaction, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.announcements = announcements;
        this.workflow = workflow;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${sanxing.sweep.delay:PT1M}", initialDelayString = "${sanxing.sweep.delay:PT1M}")
    public void sweep() {
        each(this::entry);
        each(this::vote);
    }

    private boolean entry(Instant now, Collection<String> except, List<String> current) {
        Optional<LedgerEntries.Announced> due = this.entries.lockAnnounced(now, except);
        due.ifPresent((found) -> {
            current.add(found.id());
            send(switch (found.announcement().step()) {
                case Announcements.REMINDER -> RectificationProcess.MSG_REMINDER_DUE;
                case Announcements.OVERDUE -> RectificationProcess.MSG_OVERDUE;
                default -> RectificationProcess.MSG_ESCALATION_DUE;
            }, found.id());
            this.entries.announce(found.id(), this.announcements.after(found.announcement(), found.dueOn(), now));
        });
        return due.isPresent();
    }

    private boolean vote(Instant now, Collection<String> except, List<String> current) {
        Optional<RectificationHistories.BallotDue> due = this.records.lockBallotDue(now, except);
        due.ifPresent((found) -> {
            current.add(found.id());
            send("late".equals(found.step()) ? RectificationProcess.MSG_VOTE_OVERDUE
                    : RectificationProcess.MSG_VOTE_REMINDER_DUE, this.records.entryOf(found.requestId()));
            this.records.announced(found.id(), found.step());
        });
        return due.isPresent();
    }

    private void send(String message, String entryId) {
        if (!this.workflow.correlate(message, entryId)) {
            log.warn("Nothing waits for {} at entry {}", message, entryId);
        }
    }

    private void each(Next next) {
        List<String> failed = new ArrayList<>();
        boolean more = true;
        while (more) {
            List<String> current = new ArrayList<>();
            try {
                more = Boolean.TRUE
                    .equals(this.transaction.execute((status) -> next.announce(this.clock.instant(), failed, current)));
            }
            catch (RuntimeException ex) {
                log.error("The deadline of {} could not be announced; the next sweep tries again", current, ex);
                failed.addAll(current);
                more = !current.isEmpty();
            }
        }
    }

    /** Announces one thing that is due. */
    private interface Next {

        /**
         * @param except ids of what failed before
         * @param current gets the id of what is announced
         * @return false where nothing is due
         */
        boolean announce(Instant now, Collection<String> except, List<String> current);

    }

}

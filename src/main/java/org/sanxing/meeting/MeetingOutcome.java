package org.sanxing.meeting;

import java.util.Map;

import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationProcess;
import org.sanxing.workflow.CaseRepair;
import org.sanxing.workflow.Workflow;
import org.springframework.stereotype.Component;

/** Takes what a meeting declared on a close-out to the procedure of the entry. */
@Component
class MeetingOutcome {

    private final Workflow workflow;

    private final CaseRepair repair;

    private final EntryPolicy policy;

    MeetingOutcome(Workflow workflow, CaseRepair repair, EntryPolicy policy) {
        this.workflow = workflow;
        this.repair = repair;
        this.policy = policy;
    }

    /**
     * Before a meeting votes: a case that began on a diagram without meetings goes on, at
     * the same place, on the newest one, or it would not wait for what is declared.
     */
    void expect(LedgerEntry entry) {
        if (!this.workflow.awaits(RectificationProcess.MSG_DECISION_DECLARED, entry.id())) {
            this.repair.startAt(RectificationProcess.KEY, entry.id(), RectificationProcess.TASK_CALL_VOTE,
                    Map.ofEntries(RectificationProcess.RESPONSIBLE.with(entry.responsible()),
                            RectificationProcess.VERIFIERS.with(this.policy.verifiers(entry))));
        }
    }

    /**
     * @throws IllegalStateException where the case does not wait for it
     */
    void of(LedgerEntry entry, boolean agreed, boolean putOff) {
        if (!this.workflow.correlate(RectificationProcess.MSG_DECISION_DECLARED, entry.id(),
                Map.ofEntries(RectificationProcess.AGREED.with(agreed), RectificationProcess.PUT_OFF.with(putOff)))) {
            throw new IllegalStateException("Entry " + entry.id() + " waits for no meeting");
        }
    }

}

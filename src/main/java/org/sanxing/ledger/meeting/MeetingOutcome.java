package org.sanxing.ledger.meeting;

import java.util.Map;

import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationPolicy;
import org.sanxing.ledger.process.RectificationProcess;
import org.sanxing.workflow.CaseRepair;
import org.sanxing.workflow.Workflow;
import org.springframework.stereotype.Component;

/** Takes what a meeting declared on a close-out to the procedure of the entry. */
@Component
class MeetingOutcome {

    private final Workflow workflow;

    private final CaseRepair repair;

    private final RectificationPolicy policy;

    MeetingOutcome(Workflow workflow, CaseRepair repair, RectificationPolicy policy) {
        this.workflow = workflow;
        this.repair = repair;
        this.policy = policy;
    }

    /**
     * A case that began on a diagram without meetings goes on, at the same place, on the
     * newest one.
     */
    void of(LedgerEntry entry, boolean agreed, boolean putOff) {
        Map<String, Object> facts = Map.ofEntries(RectificationProcess.AGREED.with(agreed),
                RectificationProcess.PUT_OFF.with(putOff));
        if (this.workflow.correlate(RectificationProcess.MSG_DECISION_DECLARED, entry.id(), facts)) {
            return;
        }
        this.repair.startAt(RectificationProcess.KEY, entry.id(), RectificationProcess.GATEWAY_CLOSE_OUT_AGREED,
                Map.ofEntries(RectificationProcess.AGREED.with(agreed), RectificationProcess.PUT_OFF.with(putOff),
                        RectificationProcess.RESPONSIBLE.with(entry.responsible()),
                        RectificationProcess.VERIFIERS.with(this.policy.verifiers(entry))));
    }

}

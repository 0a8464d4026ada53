package org.sanxing.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** What the engine remembers of a case: which diagram ran, and where it went. */
public interface CaseHistory {

    /** Empty where no process was ever started for the case. */
    Optional<CaseRun> of(String caseId);

    /**
     * @param processKey e.g. {@code ReflectionReviewProcess}
     * @param processName its label, in the users' words
     * @param processVersion of the definition that ran
     * @param diagram the BPMN file of that very version
     * @param visits in the order they began
     * @param flows ids of the sequence flows taken, derived from the visits
     * @param ended whether the process is over
     * @param earlier visits of what ran before for the same case, in the order they
     * began: a case that was opened again or restarted has run more than once
     */
    record CaseRun(String processKey, String processName, int processVersion, String diagram, List<Visit> visits,
            List<String> flows, boolean ended, List<Visit> earlier) {

        /** A case that has run once. */
        public CaseRun(String processKey, String processName, int processVersion, String diagram, List<Visit> visits,
                List<String> flows, boolean ended) {
            this(processKey, processName, processVersion, diagram, visits, flows, ended, List.of());
        }

        /** The visits of all that ran, in order. */
        public List<Visit> allVisits() {
            return Stream.concat(this.earlier.stream(), this.visits.stream()).toList();
        }

    }

    /**
     * One visit of one element.
     *
     * @param name its label
     * @param type the engine's word, e.g. {@code userTask}
     * @param actor account of who had the task; null for all but user tasks
     * @param endedAt null where it waits there now
     * @param cancelled whether it was left undecided
     */
    record Visit(String elementId, @Nullable String name, String type, @Nullable String actor, Instant startedAt,
            @Nullable Instant endedAt, boolean cancelled) {

        /** The same visit, by somebody else. */
        public Visit by(@Nullable String other) {
            return new Visit(this.elementId, this.name, this.type, other, this.startedAt, this.endedAt, this.cancelled);
        }

    }

}

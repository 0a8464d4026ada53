package org.sanxing.procedure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.CamelCase;
import org.sanxing.workflow.Models;

/** Plays finished cases through models that nothing runs on. */
public interface ModelPlayer {

    /**
     * @param locale in which steps, ends and fields are named, where the models name them
     * in it
     */
    Play of(Models models, Locale locale);

    interface Play {

        /** Names of the procedures that the models declare, by key. */
        Map<String, String> procedures();

        Outcome play(Finished past);

    }

    /** What becomes of a case. */
    enum Way {

        /** It takes the same steps to the same end. */
        SAME,

        /** It takes other steps, or comes to another end. */
        OTHER,

        /** Somewhere nothing was decided that would be asked, or no way leads on. */
        STUCK,

        /** A form asks for what was not said. */
        MISSING;

        /** As the API writes it. */
        public String id() {
            return CamelCase.of(this);
        }

    }

    /**
     * @param sent what was submitted, each version
     * @param made what was done at its steps, in order, as far as it stands
     */
    record Finished(ProcedureCase of, List<Sent> sent, List<Made> made) {

    }

    record Sent(int version, Map<String, Object> content) {

    }

    record Made(int version, String step, String decision, @Nullable String opinion, Map<String, Object> said,
            String holder, String actor, @Nullable String onBehalfOf) {

    }

    /**
     * By id and number alone: who rehearses may not read what a case is about.
     *
     * @param where names of the steps at which it would stand, or ids of elements; empty
     * where it goes the same way
     * @param missing labels of fields
     */
    record Outcome(String caseId, @Nullable String number, Way way, String where, Set<String> missing) {

    }

}

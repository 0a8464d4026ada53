package org.sanxing.organization;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which deputations cannot be beside each other (domain.md: deputies). */
final class DeputationRules {

    /** The longest period: long absences are named anew, so that somebody looks again. */
    static final int YEARS = 1;

    private DeputationRules() {
    }

    /** Why the new one cannot be, in this order; the code of the refusal. */
    enum Reason {

        /** The deputy is represented by the very person. */
        CIRCLE("deputy-circle"),
        /** The deputy is represented by somebody else: a chain. */
        DEPUTY_AWAY("deputy-is-away"),
        /** The person stands in for somebody else: a chain. */
        STANDS_IN("principal-stands-in"),
        /** Somebody is named already: two could decide the same. */
        TWICE("deputy-named-already");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        String code() {
            return this.code;
        }

    }

    record Clash(Reason reason, Deputation with) {

    }

    /**
     * @param open those of both persons that have not ended
     */
    static Optional<Clash> clash(Deputation candidate, List<Deputation> open) {
        for (Reason reason : Reason.values()) {
            for (Deputation other : open) {
                if (holds(reason, candidate, other) && overlap(candidate, other)) {
                    return Optional.of(new Clash(reason, other));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Reason reason, Deputation candidate, Deputation other) {
        boolean deputyAway = other.principal().equals(candidate.deputy());
        return switch (reason) {
            case CIRCLE -> deputyAway && other.deputy().equals(candidate.principal());
            case DEPUTY_AWAY -> deputyAway;
            case STANDS_IN -> other.deputy().equals(candidate.principal());
            case TWICE -> other.principal().equals(candidate.principal());
        };
    }

    /** Both hold for one and the same task on one day at least. */
    static boolean overlap(Deputation one, Deputation other) {
        return overlap(one.from(), one.until(), other.from(), other.until()) && overlap(one.kinds(), other.kinds())
                && overlap(one.campaigns(), other.campaigns());
    }

    /** First and last days count. */
    private static boolean overlap(LocalDate from, LocalDate until, LocalDate otherFrom, LocalDate otherUntil) {
        return !from.isAfter(otherUntil) && !otherFrom.isAfter(until);
    }

    private static boolean overlap(Set<String> ids, Set<String> others) {
        return ids.isEmpty() || others.isEmpty() || !Collections.disjoint(ids, others);
    }

}

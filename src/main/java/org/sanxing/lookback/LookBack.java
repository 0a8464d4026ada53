package org.sanxing.lookback;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.CamelCase;

/**
 * A look-back on the closing of a cycle, or that the policy asks for none.
 *
 * @param way {@code policy}, or {@code hand} where the branch put it up
 * @param mode of the policy; null by hand
 * @param percent of the sample; null for none
 * @param drawn 0 to 99; null where nothing was drawn
 * @param countedOn the date that was counted from the closing; it begins on the next
 * working day
 * @param dueOn by when it is to be done; null while it has not begun
 * @param begunReason why it was begun by hand; null where it came by itself
 */
public record LookBack(String id, String entryId, int cycle, String way, @Nullable String mode,
        @Nullable Integer percent, @Nullable String quarter, @Nullable Integer drawn, LocalDate countedOn,
        String plannedBy, Instant plannedAt, State state, @Nullable String begunBy, @Nullable String begunReason,
        @Nullable Instant begunAt, @Nullable LocalDate dueOn, @Nullable End end) {

    static final String POLICY = "policy";

    static final String HAND = "hand";

    /** {@code passed}, {@code planned}, {@code open}, or what came of it. */
    public String status() {
        return (this.end != null) ? this.end.outcome() : this.state.id();
    }

    /** Whether anything was, or is being, looked at. */
    public boolean isBegun() {
        return this.begunAt != null;
    }

    /** Accounts of those who appear in it. */
    public List<String> accounts() {
        return Stream
            .of(this.begunBy, (this.end != null) ? this.end.decidedBy() : null,
                    (this.end != null) ? this.end.onBehalfOf() : null)
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .toList();
    }

    public List<String> evidence() {
        return (this.end != null) ? this.end.evidence() : List.of();
    }

    public enum State {

        PASSED, PLANNED, OPEN, ENDED;

        public String id() {
            return CamelCase.of(this);
        }

    }

    /**
     * @param outcome {@code consolidated}, {@code relapsed} or {@code cancelled}
     * @param more what else the form asked, by field
     * @param evidence ids of attachments
     */
    public record End(String outcome, String opinion, Map<String, Object> more, List<String> evidence, String decidedBy,
            @Nullable String onBehalfOf, Instant decidedAt) {

        public static final String CONSOLIDATED = "consolidated";

        public static final String RELAPSED = "relapsed";

        public static final String CANCELLED = "cancelled";

    }

}

package org.sanxing.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.CamelCase;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;

/** What a list of entries is filtered and sorted by; null for anything. */
public record LedgerQuery(@Nullable String branch, @Nullable String department, @Nullable String category,
        @Nullable String source, LedgerEntry.@Nullable State state, @Nullable DeadlineClass deadlineClass,
        @Nullable String responsible, @Nullable Boolean overdue, @Nullable Boolean recurring,
        @Nullable String campaignId, @Nullable String reflectionId, @Nullable String text, Sort sort) {

    public enum Sort {

        NEWEST, DUE, NUMBER;

        public String id() {
            return CamelCase.of(this);
        }

    }

    /** The parameters as the API and the page take them. */
    public record Parameters(@Nullable String branch, @Nullable String department, @Nullable String category,
            @Nullable String source, @Schema(implementation = LedgerEntry.State.class) @Nullable String state,
            @Schema(implementation = DeadlineClass.class) @Nullable String deadlineClass, @Nullable String responsible,
            @Nullable String overdue, @Nullable String recurring, @Nullable String campaignId,
            @Nullable String reflectionId, @Nullable String q, @Nullable String sort) {

        /**
         * @throws InvalidInput naming the parameter that has no such value
         */
        public LedgerQuery query() {
            Sort order = wanted("sort", this.sort, (id) -> CamelCase.find(Sort.class, id));
            return new LedgerQuery(orNull(this.branch), orNull(this.department), orNull(this.category),
                    orNull(this.source), wanted("state", this.state, LedgerEntry.State::of),
                    wanted("deadlineClass", this.deadlineClass, DeadlineClass::of), orNull(this.responsible),
                    wanted("overdue", this.overdue, Parameters::flag),
                    wanted("recurring", this.recurring, Parameters::flag), orNull(this.campaignId),
                    orNull(this.reflectionId), orNull(this.q), (order != null) ? order : Sort.NEWEST);
        }

        /** Those that filter, by parameter, in the order in which the page shows them. */
        public Map<String, String> filters() {
            Map<String, String> filters = new LinkedHashMap<>();
            put(filters, "q", this.q);
            put(filters, "state", this.state);
            put(filters, "overdue", this.overdue);
            put(filters, "deadlineClass", this.deadlineClass);
            put(filters, "branch", this.branch);
            put(filters, "department", this.department);
            put(filters, "campaignId", this.campaignId);
            put(filters, "category", this.category);
            put(filters, "responsible", this.responsible);
            put(filters, "recurring", this.recurring);
            put(filters, "source", this.source);
            put(filters, "reflectionId", this.reflectionId);
            return filters;
        }

        private static void put(Map<String, String> filters, String name, @Nullable String parameter) {
            given(parameter).ifPresent((text) -> filters.put(name, text));
        }

        private static Optional<String> given(@Nullable String parameter) {
            return Optional.ofNullable(parameter).map(Texts::strip).filter((text) -> !text.isEmpty());
        }

        private static @Nullable String orNull(@Nullable String parameter) {
            return given(parameter).orElse(null);
        }

        private static <T> @Nullable T wanted(String name, @Nullable String parameter,
                Function<String, Optional<T>> known) {
            return given(parameter)
                .map((text) -> known.apply(text).orElseThrow(() -> new InvalidInput(name, "ledger-filter", text)))
                .orElse(null);
        }

        private static Optional<Boolean> flag(String text) {
            return Optional.of(text).filter(Set.of("true", "false")::contains).map(Boolean::valueOf);
        }

    }

}

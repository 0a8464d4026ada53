package org.sanxing.lookback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.CamelCase;

/**
 * Which closings of a branch are looked back on.
 *
 * @param number of the policy, from 1; 0 for the one that holds where none was set
 * @param classes with {@link Mode#CLASSES} those that are
 * @param percent with {@link Mode#SAMPLE} how many of a hundred, by chance
 */
public record LookBackPolicy(@Nullable String id, String branchId, int number, Mode mode, List<DeadlineClass> classes,
        @Nullable Integer percent, @Nullable String changedBy, @Nullable Instant changedAt) {

    static LookBackPolicy byDefault(String branchId) {
        return new LookBackPolicy(null, branchId, 0, Mode.ALL, List.of(), null, null, null);
    }

    /**
     * @param drawn 0 to 99; read with {@link Mode#SAMPLE} only
     */
    boolean chooses(DeadlineClass deadlineClass, int drawn) {
        return switch (this.mode) {
            case ALL -> true;
            case CLASSES -> this.classes.contains(deadlineClass);
            case SAMPLE -> this.percent != null && drawn < this.percent;
        };
    }

    public enum Mode {

        ALL, CLASSES, SAMPLE;

        /** As the HTTP contract and the database write it. */
        public String id() {
            return CamelCase.of(this);
        }

        public static Optional<Mode> of(@Nullable String id) {
            return CamelCase.find(Mode.class, id);
        }

    }

}

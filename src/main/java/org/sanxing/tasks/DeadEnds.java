package org.sanxing.tasks;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One kind of places where work would stop unseen, as the page of checks lists them. A
 * module that knows of another kind registers one.
 */
public interface DeadEnds {

    /** camelCase, part of the API; {@code checks.kind.<kind>} is its message key. */
    String kind();

    /** Those there are now, the oldest first where that is known. */
    List<DeadEnd> find(int limit);

    /**
     * Refuses whom {@link #remedy} would refuse: a second administrator is to see only
     * what can be done.
     */
    default void check(DeadEnd found, Applied remedy) {
    }

    /**
     * Does what a remedy promises, in the caller's transaction; called only for what
     * {@link #find} has just found.
     * @throws org.sanxing.common.Refusal where it is not possible
     */
    void remedy(DeadEnd found, Applied remedy);

    /**
     * @param id within its kind
     * @param reason message key {@code checks.<kind>.<reason>} of the sentence that says
     * what is wrong; no text of a material
     * @param arguments what the sentence names, in order
     * @param caseId null where it is about no case
     * @param holder account of the person who has it; null where nobody
     * @param detail what only an administrator understands, e.g. an error; null for none
     */
    record DeadEnd(String id, String reason, List<String> arguments, @Nullable String caseId, @Nullable String holder,
            Instant since, @Nullable String detail, List<Remedy> remedies) {

        public DeadEnd {
            arguments = List.copyOf(arguments);
            remedies = List.copyOf(remedies);
        }

    }

    /**
     * What can be done about it; {@code checks.remedy.<id>} is the message key of its
     * button, with {@code .what} of what it will do.
     *
     * @param person whether a person has to be chosen
     * @param reasoned whether a reason has to be given
     */
    record Remedy(String id, boolean person, boolean reasoned) {

        public static Remedy of(String id) {
            return new Remedy(id, false, false);
        }

        public static Remedy withReason(String id) {
            return new Remedy(id, false, true);
        }

        public static Remedy withPerson(String id) {
            return new Remedy(id, true, true);
        }

    }

    /**
     * @param to account of the person chosen; null where none has to be
     * @param reason null where none was given
     * @param administrator account
     */
    record Applied(String remedy, @Nullable String to, @Nullable String reason, String administrator) {

        /** The reason, which a remedy that needs one has. */
        public String because() {
            return (this.reason != null) ? this.reason : "";
        }

    }

}

package org.sanxing.reflection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Materials as the ledger sees them. Every call joins the caller's transaction. */
public interface Reflections {

    /**
     * The accepted version of a material.
     * @throws org.sanxing.common.NotFound where there is no such material
     */
    AcceptedReflection accepted(String reflectionId);

    /**
     * Whether the person may read the submitted versions (domain.md, Who may read what).
     */
    boolean mayRead(String reflectionId, String account);

    /**
     * A person was shown what the accepted version says: put on record, and told to its
     * author. Does nothing where the person is the author.
     */
    void opened(String reflectionId, String account);

    /** The state as the API writes it. */
    String stateOf(String reflectionId);

    /**
     * A colleague has brought a person in, who may read it from now on.
     * @param way in which it came to them, e.g. the kind of the task
     */
    void reached(String reflectionId, String account, String way);

    /**
     * Who is to register it by the organisation as it is now.
     * @return the group of the committee where somebody of it may act, else the account
     * of a leader; empty where there is nobody
     */
    Optional<String> registrars(String reflectionId);

    /**
     * Marks it registered, once its ledger entries are opened.
     * @throws org.sanxing.common.Conflict where it is not accepted
     */
    void markRegistered(String reflectionId, String actor);

    /**
     * @param title as people call it
     * @param branchId the author's branch at the first submission
     * @param stated the problems that its author states; read when they are asked for
     */
    record AcceptedReflection(String id, String title, String author, String campaignId, String departmentId,
            String branchId, int version, Instant acceptedAt, Supplier<List<Problem>> stated) {

        public List<Problem> problems() {
            return this.stated.get();
        }

    }

    /**
     * A problem that the author states.
     *
     * @param index counted from 0
     * @param category id of a category of the campaign
     * @param deadlineClass as {@link org.sanxing.calendar.DeadlineClass#id()}; null only
     * in a draft
     */
    record Problem(int index, String category, String manifestation, String cause, String measure,
            @Nullable String deadlineClass, boolean underWay) {

    }

}

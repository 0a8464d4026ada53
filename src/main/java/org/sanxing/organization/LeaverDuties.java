package org.sanxing.organization;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a person holds that has to pass to somebody when they leave: tasks, positions,
 * entries they answer for. Each module that knows of such things registers one.
 */
public interface LeaverDuties {

    /** E.g. {@code tasks}; the first part of the ids of its holdings in forms. */
    String id();

    /**
     * Message key of the box that leaves a movable one to nobody; null for what keeps a
     * person from leaving until it has a successor.
     */
    default @Nullable String leftKey(Duty duty) {
        return null;
    }

    /**
     * Whether what may be left to nobody is, where nothing is said of it, as a position
     * falls vacant; else it has to be said, with a reason.
     */
    default boolean fallsVacant() {
        return false;
    }

    /** What the person holds now, in the order in which it is shown. */
    List<Duty> of(String account);

    /**
     * Gives it to the successor, or ends it where it cannot be handed on. Joins the
     * caller's transaction.
     * @param successor null where the holding is not movable, or is left to nobody
     * @throws org.sanxing.common.Refusal where the successor may not have it
     */
    void handOver(Duty holding, String from, @Nullable String successor, String administrator, String reason);

    /**
     * @param id within these holdings
     * @param kindKey message key of what kind of thing it is
     * @param title which one it is: a number, a department, a role. Never a title or text
     * of a material or an entry: the system administrator reads it
     * @param movable whether somebody else can have it; otherwise it ends
     * @param noteKey message key of what becomes of it, or why it cannot move; null for
     * none
     * @param notTo accounts that may not have it
     */
    record Duty(String id, String kindKey, String title, boolean movable, @Nullable String noteKey, Set<String> notTo) {

    }

}

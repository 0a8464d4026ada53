package org.sanxing.tasks;

import java.util.Optional;

/** The names of the groups that tasks are offered to. No account contains a colon. */
public final class TaskGroups {

    private static final String COMMITTEE = "committee:";

    private TaskGroups() {
    }

    /** The committee of a branch. */
    public static String committee(String branchId) {
        return COMMITTEE + branchId;
    }

    public static boolean isGroup(String holder) {
        return holder.indexOf(':') >= 0;
    }

    /** The branch of a committee; empty for a person or another group. */
    public static Optional<String> branchOf(String holder) {
        return holder.startsWith(COMMITTEE) ? Optional.of(holder.substring(COMMITTEE.length())) : Optional.empty();
    }

}

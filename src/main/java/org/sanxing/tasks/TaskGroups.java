package org.sanxing.tasks;

/** The names of the groups that tasks are offered to. No account contains a colon. */
public final class TaskGroups {

    private static final String COMMITTEE = "committee:";

    private TaskGroups() {
    }

    /** The committee of a branch. */
    public static String committee(String branchId) {
        return COMMITTEE + branchId;
    }

    static boolean isGroup(String holder) {
        return holder.indexOf(':') >= 0;
    }

}

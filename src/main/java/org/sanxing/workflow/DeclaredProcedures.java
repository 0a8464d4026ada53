package org.sanxing.workflow;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Knows the cases of declared procedures, in whose diagrams nobody is assigned. Asked in
 * the engine's transaction; there is one.
 */
public interface DeclaredProcedures {

    /** The variable over which a task for each of several is drawn. */
    String HOLDERS = "holders";

    /** The variable with the one of them whose task it is. */
    String HOLDER = "holder";

    /**
     * Accounts of those for each of whom a task is about to be made; none for no task.
     * @param caseId business key
     */
    List<String> holders(String caseId, String elementId);

    /**
     * Who has a task that has just been created.
     * @param each of {@link #holders} the one whose task it is; null where it is drawn
     * once
     * @return account or group; groups have a colon in their names
     */
    String give(UserTask task, @Nullable String each);

    /** A way through the diagram has come to an end event. */
    void reached(String caseId, String endElementId);

    /** Nothing runs of the case any more; not asked where it was cancelled. */
    void ended(String caseId);

}

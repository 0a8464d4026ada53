package org.sanxing.tasks;

import org.sanxing.common.Page;

/** Reads the task list. */
public interface TaskList {

    /** The most urgent open tasks of a person, groups and deputations included. */
    Page<WorkItem> todo(String account, int limit);

}

package org.sanxing.tasks.web;

import org.jspecify.annotations.Nullable;

import org.sanxing.organization.Organization;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.WorkItems;

import org.springframework.stereotype.Component;

/** What the page of a case that waits for somebody shows of its open task. */
@Component("taskUrging")
public class TaskUrging {

    private final WorkItems items;

    private final TaskInfo.Source infos;

    private final Organization organization;

    TaskUrging(WorkItems items, TaskInfo.Source infos, Organization organization) {
        this.items = items;
        this.infos = infos;
        this.organization = organization;
    }

    /**
     * @return null where the task is not open any more
     */
    public @Nullable TaskInfo of(String taskId, String account) {
        return this.items.find(taskId)
            .filter(WorkItem::isOpen)
            .map((item) -> this.infos.of(item, this.organization.get(account)))
            .orElse(null);
    }

}

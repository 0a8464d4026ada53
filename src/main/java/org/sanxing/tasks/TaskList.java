package org.sanxing.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sanxing.common.Page;
import org.sanxing.organization.Organization;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the task list. */
@Component
@Transactional(readOnly = true)
public class TaskList {

    private final WorkItems items;

    private final Organization organization;

    TaskList(WorkItems items, Organization organization) {
        this.items = items;
        this.organization = organization;
    }

    /** The most urgent open tasks of a person, groups included. */
    public Page<WorkItem> todo(String account, int limit) {
        return list(
                new TaskQuery(TaskQuery.View.TODO, TaskQuery.Sort.DUE_AT, null, null, null, limit, Optional.empty()),
                account);
    }

    Page<WorkItem> list(TaskQuery query, String account) {
        return Page.of(this.items.list(query, account, holdersOf(account)), query.limit(), query::key);
    }

    /** The account itself and the groups it belongs to now. */
    List<String> holdersOf(String account) {
        List<String> holders = new ArrayList<>(List.of(account));
        this.organization.committeesOf(account).forEach((branch) -> holders.add(TaskGroups.committee(branch)));
        return holders;
    }

}

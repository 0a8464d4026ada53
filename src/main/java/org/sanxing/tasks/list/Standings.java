package org.sanxing.tasks.list;

import java.util.ArrayList;
import java.util.List;

import org.sanxing.organization.Deputies;
import org.sanxing.organization.Organization;
import org.sanxing.tasks.TaskGroups;

import org.springframework.stereotype.Component;

/** Finds out in whose place people may act, by the organisation as it is now. */
@Component
public class Standings {

    private final Organization organization;

    private final Deputies deputies;

    Standings(Organization organization, Deputies deputies) {
        this.organization = organization;
        this.deputies = deputies;
    }

    /** Two statements, and one for each person they stand in for. */
    public Standing of(String account) {
        return new Standing(account, holders(account),
                this.deputies.actingFor(account)
                    .stream()
                    .map((deputation) -> new Standing.Principal(deputation, holders(deputation.principal())))
                    .toList());
    }

    private List<String> holders(String account) {
        List<String> holders = new ArrayList<>(List.of(account));
        this.organization.committeesOf(account).forEach((branch) -> holders.add(TaskGroups.committee(branch)));
        return holders;
    }

}

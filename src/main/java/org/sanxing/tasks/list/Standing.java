package org.sanxing.tasks.list;

import java.util.List;
import java.util.Optional;

import org.sanxing.organization.Deputation;
import org.sanxing.tasks.WorkItem;

/**
 * In whose place a person may act today.
 *
 * @param account of the person
 * @param own the account itself and the groups it belongs to now
 * @param principals those for whom the person stands in
 */
public record Standing(String account, List<String> own, List<Principal> principals) {

    /** Whether the item is with the person in their own name. */
    boolean has(WorkItem item) {
        return mayHold(item, this.account, this.own);
    }

    /**
     * The account of the person for whom they may act on an item that is not theirs.
     * @param personal whether nobody stands in for tasks of its kind
     */
    Optional<String> behalf(WorkItem item, boolean personal) {
        if (personal || this.account.equals(item.excluded())) {
            return Optional.empty();
        }
        return this.principals.stream()
            .filter((principal) -> principal.deputation().covers(item.kind(), item.campaignId()))
            .filter((principal) -> mayHold(item, principal.account(), principal.holders()))
            .map(Principal::account)
            .findFirst();
    }

    /** Who claimed a group's task must still belong to the group. */
    private static boolean mayHold(WorkItem item, String account, List<String> holders) {
        return !account.equals(item.excluded()) && holders.contains(item.holder()) && (item.candidateGroup() == null
                || item.entrusted() || item.isDelegated() || holders.contains(item.candidateGroup()));
    }

    /** The principal, and in whose place they may act themselves. */
    public record Principal(Deputation deputation, List<String> holders) {

        public String account() {
            return this.deputation.principal();
        }

    }

}

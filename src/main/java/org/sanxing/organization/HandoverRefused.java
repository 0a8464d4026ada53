package org.sanxing.organization;

import java.util.List;

import org.sanxing.common.Conflict;
import org.sanxing.common.Refusal;

/** One thing could not pass to its successor, so nothing did. */
class HandoverRefused extends Conflict {

    private final String key;

    private final Refusal refusal;

    HandoverRefused(LeaverInventory.Item item, Refusal refusal) {
        super("holding-refused", item.holding().title());
        this.key = item.key();
        this.refusal = refusal;
        initCause(refusal);
        with("holding", item.key());
        with("reason", refusal.code());
    }

    String key() {
        return this.key;
    }

    /** Why: what the module that knows the thing says. */
    Refusal refusal() {
        return this.refusal;
    }

    /** Some that must not be left to nobody would have been. */
    static class Left extends Conflict {

        private final List<LeaverInventory.Item> items;

        Left(List<LeaverInventory.Item> items) {
            super("holdings-left", items.size());
            this.items = List.copyOf(items);
            with("holdings", items.stream().map(LeaverInventory.Item::key).toList());
        }

        List<LeaverInventory.Item> items() {
            return this.items;
        }

    }

}

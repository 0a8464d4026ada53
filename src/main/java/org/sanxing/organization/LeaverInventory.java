package org.sanxing.organization;

import java.util.List;
import java.util.stream.Collectors;

import org.apache.commons.codec.digest.DigestUtils;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All that a person holds, of all modules. */
@Component
@Transactional(readOnly = true)
class LeaverInventory {

    private static final int SEEN_LENGTH = 32;

    private final ObjectProvider<LeaverDuties> modules;

    LeaverInventory(ObjectProvider<LeaverDuties> modules) {
        this.modules = modules;
    }

    /** In the order of the modules; those that have nothing are left out. */
    List<Group> of(String account) {
        return this.modules.orderedStream()
            .map((holdings) -> new Group(holdings,
                    holdings.of(account)
                        .stream()
                        .map((holding) -> new Item(holdings.id() + ":" + holding.id(), holding))
                        .toList()))
            .filter((group) -> !group.items().isEmpty())
            .toList();
    }

    /**
     * Stands for what was shown, so that something that came meanwhile is not decided
     * unseen. It does not depend on the language.
     */
    static String seen(List<Group> groups) {
        String all = groups.stream()
            .flatMap((group) -> group.items().stream())
            .map((item) -> item.key() + " " + item.holding().kindKey() + " " + item.holding().movable() + "\n")
            .collect(Collectors.joining());
        return DigestUtils.sha256Hex(all).substring(0, SEEN_LENGTH);
    }

    record Group(LeaverDuties holdings, List<Item> items) {

        public String id() {
            return this.holdings.id();
        }

        public boolean movable() {
            return this.items.stream().anyMatch((item) -> item.holding().movable());
        }

        public @Nullable String leftKey(Item item) {
            return this.holdings.leftKey(item.holding());
        }

    }

    /**
     * @param key unique among all that the person holds: {@code <holdings>:<holding>}
     */
    record Item(String key, LeaverDuties.Duty holding) {

    }

}

package org.sanxing.ledger;

import java.util.function.Predicate;

/**
 * A part of the ledger with pages of its own, to which the tabs above the ledger lead, in
 * the order of the beans.
 *
 * @param path e.g. {@code /ledger/meetings}
 * @param label key of the message that names it
 * @param readers accounts to which it shows anything
 */
public record LedgerPart(String path, String label, Predicate<String> readers) {

    public boolean opensTo(String account) {
        return this.readers.test(account);
    }

}

package org.sanxing.ledger;

/**
 * A part of the ledger with pages of its own, to which the tabs above the ledger lead, in
 * the order of the beans.
 */
public interface LedgerPart {

    /** E.g. {@code /ledger/meetings}. */
    String path();

    /** Key of the message that names it. */
    String label();

    /** Whether it shows the person anything. */
    boolean opensTo(String account);

}

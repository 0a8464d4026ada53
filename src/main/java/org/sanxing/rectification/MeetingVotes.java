package org.sanxing.rectification;

import org.sanxing.ledger.LedgerEntry;

/** Whether the vote on an entry is being taken in a meeting now. */
public interface MeetingVotes {

    /** Whether a meeting has opened the vote on the entry, which it then declares. */
    boolean isOpen(String entryId);

    /**
     * @return whether a meeting takes the vote
     * @throws org.sanxing.common.Conflict where a meeting takes the vote and the person
     * is not there, or chairs and others have not voted yet
     */
    boolean requireTurn(LedgerEntry entry, String account);

}

package org.sanxing.ledger;

import java.util.Map;

import org.sanxing.organization.Person;

/** Shows the whole file of an entry beside what is done with it. */
public interface EntryFolder {

    /**
     * @return what the fragment {@code ledger/_folder} and the page {@code ledger/task}
     * draw
     */
    Map<String, Object> model(LedgerEntry entry, Person reader);

}

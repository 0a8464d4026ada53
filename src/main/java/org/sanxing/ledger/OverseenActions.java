package org.sanxing.ledger;

import java.util.Set;

/** What of an entry's story is told to those alone who oversee it. */
@FunctionalInterface
public interface OverseenActions {

    Set<String> actions();

}

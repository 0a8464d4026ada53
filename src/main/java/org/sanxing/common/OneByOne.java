package org.sanxing.common;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what is due, each in a transaction of its own, until nothing is left. Any number
 * of nodes may run it where finding locks, and passes over what another has locked: each
 * is done once.
 */
@Component
public class OneByOne {

    private static final Logger log = LoggerFactory.getLogger(OneByOne.class);

    private final TransactionTemplate transaction;

    OneByOne(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /**
     * @param what for the log, e.g. {@code the deadline of a task}
     * @param next finds and locks one but those with the ids that failed before; empty
     * where nothing is left
     */
    public <T> void each(String what, Function<Collection<String>, Optional<T>> next, Function<T, String> id,
            Consumer<T> act) {
        List<String> failed = new ArrayList<>();
        List<T> current = new ArrayList<>();
        do {
            current.clear();
            try {
                this.transaction.executeWithoutResult((status) -> next.apply(failed).ifPresent((found) -> {
                    current.add(found);
                    act.accept(found);
                }));
            }
            catch (RuntimeException ex) {
                List<String> ids = current.stream().map(id).toList();
                log.error("Could not do {} {}; the next sweep tries again", what, ids, ex);
                failed.addAll(ids);
            }
        }
        while (!current.isEmpty());
    }

}

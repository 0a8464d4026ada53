package org.sanxing.tasks;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What a person owes that is no task yet, for the home page. A module registers one. */
public interface Obligations {

    List<Obligation> of(String account);

    /**
     * @param title what is owed, as people call it
     * @param stateKey message key of where it stands
     * @param dueOn null where it has no date
     * @param link path of the page where it is done
     */
    record Obligation(String title, String stateKey, @Nullable LocalDate dueOn, String link) {

    }

}

package org.sanxing.organization;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * Who is away, never why. The organisation does not know it: a module that does registers
 * one.
 */
public interface Absences {

    /**
     * Those that are not over, of these persons.
     * @param today in the organ's time zone
     * @param until the last day on which one may begin
     */
    List<Absence> of(Collection<String> accounts, LocalDate today, LocalDate until);

    /**
     * @param until last day
     */
    record Absence(String account, LocalDate from, LocalDate until) {

        public boolean holds(LocalDate day) {
            return !day.isBefore(this.from) && !day.isAfter(this.until);
        }

    }

}

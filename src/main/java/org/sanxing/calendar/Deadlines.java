package org.sanxing.calendar;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things may take (domain.md, Lengths of time), in working days.
 *
 * @param review of one level
 * @param revision by the author after a return
 * @param registration by the branch after acceptance
 * @param opinion of a colleague who is asked
 * @param reminder before something is due
 * @param soon calendar days left from which a date is shown as near
 * @param warn calendar days left from which a date is shown as urgent
 */
@ConfigurationProperties("sanxing.deadlines")
public record Deadlines(@DefaultValue("3") int review, @DefaultValue("5") int revision,
        @DefaultValue("5") int registration, @DefaultValue("3") int opinion, @DefaultValue("1") int reminder,
        @DefaultValue("7") int soon, @DefaultValue("3") int warn) {

    public Deadlines {
        if (review < 1 || revision < 1 || registration < 1 || opinion < 1 || reminder < 0 || warn < 0 || soon < warn) {
            throw new IllegalArgumentException(
                    "sanxing.deadlines: review, revision, registration and opinion must be 1 or "
                            + "more, reminder and warn 0 or more, soon not less than warn");
        }
    }

}

package org.sanxing.ledger;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How rectification runs (domain.md, Lengths of time; formats.md, Meetings and votes).
 *
 * @param verification working days that the branch has to verify
 * @param vote working days that the party group has to vote
 * @param extension working days to decide on an extension
 * @param redo working days that there are at least after a redo, where nobody sets a date
 * @param reminders calendar days before the deadline
 * @param escalateAfter calendar days after the responsible party was told that it is
 * overdue
 * @param escalateEvery calendar days after which those above are told again
 * @param majority percent of those entitled that must be exceeded to agree
 */
@ConfigurationProperties("sanxing.rectification")
public record RectificationSettings(@DefaultValue("5") int verification, @DefaultValue("5") int vote,
        @DefaultValue("3") int extension, @DefaultValue("5") int redo, @DefaultValue( {
                "7", "1" }) List<Integer> reminders,
        @DefaultValue("1") int escalateAfter, @DefaultValue("7") int escalateEvery, @DefaultValue("50") int majority){

    public RectificationSettings {
        reminders = List.copyOf(reminders);
        if (verification < 1 || vote < 1 || extension < 1 || redo < 1 || escalateAfter < 1 || escalateEvery < 1
                || majority < 50 || majority > 99 || reminders.stream().anyMatch((days) -> days < 0)) {
            throw new IllegalArgumentException("sanxing.rectification: verification, vote, extension, redo, "
                    + "escalate-after and escalate-every must be 1 or more, reminders 0 or more, majority 50 to 99");
        }
    }

}

package org.sanxing.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.meeting.Meeting.Plan;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.stereotype.Component;

/** Checks what is agreed on for a meeting. */
@Component
public class Planning {

    private static final int SHORT = 100;

    private static final int HIGHEST = 999;

    private final Meetings meetings;

    private final MeetingTexts words;

    private final Organization organization;

    Planning(Meetings meetings, MeetingTexts words, Organization organization) {
        this.meetings = meetings;
        this.words = words;
        this.organization = organization;
    }

    /**
     * @param id of the meeting whose plan it is
     * @throws InvalidInput with all that is wrong
     */
    Plan of(String id, Typed typed) {
        List<FieldError> errors = new ArrayList<>();
        String title = text(errors, "title", typed.title(), false);
        String place = text(errors, "place", typed.place(), true);
        String invited = "";
        try {
            invited = Texts.optional("invited", typed.invited(), Texts.REASON).strip();
        }
        catch (InvalidInput refused) {
            errors.addAll(refused.errors());
        }
        String chair = given(typed.chair()).or(() -> leader().map(Person::account)).orElse("");
        if (this.organization.partyGroup().stream().noneMatch((person) -> person.account().equals(chair))) {
            errors.add(FieldError.of("chair", "meeting-chair"));
        }
        String recorder = given(typed.recorder()).orElse("");
        if (this.organization.staff().stream().noneMatch((person) -> person.account().equals(recorder))) {
            errors.add(FieldError.of("recorder", "meeting-recorder"));
        }
        else if (recorder.equals(chair)) {
            errors.add(FieldError.of("recorder", "meeting-recorder-chairs"));
        }
        Instant meetsAt = typed.meetsAt();
        if (meetsAt == null) {
            errors.add(FieldError.of("meetsAt", "meeting-time"));
        }
        int year = (meetsAt != null) ? this.words.yearOf(meetsAt) : 0;
        int number = 0;
        if (meetsAt != null) {
            int next = this.meetings.nextNumber(year);
            number = (typed.number() != null) ? typed.number() : next;
            if (number < 1 || number > HIGHEST) {
                errors.add(FieldError.of("number", "meeting-number", HIGHEST));
            }
            else if (this.meetings.isTaken(year, number, id)) {
                errors.add(FieldError.of("number", "meeting-number-taken", year, number));
            }
        }
        if (meetsAt == null || !errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return new Plan(year, number, title.isBlank() ? this.words.defaultTitle() : title, meetsAt, place, chair,
                recorder, invited);
    }

    int yearOf(Instant time) {
        return this.words.yearOf(time);
    }

    private Optional<Person> leader() {
        return this.organization.partySecretary().or(this.organization::partyDeputySecretary);
    }

    private static Optional<String> given(@Nullable String typed) {
        return Optional.ofNullable(typed).map(String::strip).filter((text) -> !text.isEmpty());
    }

    private static String text(List<FieldError> errors, String field, @Nullable String typed, boolean needed) {
        try {
            return (needed ? Texts.needed(field, typed, SHORT) : Texts.optional(field, typed, SHORT)).strip();
        }
        catch (InvalidInput refused) {
            errors.addAll(refused.errors());
            return "";
        }
    }

    /**
     * As it was typed.
     *
     * @param title null or empty for the usual one
     * @param number null for the next one
     * @param chair null or empty for the party group secretary
     */
    public record Typed(@Nullable String title, @Nullable Integer number, @Nullable Instant meetsAt,
            @Nullable String place, @Nullable String chair, @Nullable String recorder, @Nullable String invited) {

    }

}

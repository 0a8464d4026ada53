package org.sanxing.registration.source;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.campaign.Campaign;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.ledger.EntrySource;
import org.sanxing.ledger.EntryTitle;
import org.sanxing.ledger.LedgerEntry;

/**
 * What was typed of one finding, by the paths of the API, read into what the ledger
 * takes. Every field that is wrong is named, not only the first.
 */
public final class FindingForm {

    public static final String KIND = "source.kind";

    public static final String INSPECTION = "source.inspection";

    public static final String DOCUMENT = "source.document";

    public static final String SOURCE_CATEGORY = "source.category";

    public static final String ITEM = "source.item";

    public static final String CHECK = "source.check";

    public static final String FROM = "source.from";

    public static final String CHANNEL = "source.channel";

    public static final String FOUND_ON = "source.foundOn";

    public static final String RECEIVED_ON = "source.receivedOn";

    public static final String TITLE = "title";

    public static final String MANIFESTATION = "manifestation";

    public static final String ROOT_CAUSE = "rootCause";

    public static final String CATEGORY = "category";

    public static final String MEASURE = "measure";

    public static final String CLASS = "deadlineClass";

    public static final String RESPONSIBLE = "responsible";

    /** Nothing is registered that was found before. */
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

    private final LocalDate today;

    private final Set<String> staff;

    private final @Nullable Campaign campaign;

    /**
     * @param staff accounts that may answer for an entry
     * @param campaign to which it belongs; null for none
     */
    FindingForm(LocalDate today, Set<String> staff, @Nullable Campaign campaign) {
        this.today = today;
        this.staff = staff;
        this.campaign = campaign;
    }

    /**
     * @param errors gets those of this finding
     * @return null where there are errors
     */
    @Nullable Finding read(Map<String, String> typed, List<FieldError> errors) {
        List<FieldError> found = new ArrayList<>();
        EntrySource source = source(typed, found);
        String manifestation = needed(typed, MANIFESTATION, 20_000, found);
        String title = Texts.strip(optional(typed, TITLE, 100, found));
        String rootCause = needed(typed, ROOT_CAUSE, 5_000, found);
        String measure = optional(typed, MEASURE, 5_000, found);
        String category = Texts.strip(optional(typed, CATEGORY, 100, found));
        DeadlineClass deadlineClass = DeadlineClass.of(given(typed, CLASS)).orElse(null);
        if (deadlineClass == null) {
            found.add(FieldError.of(CLASS, "ledger-deadline-class"));
        }
        String responsible = given(typed, RESPONSIBLE);
        if (!this.staff.contains(responsible)) {
            found.add(FieldError.of(RESPONSIBLE, "ledger-responsible"));
        }
        if (!found.isEmpty() || source == null || deadlineClass == null) {
            errors.addAll(found);
            return null;
        }
        return new Finding(source, (this.campaign != null) ? this.campaign.id() : null,
                new LedgerEntry.Statement(title.isEmpty() ? EntryTitle.of(manifestation) : title,
                        Texts.strip(manifestation), Texts.strip(rootCause), Texts.strip(measure), category(category),
                        deadlineClass),
                responsible);
    }

    private @Nullable EntrySource source(Map<String, String> typed, List<FieldError> errors) {
        return switch (given(typed, KIND)) {
            case EntrySource.INSPECTION ->
                new EntrySource.Inspection(Texts.strip(needed(typed, INSPECTION, 200, errors)),
                        orNull(typed, DOCUMENT, 100, errors), orNull(typed, SOURCE_CATEGORY, 100, errors),
                        orNull(typed, ITEM, 50, errors), date(typed, FOUND_ON, errors));
            case EntrySource.SELF_CHECK -> new EntrySource.SelfCheck(Texts.strip(needed(typed, CHECK, 200, errors)),
                    date(typed, FOUND_ON, errors));
            case EntrySource.OPINION -> new EntrySource.Opinion(Texts.strip(needed(typed, FROM, 200, errors)),
                    orNull(typed, CHANNEL, 100, errors), date(typed, RECEIVED_ON, errors));
            default -> {
                errors.add(FieldError.of(KIND, "ledger-source-kind"));
                yield null;
            }
        };
    }

    /** One of the campaign's where it is called so, by its id or its name. */
    private @Nullable String category(String typed) {
        if (this.campaign != null) {
            for (Campaign.Category category : this.campaign.categories()) {
                if (category.id().equals(typed) || Texts.strip(category.name()).equals(typed)) {
                    return category.id();
                }
            }
        }
        return typed.isEmpty() ? null : typed;
    }

    /** Today where nobody said. */
    private LocalDate date(Map<String, String> typed, String field, List<FieldError> errors) {
        String given = given(typed, field);
        if (given.isEmpty()) {
            return this.today;
        }
        try {
            LocalDate date = LocalDate.parse(Texts.figures(given));
            if (date.isAfter(this.today)) {
                errors.add(FieldError.of(field, "ledger-found-later"));
            }
            else if (date.isBefore(EARLIEST)) {
                errors.add(FieldError.of(field, "ledger-found-early"));
            }
            return date;
        }
        catch (DateTimeParseException ex) {
            errors.add(FieldError.of(field, "ledger-date-required"));
            return this.today;
        }
    }

    private static String given(Map<String, String> typed, String field) {
        String text = typed.get(field);
        return Texts.strip(text);
    }

    private static @Nullable String orNull(Map<String, String> typed, String field, int limit,
            List<FieldError> errors) {
        String text = Texts.strip(optional(typed, field, limit, errors));
        return text.isEmpty() ? null : text;
    }

    private static String needed(Map<String, String> typed, String field, int limit, List<FieldError> errors) {
        String text = tried(() -> Texts.needed(field, typed.get(field), limit), errors);
        return (text != null) ? text : "";
    }

    private static String optional(Map<String, String> typed, String field, int limit, List<FieldError> errors) {
        String text = tried(() -> Texts.optional(field, typed.get(field), limit), errors);
        return (text != null) ? text : "";
    }

    /**
     * @param errors gets what is wrong, so that all of it is told at once
     */
    static <T> @Nullable T tried(Supplier<@Nullable T> given, List<FieldError> errors) {
        try {
            return given.get();
        }
        catch (InvalidInput refused) {
            errors.addAll(refused.errors());
            return null;
        }
    }

}

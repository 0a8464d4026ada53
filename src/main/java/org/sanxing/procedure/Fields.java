package org.sanxing.procedure;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.OptionList;
import org.sanxing.common.Remembered;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

/** What the fields of forms offer, and what stands in them as people read it. */
@Component
public class Fields {

    /** {@code valuesKey} of the files of the case. */
    static final String FILES = "caseFiles";

    /** {@code valuesKey} of one's own cases of the same procedure. */
    static final String CASES = "cases";

    /** A column of the register that no form has: how often a case was sent back. */
    static final String RETURNS = "returns";

    private static final int LONGEST_TITLE = 200;

    /**
     * Before the point, in the column of the register; a larger one is not found by it.
     */
    private static final int MOST_DIGITS = 20;

    private final Organization organization;

    private final Attachments attachments;

    private final SingletonSupplier<List<OptionList>> lists;

    private final OwnCases ownCases;

    private final WorkingCalendar calendar;

    private final MessageSource messages;

    Fields(Organization organization, Attachments attachments, ObjectProvider<OptionList> lists, OwnCases ownCases,
            WorkingCalendar calendar, MessageSource messages) {
        this.organization = organization;
        this.attachments = attachments;
        this.lists = SingletonSupplier.of(() -> lists.stream().toList());
        this.ownCases = ownCases;
        this.calendar = calendar;
        this.messages = messages;
    }

    /**
     * What a form may offer.
     * @param caseId null before it is begun: there are no files
     */
    public Map<String, List<FormComponent.Option>> options(FormSchema form, String procedure, String account,
            @Nullable String caseId) {
        Map<String, List<FormComponent.Option>> options = new LinkedHashMap<>();
        Set<String> asked = form.valuesKeys();
        this.lists.obtain().stream().filter((list) -> asked.contains(list.key())).forEach((list) -> {
            List<FormComponent.Option> all = new ArrayList<>();
            list.options().get().forEach((value, label) -> all.add(new FormComponent.Option(value, label)));
            options.put(list.key(), all);
        });
        options.putAll(ofCase(procedure, account, caseId));
        return options;
    }

    /** What depends on the case, or on who asks. */
    Map<String, List<FormComponent.Option>> ofCase(String procedure, String account, @Nullable String caseId) {
        return Map.of(FILES,
                FormComponent.Option.lazily(() -> (caseId != null) ? this.attachments.of(caseId)
                    .stream()
                    .map((file) -> new FormComponent.Option(file.id(), file.name(), file.readableSize()))
                    .toList() : List.of()),
                CASES, FormComponent.Option.lazily(() -> this.ownCases.of(procedure, account, caseId)));
    }

    /** Files and what else has a name only here are not repeated in full. */
    private static boolean isFile(FormComponent field) {
        return field.type() == FormComponent.Type.FILES;
    }

    /** What stands in a field, as people read it; empty where nothing does. */
    public String text(FormComponent field, @Nullable Object value, Locale locale) {
        if (value instanceof Collection<?> several) {
            String separator = this.messages.getMessage("procedure.separator", null, locale);
            return several.stream()
                .map((one) -> (one instanceof Map<?, ?> row) ? row(field, row, locale) : text(field, one, locale))
                .filter((one) -> !one.isEmpty())
                .collect(Collectors.joining(separator));
        }
        if (value instanceof Boolean ticked) {
            return this.messages.getMessage(ticked ? "procedure.yes" : "procedure.no", null, locale);
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        if (value == null || value.toString().isEmpty()) {
            return "";
        }
        String text = value.toString();
        if (isFile(field)) {
            return this.attachments.findAll(List.of(text)).stream().map(Attachment::name).findFirst().orElse("");
        }
        String from = field.valuesKey();
        if (from == null) {
            return FormComponent.Option.of(field.choices(Map.of()), text)
                .map((option) -> option.name(locale))
                .orElse(text);
        }
        return from.equals(CASES) ? this.ownCases.title(text).orElse(text) : named(text, from);
    }

    private String named(String value, String list) {
        return this.organization.find(value)
            .map(Person::name)
            .or(() -> this.organization.department(value).map(Department::name))
            .orElseGet(() -> this.lists.obtain()
                .stream()
                .filter((one) -> one.key().equals(list))
                .findFirst()
                .map((one) -> Remembered.once(List.of("procedure.list", list), one.options()))
                .map((options) -> options.get(value))
                .orElse(value));
    }

    private String row(FormComponent group, Map<?, ?> row, Locale locale) {
        return new FormSchema(group.id(), group.components()).fields()
            .stream()
            .map((field) -> text(field, row.get(field.key()), locale))
            .filter((text) -> !text.isEmpty())
            .collect(Collectors.joining(" "));
    }

    /** What was filled in, by the labels of the form, in its order. */
    Map<String, String> labelled(FormSchema form, Map<String, Object> data, Locale locale) {
        return labelled(form, data, locale, LocalDate::toString);
    }

    /**
     * The same.
     * @param day how a date is written
     */
    Map<String, String> labelled(FormSchema form, Map<String, Object> data, Locale locale,
            Function<LocalDate, String> day) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (FormComponent field : form.fields()) {
            String text = text(field, data.get(field.key()), locale);
            if (field.type() == FormComponent.Type.DATE && !text.isEmpty()) {
                text = day.apply(LocalDate.parse(text));
            }
            if (!text.isEmpty()) {
                shown.merge(label(field, locale), text, (one, other) -> one + "\n" + other);
            }
        }
        return shown;
    }

    /** A date that somebody has written, with its day of the week. */
    public String day(LocalDate date, Locale locale) {
        return DateTimeFormatter.ofPattern(this.messages.getMessage("procedure.day", null, locale), locale)
            .format(date);
    }

    /** The label in the language of the reader, where the form has it. */
    public static String label(FormComponent field, Locale locale) {
        return field.name(locale);
    }

    /**
     * What a case is called; as its procedure, until something of its title is written.
     */
    String title(Declaration declaration, Map<String, Object> data, String subject) {
        List<String> written = new ArrayList<>();
        String title = Texts.strip(NumberPattern.filled(declaration.title(),
                (name) -> name.equals(Holders.SUBJECT) ? this.organization.get(subject).name()
                        : declaration.field(name)
                            .map((field) -> text(field, data.get(name), Locale.SIMPLIFIED_CHINESE))
                            .filter(written::add)
                            .orElse(""))
            .replaceAll("\\s+", " "));
        boolean blank = !written.isEmpty() && written.stream().allMatch(String::isEmpty);
        String named = (blank || title.isEmpty()) ? declaration.name().chinese() : title;
        return Texts.cut(named, LONGEST_TITLE);
    }

    /**
     * What a filter asks for, as it was read.
     * @throws InvalidInput where that came to nothing
     */
    static <T> T read(FormComponent field, @Nullable T value) {
        if (value == null) {
            throw new InvalidInput(String.valueOf(field.key()), "wrong-type", field.name());
        }
        return value;
    }

    LocalDate dateOf(Instant at) {
        return this.calendar.dateOf(at);
    }

    /** What a field of the register is found and filtered by. */
    static List<Object> values(FormComponent field, @Nullable Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().flatMap((one) -> values(field, one).stream()).toList();
        }
        if (value instanceof Boolean ticked) {
            return List.of(ticked.toString());
        }
        if (value instanceof Number number) {
            BigDecimal exact = new BigDecimal(number.toString());
            return (exact.precision() - exact.scale() <= MOST_DIGITS) ? List.of(exact) : List.of();
        }
        if (value == null || value.toString().isEmpty() || value instanceof Map) {
            return List.of();
        }
        return List
            .of((field.type() == FormComponent.Type.DATE) ? LocalDate.parse(value.toString()) : value.toString());
    }

}

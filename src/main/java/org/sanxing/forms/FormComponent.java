package org.sanxing.forms;

import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.sanxing.common.Pinyin;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.sanxing.common.Texts;

/**
 * One component of a form.
 *
 * @param key name of its value; of a repeated group its {@code path}; null for a text
 * block and for a group
 * @param id of the component within the file
 * @param label as written in the file; empty where none
 * @param description help below the label; empty where none
 * @param options of a select, radio or checklist; empty where {@code valuesKey} is set
 * @param valuesKey name of the options that the caller gives; null where the file has
 * them
 * @param hide condition under which it is neither shown nor validated nor kept; null for
 * never
 * @param components of a group or repeated group
 * @param text of a text block, paragraphs separated by an empty line
 * @param properties custom properties of the component, as Camunda Modeler keeps them
 * @param requiredWhen condition under which a value is required (property
 * {@code requiredWhen}); null for none
 * @param repetition of a repeated group; null for all else
 */
public record FormComponent(String id, Type type, @Nullable String key, String label, String description,
        Validation validation, List<Option> options, @Nullable String valuesKey, @Nullable FeelCondition hide,
        List<FormComponent> components, String text, boolean readOnly, @Nullable Object defaultValue,
        Map<String, String> properties, @Nullable FeelCondition requiredWhen, @Nullable Repetition repetition) {

    /**
     * Property with the label in English; with a dot and what it is of behind it, that of
     * an option, of {@code description}, {@code title} or {@code text}.
     */
    static final String ENGLISH = "english";

    public enum Type {

        TEXTFIELD, TEXTAREA, NUMBER, DATE, SELECT, RADIO, CHECKBOX, CHECKLIST, FILES, TEXT, GROUP, REPEATED_GROUP

    }

    /**
     * @param minLength in code points; null for none
     * @param maxLength in code points; null for none
     * @param decimalDigits a number may have at most; null for any
     * @param minItems rows of a repeated group (property {@code minItems}); 0 for none
     * @param maxItems rows of a repeated group, or files (property {@code maxItems}; one
     * where the field does not take {@code multiple}); null for none
     * @param notPast whether a date that is over is refused ({@code disallowPassedDates})
     */
    public record Validation(boolean required, @Nullable Integer minLength, @Nullable Integer maxLength,
            @Nullable String pattern, @Nullable BigDecimal min, @Nullable BigDecimal max,
            @Nullable Integer decimalDigits, int minItems, @Nullable Integer maxItems, boolean notPast) {

    }

    /**
     * @param label as written in the file
     * @param english the same in English; the label where the file has none
     * @param note shown smaller beside the label, e.g. the size of a file; empty for none
     */
    public record Option(String value, String label, String english, String note) {

        public Option(String value, String label) {
            this(value, label, "");
        }

        public Option(String value, String label, String note) {
            this(value, label, label, note);
        }

        /** The label in the reader's language, where the file has it. */
        public String name(Locale locale) {
            return isEnglish(locale) ? this.english : this.label;
        }

        /** The same to whoever is asking. */
        public String spoken() {
            return name(asking());
        }

        /** By which it is found where there are many. */
        public String initials() {
            return Pinyin.initials(this.label);
        }

        /** Options that are read where somebody asks for them. */
        public static List<Option> lazily(Supplier<List<Option>> read) {
            return new AbstractList<>() {

                private @Nullable List<Option> options;

                private List<Option> options() {
                    if (this.options == null) {
                        this.options = read.get();
                    }
                    return this.options;
                }

                @Override
                public Option get(int index) {
                    return options().get(index);
                }

                @Override
                public int size() {
                    return options().size();
                }

            };
        }

        public static Optional<Option> of(List<Option> options, Object value) {
            return options.stream().filter((option) -> option.value().equals(value)).findFirst();
        }

    }

    /**
     * @param allowAddRemove whether the person may add, move and remove rows
     * @param initialRows empty rows that a form without data starts with
     */
    public record Repetition(boolean allowAddRemove, int initialRows) {

    }

    /**
     * What may be chosen.
     * @param given the options that the caller gives, by their name
     */
    public List<Option> choices(Map<String, List<Option>> given) {
        return (this.valuesKey != null) ? given.getOrDefault(this.valuesKey, List.of()) : this.options;
    }

    /** The label of what was chosen; the value itself where it is none of the options. */
    public Object labelOf(Object value, Map<String, List<Option>> given) {
        return Option.of(choices(given), value).<Object>map(Option::label).orElse(value);
    }

    /** What may be chosen, as far as the file says it. */
    public List<String> values() {
        return this.options.stream().map(Option::value).toList();
    }

    /**
     * Kept in the page but not shown (property {@code hidden}); validated all the same.
     */
    public boolean hidden() {
        return "true".equals(this.properties.get("hidden"));
    }

    /** What a row is called: property {@code title}, else the label, else the key. */
    public String rowTitle() {
        String title = this.properties.getOrDefault("title", this.label);
        return said(title.isEmpty() ? name() : title, ENGLISH + ".title", asking());
    }

    /** What messages call it: the label, or where the file has none, the key. */
    public String name() {
        return (this.label.isEmpty() && this.key != null) ? this.key : this.label;
    }

    /**
     * The same in the reader's language, where the file has it (property
     * {@code english}).
     */
    public String name(Locale locale) {
        return said(name(), ENGLISH, locale);
    }

    private String said(String words, String property, Locale locale) {
        return isEnglish(locale) ? this.properties.getOrDefault(property, words) : words;
    }

    private static boolean isEnglish(Locale locale) {
        return locale.getLanguage().equals("en");
    }

    /** The language of who is asking; the file's own where nobody is. */
    private static Locale asking() {
        LocaleContext asking = LocaleContextHolder.getLocaleContext();
        Locale locale = (asking != null) ? asking.getLocale() : null;
        return (locale != null) ? locale : Locale.SIMPLIFIED_CHINESE;
    }

    /**
     * The help below the label, to whoever is asking (property
     * {@code english.description}).
     */
    public String hint() {
        return said(this.description, ENGLISH + ".description", asking());
    }

    /**
     * The same as errors say it, to whoever is asking; the file's own where nobody is.
     */
    public String spoken() {
        return name(asking());
    }

    /**
     * Whether its rows are drawn on a line each (property {@code compact}): for lists
     * that are given and only ticked off.
     */
    public boolean compact() {
        return "true".equals(this.properties.get("compact"));
    }

    /** Lines of a text area before anything is typed (property {@code rows}). */
    public int lines() {
        return Integer.parseInt(this.properties.getOrDefault("rows", "3"));
    }

    /** What the browser offers to choose (property {@code accept} of a file field). */
    public @Nullable String accept() {
        return this.properties.get("accept");
    }

    /** Whether a long text is typed into it: a text area, or a text field with lines. */
    public boolean multiline() {
        return this.type == Type.TEXTAREA || (this.type == Type.TEXTFIELD && this.properties.containsKey("rows"));
    }

    /** The paragraphs of a text block. */
    public List<String> paragraphs() {
        return said(this.text, ENGLISH + ".text", asking()).lines()
            .map(Texts::strip)
            .filter((line) -> !line.isEmpty())
            .toList();
    }

    static List<FormComponent> fieldsOf(List<FormComponent> components) {
        List<FormComponent> fields = new ArrayList<>();
        for (FormComponent component : components) {
            if (component.type() == Type.GROUP) {
                fields.addAll(fieldsOf(component.components()));
            }
            else if (component.type() != Type.TEXT) {
                fields.add(component);
            }
        }
        return fields;
    }

}

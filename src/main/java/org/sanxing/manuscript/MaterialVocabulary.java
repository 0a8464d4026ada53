package org.sanxing.manuscript;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sanxing.forms.FormComponent.Type;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;

/** How people write in Word what a form asks for. */
final class MaterialVocabulary {

    private static final Properties WORDS = new Properties();

    static {
        try (Reader file = new InputStreamReader(
                MaterialVocabulary.class.getResourceAsStream("/manuscript/word.properties"), StandardCharsets.UTF_8)) {
            WORDS.load(file);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private MaterialVocabulary() {
    }

    static String word(String key, String... arguments) {
        String word = WORDS.getProperty(key, "");
        for (int i = 0; i < arguments.length; i++) {
            word = word.replace("{" + i + "}", arguments[i]);
        }
        return word;
    }

    static Pattern pattern(String key) {
        return Pattern.compile(word(key));
    }

    static List<String> words(String key) {
        String words = word(key);
        return words.isEmpty() ? List.of() : List.of(words.split(","));
    }

    /** What of a form a person fills in Word. */
    static List<FormComponent> fields(FormSchema form) {
        return fields(form.fields());
    }

    private static List<FormComponent> fields(List<FormComponent> fields) {
        return fields.stream()
            .filter((field) -> !field.hidden() && !field.readOnly() && field.type() != Type.FILES)
            .filter((field) -> field.type() != Type.REPEATED_GROUP
                    || (field.repetition() != null && field.repetition().allowAddRemove()))
            .toList();
    }

    /** Those of one row of a repeated group. */
    static List<FormComponent> columns(FormComponent group) {
        return fields(new FormSchema(group.id(), group.components()).fields());
    }

    /** What names a row: the first of its fields in which one thing is chosen. */
    static @Nullable FormComponent choice(List<FormComponent> columns) {
        return columns.stream()
            .filter((column) -> column.type() == Type.SELECT || column.type() == Type.RADIO)
            .findFirst()
            .orElse(null);
    }

    static boolean isChosen(FormComponent field) {
        return field.type() == Type.SELECT || field.type() == Type.RADIO || field.type() == Type.CHECKBOX;
    }

    static boolean isText(FormComponent field) {
        return field.type() == Type.TEXTAREA || field.type() == Type.TEXTFIELD;
    }

}

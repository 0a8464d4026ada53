package org.sanxing.forms;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;

/**
 * One row of a repeated group as the fragments draw it.
 *
 * @param index from 0; negative for the row that the script copies for a new one
 * @param path e.g. {@code problems[0]}
 * @param invalid whether something in it was refused
 */
public record RowView(FormComponent group, int index, String path, String id, List<FieldView> fields, boolean invalid) {

    private static final int LONGEST_SUMMARY = 60;

    /**
     * What a row is called in headings and errors, the title of the group and its number.
     */
    static String label(String parentLabel, FormComponent group, int index) {
        return parentLabel + group.rowTitle() + " " + (index + 1);
    }

    public int number() {
        return this.index + 1;
    }

    /** Whether a value that is required is missing. */
    public boolean incomplete() {
        return allFields().stream().anyMatch(FieldView::lacksValue);
    }

    /** Labels of what is chosen in it, shown beside its number. */
    public List<String> chosen() {
        return allFields().stream()
            .filter((field) -> !field.hidden() && !field.component().hidden())
            .filter((field) -> field.is("SELECT") || field.is("RADIO"))
            .flatMap((field) -> field.chosenLabels().stream())
            .toList();
    }

    /** Beginning of the field that {@code summaryKey} names. */
    public String summary() {
        String key = this.group.properties().get("summaryKey");
        String text = Texts
            .strip(allFields().stream()
                .filter((field) -> field.component().key() != null && field.component().key().equals(key))
                .map(FieldView::text)
                .findFirst()
                .orElse(""))
            .replace('\n', ' ');
        return (Values.length(text) <= LONGEST_SUMMARY) ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_SUMMARY)) + "…";
    }

    /** Its field with this key, groups looked through; null where it has none. */
    public @Nullable FieldView field(String key) {
        return allFields().stream().filter((field) -> key.equals(field.component().key())).findFirst().orElse(null);
    }

    private List<FieldView> allFields() {
        return FieldView.flatten(this.fields, new ArrayList<>());
    }

}

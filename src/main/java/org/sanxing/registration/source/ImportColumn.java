package org.sanxing.registration.source;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A column of the file that is imported. {@code sources.column.<id>} is its title,
 * {@code sources.column.<id>.also} what else it may be called.
 */
enum ImportColumn {

    SEQUENCE("sequence", false, 6), KIND("kind", true, 12, FindingForm.KIND),
    NAME("name", true, 28, FindingForm.INSPECTION, FindingForm.CHECK, FindingForm.FROM),
    DOCUMENT("document", false, 18, FindingForm.DOCUMENT),
    SOURCE_CATEGORY("sourceCategory", false, 16, FindingForm.SOURCE_CATEGORY), ITEM("item", false, 8, FindingForm.ITEM),
    CHANNEL("channel", false, 14, FindingForm.CHANNEL),
    ON("on", false, 14, FindingForm.FOUND_ON, FindingForm.RECEIVED_ON),
    CATEGORY("category", false, 18, FindingForm.CATEGORY), TITLE("title", false, 24, FindingForm.TITLE),
    MANIFESTATION("manifestation", true, 50, FindingForm.MANIFESTATION),
    ROOT_CAUSE("rootCause", true, 36, FindingForm.ROOT_CAUSE), MEASURE("measure", false, 36, FindingForm.MEASURE),
    CLASS("deadlineClass", true, 12, FindingForm.CLASS), RESPONSIBLE("responsible", true, 20, FindingForm.RESPONSIBLE);

    private final String id;

    private final boolean needed;

    private final int width;

    private final String[] fields;

    /**
     * @param width in characters
     * @param fields of {@link FindingForm} that are filled from it
     */
    ImportColumn(String id, boolean needed, int width, String... fields) {
        this.id = id;
        this.needed = needed;
        this.width = width;
        this.fields = fields;
    }

    String id() {
        return this.id;
    }

    boolean needed() {
        return this.needed;
    }

    int width() {
        return this.width;
    }

    Stream<String> fields() {
        return Arrays.stream(this.fields);
    }

    /** Where what is wrong with a field is to be mended. */
    static Optional<ImportColumn> of(String field) {
        return Arrays.stream(values()).filter((column) -> column.fields().anyMatch(field::equals)).findFirst();
    }

}

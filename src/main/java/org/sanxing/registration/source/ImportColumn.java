package org.sanxing.registration.source;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import org.sanxing.common.CamelCase;
import org.sanxing.document.SheetTable;

/**
 * A column of the file that is imported. {@code sources.column.<id>} is its title,
 * {@code sources.column.<id>.also} what else it may be called.
 */
enum ImportColumn implements SheetTable.Column {

    SEQUENCE(false, 6), KIND(true, 12, FindingForm.KIND),
    NAME(true, 28, FindingForm.INSPECTION, FindingForm.CHECK, FindingForm.FROM),
    DOCUMENT(false, 18, FindingForm.DOCUMENT), SOURCE_CATEGORY(false, 16, FindingForm.SOURCE_CATEGORY),
    ITEM(false, 8, FindingForm.ITEM), CHANNEL(false, 14, FindingForm.CHANNEL),
    ON(false, 14, FindingForm.FOUND_ON, FindingForm.RECEIVED_ON), CATEGORY(false, 18, FindingForm.CATEGORY),
    TITLE(false, 24, FindingForm.TITLE), MANIFESTATION(true, 50, FindingForm.MANIFESTATION),
    ROOT_CAUSE(true, 36, FindingForm.ROOT_CAUSE), MEASURE(false, 36, FindingForm.MEASURE),
    DEADLINE_CLASS(true, 12, FindingForm.CLASS), RESPONSIBLE(true, 20, FindingForm.RESPONSIBLE);

    private final boolean needed;

    private final int width;

    private final String[] fields;

    /**
     * @param width in characters
     * @param fields of {@link FindingForm} that are filled from it
     */
    ImportColumn(boolean needed, int width, String... fields) {
        this.needed = needed;
        this.width = width;
        this.fields = fields;
    }

    @Override
    public String id() {
        return CamelCase.of(this);
    }

    @Override
    public boolean needed() {
        return this.needed;
    }

    @Override
    public boolean day() {
        return this == ON;
    }

    @Override
    public boolean counts() {
        return this != SEQUENCE;
    }

    @Override
    public int width() {
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

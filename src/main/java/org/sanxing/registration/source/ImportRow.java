package org.sanxing.registration.source;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;

/**
 * A row of the file.
 *
 * @param number as Excel counts it
 * @param typed what stands in it, by the paths of {@link FindingForm}
 * @param finding null where something is wrong
 */
record ImportRow(int number, Map<String, String> typed, @Nullable Finding finding, List<CellError> errors) {

    /**
     * What is wrong with a cell.
     *
     * @param column its letters
     * @param title of the column
     * @param content the beginning of what stands there
     */
    record CellError(int row, String column, String title, String content, FieldError error) {

        /** As Excel names the cell. */
        String cell() {
            return this.column + this.row;
        }

    }

}

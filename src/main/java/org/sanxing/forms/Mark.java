package org.sanxing.forms;

import org.jspecify.annotations.Nullable;

/**
 * Something that a page says of a piece of a long text, and shows in it.
 *
 * @param path of the field, e.g. {@code problems[0].cause}
 * @param start of the piece in code points; null for the whole text
 * @param length of the piece in code points
 * @param id by which the page finds it; without spaces
 * @param kind ends the name of its CSS class, {@code sx-mark-<kind>}
 * @param label shown behind the piece; empty for none
 */
public record Mark(String path, @Nullable Integer start, int length, String id, String kind, String label) {

}

package org.sanxing.attachment;

/**
 * What a file turned out to be.
 *
 * @param name safe to be shown and offered for download; never used as a path
 * @param size in bytes
 * @param unpacked bytes of everything within an Office file, for whoever reads it into
 * memory; the size itself for all else
 */
public record CheckedFile(FileType type, String name, long size, long unpacked) {

}

package org.sanxing.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Walks through the segments of a picture without decoding it: a picture of a few bytes
 * may unpack to gigabytes.
 */
final class ImageCheck {

    private static final long MOST_PIXELS = 100_000_000;

    private static final int LONGEST_SIDE = 30_000;

    private static final byte[] IHDR = "IHDR".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] IEND = "IEND".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] IDAT = "IDAT".getBytes(StandardCharsets.US_ASCII);

    private final Suspect suspect;

    private final Bytes bytes;

    ImageCheck(Suspect suspect, Bytes bytes) {
        this.suspect = suspect;
        this.bytes = bytes;
    }

    void checkPng() throws IOException {
        long position = 8;
        if (!this.bytes.isAt(position + 4, IHDR) || this.bytes.int32(position) != 13) {
            throw this.suspect.refused("file-broken");
        }
        checkSize(this.bytes.int32(position + 8), this.bytes.int32(position + 12));
        boolean data = false;
        // Length, name and checksum are 12 bytes.
        while (position + 12 <= this.bytes.length()) {
            long length = this.bytes.int32(position);
            if (position + 12 + length > this.bytes.length()) {
                break;
            }
            data |= this.bytes.isAt(position + 4, IDAT);
            if (this.bytes.isAt(position + 4, IEND)) {
                if (!data) {
                    break;
                }
                return;
            }
            position += 12 + length;
        }
        throw this.suspect.refused("file-broken");
    }

    void checkJpg() throws IOException {
        boolean sized = false;
        boolean scanned = false;
        long position = 2;
        while (position < this.bytes.length()) {
            if (this.bytes.at(position) != 0xFF) {
                break;
            }
            int marker = this.bytes.at(position + 1);
            if (marker == 0xFF) {
                position++;
                continue;
            }
            if (marker == 0xD9) {
                if (sized && scanned) {
                    return;
                }
                break;
            }
            if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
                position += 2;
                continue;
            }
            int length = this.bytes.int16(position + 2);
            if (marker < 0xC0 || length < 2 || position + 2 + length > this.bytes.length()) {
                break;
            }
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                checkSize(this.bytes.int16(position + 7), this.bytes.int16(position + 5));
                sized = true;
            }
            position += 2 + length;
            if (marker == 0xDA) {
                scanned = true;
                position = endOfScan(position);
            }
        }
        throw this.suspect.refused("file-broken");
    }

    /** Where the next marker stands behind the packed data of a scan. */
    private long endOfScan(long from) throws IOException {
        long position = from;
        while (position + 1 < this.bytes.length()) {
            if (this.bytes.at(position) == 0xFF) {
                int next = this.bytes.at(position + 1);
                if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                    return position;
                }
            }
            position++;
        }
        return this.bytes.length();
    }

    private void checkSize(long width, long height) {
        if (width < 1 || height < 1) {
            throw this.suspect.refused("file-broken");
        }
        if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS) {
            throw this.suspect.refused("file-pixels");
        }
    }

}

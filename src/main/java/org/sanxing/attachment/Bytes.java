package org.sanxing.attachment;

import java.io.IOException;
import java.io.RandomAccessFile;

/** A file read here and there through one small window. */
final class Bytes {

    private static final int WINDOW = 64 * 1024;

    private final RandomAccessFile file;

    private final long length;

    private final byte[] window = new byte[WINDOW];

    private long start;

    private int filled;

    Bytes(RandomAccessFile file) throws IOException {
        this.file = file;
        this.length = file.length();
    }

    long length() {
        return this.length;
    }

    /** The byte there, 0 to 255; -1 behind the end. */
    int at(long position) throws IOException {
        if (position < this.start || position >= this.start + this.filled) {
            if (position < 0 || position >= this.length) {
                return -1;
            }
            this.file.seek(position);
            int count = this.file.read(this.window);
            this.start = position;
            this.filled = Math.max(count, 0);
            if (this.filled == 0) {
                return -1;
            }
        }
        return this.window[(int) (position - this.start)] & 0xFF;
    }

    /** At most so many bytes from there. */
    byte[] read(long position, int count) throws IOException {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(count, this.length - position))];
        this.file.seek(position);
        this.file.readFully(bytes);
        return bytes;
    }

    boolean startsWith(byte[] beginning) throws IOException {
        return isAt(0, beginning);
    }

    boolean isAt(long position, byte[] text) throws IOException {
        for (int i = 0; i < text.length; i++) {
            if (at(position + i) != (text[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    /** Where it stands at or behind a position; -1 where it does not. */
    long indexOf(byte[] text, long from) throws IOException {
        int first = text[0] & 0xFF;
        for (long i = from; i <= this.length - text.length; i++) {
            if (at(i) == first && isAt(i, text)) {
                return i;
            }
        }
        return -1;
    }

    int int16(long position) throws IOException {
        return (at(position) << 8) | at(position + 1);
    }

    long int32(long position) throws IOException {
        return ((long) int16(position) << 16) | int16(position + 2);
    }

    int littleInt16(long position) throws IOException {
        return at(position) | (at(position + 1) << 8);
    }

    long littleInt32(long position) throws IOException {
        return littleInt16(position) | ((long) littleInt16(position + 2) << 16);
    }

}

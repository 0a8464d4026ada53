package org.sanxing.audit;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Texts as bytes, so that no two different lists of them give the same: each is a byte
 * that says whether there is one, its length in bytes and its UTF-8. Every row that is
 * written passes here, column by column: nothing is copied that need not be.
 */
final class LengthPrefixed {

    private static final int HEAD = 1 + Integer.BYTES;

    private final MessageDigest sha256 = DigestUtils.getSha256Digest();

    private ByteBuffer bytes = ByteBuffer.allocate(512);

    LengthPrefixed add(@Nullable String text) {
        if (text == null) {
            room(1);
            this.bytes.put((byte) 0);
            return this;
        }
        room(HEAD + text.length());
        int start = this.bytes.position();
        this.bytes.put((byte) 1).putInt(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                this.bytes.position(start + 1);
                return encoded(text);
            }
            this.bytes.put((byte) c);
        }
        return this;
    }

    /** The same as adding the bytes in hexadecimal. */
    LengthPrefixed addHex(byte[] raw) {
        room(HEAD + 2 * raw.length);
        this.bytes.put((byte) 1).putInt(2 * raw.length);
        for (byte one : raw) {
            this.bytes.put((byte) Character.forDigit((one >> 4) & 0xf, 16))
                .put((byte) Character.forDigit(one & 0xf, 16));
        }
        return this;
    }

    /** Refuses half a surrogate pair instead of writing a question mark for it. */
    private LengthPrefixed encoded(String text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            room(Integer.BYTES + utf8.remaining());
            this.bytes.putInt(utf8.remaining()).put(utf8);
            return this;
        }
        catch (CharacterCodingException ex) {
            throw new IllegalArgumentException("No well-formed text", ex);
        }
    }

    private void room(int more) {
        if (this.bytes.remaining() < more) {
            int size = this.bytes.position();
            this.bytes = ByteBuffer.wrap(Arrays.copyOf(this.bytes.array(), Math.max(2 * size, size + more)))
                .position(size);
        }
    }

    int length() {
        return this.bytes.position();
    }

    /** Takes back what was added after the first bytes. */
    LengthPrefixed cut(int length) {
        this.bytes.position(length);
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(this.bytes.array(), this.bytes.position());
    }

    byte[] digest() {
        this.sha256.update(this.bytes.array(), 0, this.bytes.position());
        return this.sha256.digest();
    }

    /** SHA-256 in hexadecimal. */
    String sha256() {
        return Hex.encodeHexString(digest());
    }

}

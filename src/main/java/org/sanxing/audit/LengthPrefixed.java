package org.sanxing.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Texts as bytes, so that no two different lists of them give the same: each is a byte
 * that says whether there is one, its length in bytes and its UTF-8.
 */
final class LengthPrefixed {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    private final DataOutputStream out = new DataOutputStream(this.bytes);

    LengthPrefixed add(@Nullable String text) {
        try {
            if (text == null) {
                this.out.writeByte(0);
                return this;
            }
            ByteBuffer utf8 = utf8(text);
            this.out.writeByte(1);
            this.out.writeInt(utf8.remaining());
            this.out.write(utf8.array(), utf8.arrayOffset() + utf8.position(), utf8.remaining());
            return this;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Refuses half a surrogate pair instead of writing a question mark for it. */
    private static ByteBuffer utf8(String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        }
        catch (CharacterCodingException ex) {
            throw new IllegalArgumentException("No well-formed text", ex);
        }
    }

    byte[] bytes() {
        return this.bytes.toByteArray();
    }

    /** SHA-256 in hexadecimal. */
    String sha256() {
        return DigestUtils.sha256Hex(bytes());
    }

}

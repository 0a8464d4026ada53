package org.sanxing.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an event: SHA-256 over a serialisation that is injective, so that no two
 * different rows ever have the same bytes. Each field is a byte that says whether there
 * is one, its length in bytes and its UTF-8; numbers are decimal, instants microseconds
 * since 1970. Whoever adds a column adds it here, under a new {@link #FORMAT}.
 */
final class EventHash {

    static final String GENESIS = "0".repeat(64);

    static final String FORMAT = "sanxing-audit-1";

    private EventHash() {
    }

    static String of(AuditEvent event) {
        return DigestUtils.sha256Hex(canonical(event));
    }

    static byte[] canonical(AuditEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + event.detail().length());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            field(out, FORMAT);
            field(out, event.chain());
            field(out, Long.toString(event.seq()));
            field(out, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, event.at())));
            field(out, event.actor());
            field(out, event.onBehalfOf());
            field(out, event.action());
            field(out, event.result());
            field(out, event.objectType());
            field(out, event.objectId());
            field(out, (event.version() != null) ? Integer.toString(event.version()) : null);
            field(out, event.detail());
            field(out, event.previousHash());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return bytes.toByteArray();
    }

    private static void field(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeByte(0);
            return;
        }
        ByteBuffer utf8 = utf8(text);
        out.writeByte(1);
        out.writeInt(utf8.remaining());
        out.write(utf8.array(), utf8.arrayOffset() + utf8.position(), utf8.remaining());
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

}

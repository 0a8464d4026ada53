package org.sanxing.audit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The file of evidence while it is written: one entry after the other, and last the
 * hashes of all of them with a signature (src/docs/evidence.md).
 */
final class EvidenceZip {

    static final String SUMS = "SHA256SUMS";

    static final String SIGNATURE = "SHA256SUMS.sig";

    static final String FORMAT = "sanxing-evidence-1";

    private static final Pattern ESCAPED = Pattern.compile("\\\\[\\\\\"]");

    private final ZipOutputStream zip;

    private final Instant at;

    private final StringBuilder sums = new StringBuilder();

    EvidenceZip(OutputStream to, Instant at) {
        this.zip = new ZipOutputStream(to);
        this.at = at;
    }

    interface Content {

        void write(OutputStream out) throws IOException;

    }

    /**
     * @param name in ASCII
     * @return SHA-256 of what was written
     */
    String add(String name, Content content) throws IOException {
        DigestOutputStream digested = new DigestOutputStream(new FilterOutputStream(this.zip) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                this.out.write(bytes, from, length);
            }

            @Override
            public void close() {
                // The next entry comes.
            }
        }, DigestUtils.getSha256Digest());
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(this.at.toEpochMilli());
        this.zip.putNextEntry(entry);
        content.write(digested);
        this.zip.closeEntry();
        String sum = Hex.encodeHexString(digested.getMessageDigest().digest());
        this.sums.append(sum).append("  ").append(name).append('\n');
        return sum;
    }

    void text(String name, String text) throws IOException {
        add(name, (out) -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    void lines(String name, List<? extends Map<String, ?>> lines) throws IOException {
        add(name, (out) -> {
            for (Map<String, ?> line : lines) {
                line(out, line);
            }
        });
    }

    /**
     * JSON that can be read with few means: within a text there is neither a quotation
     * mark nor a backslash but that of {@code \\u}.
     */
    static void line(OutputStream out, Map<String, ?> content) throws IOException {
        String json = ESCAPED.matcher(CanonicalJson.write(content))
            .replaceAll((escaped) -> escaped.group().equals("\\\\") ? "\\\\u005c" : "\\\\u0022");
        out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void finish(AuditKey key) throws IOException {
        String all = this.sums.toString();
        text(SUMS, all);
        String signed = signed(DigestUtils.sha256Hex(all), key.id());
        text(SIGNATURE, signed + " " + key.sign(signed) + "\n");
        this.zip.finish();
        this.zip.flush();
    }

    static String signed(String sum, String keyId) {
        return FORMAT + " " + sum + " " + keyId;
    }

}

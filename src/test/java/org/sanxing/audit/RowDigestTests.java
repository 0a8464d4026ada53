package org.sanxing.audit;

import java.util.List;

import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RowDigestTests {

    private static final String SALT = "00112233445566778899aabbccddeeff";

    private static RowDigest digest(String first, String second) {
        return RowDigest.of("t", List.of("a", "b"), java.util.Arrays.asList(first, second), SALT);
    }

    @Test
    void tellsNothingFromEmptyTypesAndFieldsFromEachOther() {
        assertThat(List.of(digest(null, "sx"), digest("s", "sx"), digest("sx", "s"), digest("sx", null),
                digest("n1", "s"), digest("s1", "s"), RowDigest.of("u", List.of("a", "b"), List.of("s", "sx"), SALT),
                RowDigest.of("t", List.of("a", "b"), List.of("s", "sx"), RowDigest.freshSalt())))
            .extracting(RowDigest::digest)
            .doesNotHaveDuplicates();
    }

    @Test
    void isWhatIsWrittenDownOfIt() {
        String commitments = "";
        for (List<String> column : List.of(List.of("a", "s1"), List.of("b", "n2"))) {
            commitments += prefixed(column.get(0)) + prefixed(DigestUtils.sha256Hex(bytes(prefixed("sanxing-column-1")
                    + prefixed(SALT) + prefixed(column.get(0)) + prefixed(column.get(1)))));
        }
        assertThat(digest("s1", "n2").digest())
            .isEqualTo(DigestUtils.sha256Hex(bytes(prefixed("sanxing-row-1") + prefixed("t") + commitments)));
    }

    /** One byte that there is a text, its length in four, and the text. */
    private static String prefixed(String text) {
        return "\u0001\u0000\u0000\u0000" + (char) text.length() + text;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void namesTheColumnThatChanged() {
        assertThat(digest("s1", "n2").hints()).hasSize(2 * RowDigest.HINT);
        assertThat(digest("s1", "n2").hints().substring(0, 4)).isEqualTo(digest("s1", "n3").hints().substring(0, 4))
            .isNotEqualTo(digest("s1", "n3").hints().substring(4));
    }

}

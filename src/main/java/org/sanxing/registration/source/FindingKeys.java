package org.sanxing.registration.source;

import java.text.Normalizer;
import java.util.Locale;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** By what two findings are seen to be the same; short, so that many can be compared. */
final class FindingKeys {

    private FindingKeys() {
    }

    /** However it is spaced and typed. */
    static String text(String manifestation) {
        return DigestUtils.sha256Hex(plain(manifestation));
    }

    /**
     * The same item of the same document, or of the same inspection; null for none.
     */
    static @Nullable String item(@Nullable String inspection, @Nullable String document, @Nullable String item) {
        String of = (document != null) ? document : inspection;
        return (item != null && of != null) ? DigestUtils.sha256Hex(plain(of) + "\n" + plain(item)) : null;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
            .replaceAll("[\\s\\p{Punct}\\u3000-\\u303f]", "")
            .toLowerCase(Locale.ROOT);
    }

}

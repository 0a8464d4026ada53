package org.sanxing.common;

import org.jspecify.annotations.Nullable;

/** The {@code If-Match} header: the revision that the caller saw (api.md, General). */
public final class IfMatch {

    private IfMatch() {
    }

    /**
     * @param header e.g. {@code "3"} with its quotes; quotes may be missing, and a proxy
     * that compresses may have made it weak
     * @return the revision; null where the header is missing or {@code *}
     * @throws InvalidInput on field {@code If-Match} where it is no number
     */
    public static @Nullable Integer revision(@Nullable String header) {
        if (Texts.isBlank(header) || "*".equals(Texts.strip(header))) {
            return null;
        }
        try {
            return Integer.valueOf(Texts.strip(header).replaceFirst("^W/", "").replace("\"", ""));
        }
        catch (NumberFormatException ex) {
            throw new InvalidInput("If-Match", "wrong-type", "If-Match");
        }
    }

}

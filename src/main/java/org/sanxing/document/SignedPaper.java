package org.sanxing.document;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A document as it was when it was signed.
 *
 * @param kind e.g. {@code minutes}
 * @param subjectId of what it is about
 * @param number from 1, where it was signed by several, one after another
 * @param wordSha256 of its Word file, in hexadecimal
 * @param contentSha256 of the document as JSON, as it is stored
 */
public record SignedPaper(String kind, String subjectId, int number, OfficialDocument document, String contentSha256,
        String wordSha256, Instant signedAt) {

    /** What the chain keeps of it: enough to prove it. */
    public Map<String, Object> proof() {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("wordSha256", this.wordSha256);
        proof.put("contentSha256", this.contentSha256);
        return proof;
    }

}

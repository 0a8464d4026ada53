package org.sanxing.ledger;

import org.sanxing.common.Texts;

/** The title that a problem gets unless the branch finds a better one. */
public final class EntryTitle {

    private static final int LONGEST = 30;

    private static final int SHORTEST = 6;

    private static final String SENTENCE_ENDS = "\u3002\uff1b\uff01\uff1f;!?";

    private static final String CLAUSE_ENDS = "\uff0c\uff1a,:";

    private EntryTitle() {
    }

    /**
     * The beginning of the manifestation, at most some thirty characters, cut where a
     * clause ends if it can be.
     */
    public static String of(String manifestation) {
        String text = Texts.strip(manifestation).lines().findFirst().orElse("");
        int[] characters = text.codePoints().limit(LONGEST + 1L).toArray();
        int cut = -1;
        for (int index = 0; index < characters.length; index++) {
            if (SENTENCE_ENDS.indexOf(characters[index]) >= 0 && index >= SHORTEST) {
                return Texts.strip(new String(characters, 0, index));
            }
            if (CLAUSE_ENDS.indexOf(characters[index]) >= 0 && index >= SHORTEST) {
                cut = index;
            }
        }
        if (characters.length <= LONGEST) {
            return text;
        }
        return (cut > 0) ? Texts.strip(new String(characters, 0, cut)) : new String(characters, 0, LONGEST) + "\u2026";
    }

}

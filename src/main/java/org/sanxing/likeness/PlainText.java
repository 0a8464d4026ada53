package org.sanxing.likeness;

/**
 * A text as it is compared: letters, ideographs and digits only, full-width forms folded,
 * small letters. Spaces, line ends and punctuation neither hide a likeness nor make one.
 *
 * @param points code points that are left
 * @param at where each stands in the text, in code points
 * @param length of the text itself, in code points
 */
record PlainText(int[] points, int[] at, int length) {

    private static final int FULL_WIDTH_FROM = 0xFF01;

    private static final int FULL_WIDTH_TO = 0xFF5E;

    private static final int FULL_WIDTH_OFFSET = 0xFEE0;

    static PlainText of(String text) {
        int[] all = text.codePoints().toArray();
        int[] points = new int[all.length];
        int[] at = new int[all.length];
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            int point = all[i];
            if (point >= FULL_WIDTH_FROM && point <= FULL_WIDTH_TO) {
                point -= FULL_WIDTH_OFFSET;
            }
            if (Character.isLetterOrDigit(point)) {
                points[count] = Character.toLowerCase(point);
                at[count] = i;
                count++;
            }
        }
        return new PlainText(java.util.Arrays.copyOf(points, count), java.util.Arrays.copyOf(at, count), all.length);
    }

    int size() {
        return this.points.length;
    }

}

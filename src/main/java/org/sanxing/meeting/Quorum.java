package org.sanxing.meeting;

import org.sanxing.common.Texts;

/**
 * The part of those entitled that must be present, so that anything is decided
 * (formats.md, Meetings and votes).
 */
public record Quorum(int numerator, int denominator) {

    public Quorum {
        if (numerator < 1 || denominator < 1 || numerator > denominator) {
            throw new IllegalArgumentException("A quorum is a part such as 2/3, not " + numerator + "/" + denominator);
        }
    }

    /**
     * @param written e.g. {@code 2/3}
     */
    public static Quorum of(String written) {
        String[] parts = Texts.strip(written).split("\\s*/\\s*", -1);
        try {
            return new Quorum(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
        catch (NumberFormatException | ArrayIndexOutOfBoundsException ex) {
            throw new IllegalArgumentException("A quorum is a part such as 2/3, not " + written);
        }
    }

    /** How many must be present; one at least. */
    public int needed(int entitled) {
        return Math.max(1, (entitled * this.numerator + this.denominator - 1) / this.denominator);
    }

    public boolean met(int present, int entitled) {
        return present >= needed(entitled);
    }

    @Override
    public String toString() {
        return this.numerator + "/" + this.denominator;
    }

}

package org.sanxing.rectification;

/**
 * Where a vote stands: passed by more than so many percent of those entitled, not of
 * those who voted; exactly half fails (formats.md, Meetings and votes).
 *
 * @param entitled how many may vote
 * @param needed how many must agree
 * @param voted how many have voted, or will not any more
 */
public record Tally(int entitled, int needed, int agree, int voted) {

    /**
     * @param majority percent that must be exceeded
     */
    public static int needed(int entitled, int majority) {
        return entitled * majority / 100 + 1;
    }

    public boolean agreed() {
        return this.agree >= this.needed;
    }

    /** Whether nothing that may still come changes the outcome. */
    public boolean decided() {
        return agreed() || this.agree + this.entitled - this.voted < this.needed;
    }

}

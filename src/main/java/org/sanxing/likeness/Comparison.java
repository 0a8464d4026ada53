package org.sanxing.likeness;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One text held against others, passage by passage. All positions are those of the
 * {@link PlainText}.
 */
final class Comparison {

    /**
     * Places of the same stretch in the other text that are tried: a text that says one
     * thing over and over costs no more than another.
     */
    private static final int MOST_PLACES = 4;

    /** How far before a chosen stretch a likeness can begin, and some more. */
    private static final int BACK = 200;

    private final List<PlainText> passages;

    private final List<long[]> hashes;

    private final List<List<Integer>> chosen;

    /** What counts for nobody: the campaign's own words, and what everybody writes. */
    private final List<BitSet> left;

    Comparison(List<PlainText> passages) {
        this.passages = passages;
        this.hashes = passages.stream().map(Winnowing::hashes).toList();
        this.chosen = this.hashes.stream().map(Winnowing::chosen).toList();
        this.left = passages.stream().map((passage) -> new BitSet(passage.size())).toList();
    }

    /** The chosen hashes, each once. */
    Set<Long> fingerprints() {
        return Winnowing.fingerprints(this.passages);
    }

    /** Leaves out every stretch that has one of these hashes. */
    void leaveOut(Set<Long> known) {
        for (int p = 0; p < this.passages.size(); p++) {
            long[] own = this.hashes.get(p);
            for (int i = 0; i < own.length; i++) {
                if (known.contains(own[i])) {
                    this.left.get(p).set(i, i + Winnowing.STRETCH);
                }
            }
        }
    }

    /** Whether anything of the text is left to be compared. */
    int counted() {
        return this.passages.stream().mapToInt(PlainText::size).sum();
    }

    /**
     * What is alike in these others, taken together.
     * @return for each passage the places
     */
    List<BitSet> alike(List<PlainText> other) {
        Map<Long, List<Place>> places = new HashMap<>();
        for (PlainText text : other) {
            long[] theirs = Winnowing.hashes(text);
            for (int at : Winnowing.chosen(theirs)) {
                List<Place> same = places.computeIfAbsent(theirs[at], (hash) -> new ArrayList<>(1));
                if (same.size() < MOST_PLACES) {
                    same.add(new Place(text, at));
                }
            }
        }
        List<BitSet> found = new ArrayList<>();
        for (int p = 0; p < this.passages.size(); p++) {
            BitSet marked = new BitSet(this.passages.get(p).size());
            for (int at : this.chosen.get(p)) {
                for (Place place : places.getOrDefault(this.hashes.get(p)[at], List.of())) {
                    extend(this.passages.get(p), at, place, marked);
                }
            }
            found.add(kept(p, marked));
        }
        return found;
    }

    /**
     * What is alike by the hashes alone, where the other texts are not at hand: the ends
     * may be a few characters short.
     */
    List<BitSet> alike(Set<Long> hashes) {
        List<BitSet> found = new ArrayList<>();
        for (int p = 0; p < this.passages.size(); p++) {
            BitSet marked = new BitSet(this.passages.get(p).size());
            for (int at : this.chosen.get(p)) {
                if (hashes.contains(this.hashes.get(p)[at])) {
                    marked.set(at, at + Winnowing.STRETCH);
                }
            }
            dropShorter(marked, Winnowing.LEAST);
            found.add(kept(p, marked));
        }
        return found;
    }

    private static void extend(PlainText mine, int at, Place place, BitSet marked) {
        if (marked.get(at) && marked.nextClearBit(at) >= at + Winnowing.STRETCH) {
            return;
        }
        int[] own = mine.points();
        int[] other = place.text().points();
        int from = at;
        int theirs = place.at();
        while (from > 0 && theirs > 0 && at - from < BACK && own[from - 1] == other[theirs - 1]) {
            from--;
            theirs--;
        }
        int to = from;
        while (to < own.length && theirs < other.length && own[to] == other[theirs]) {
            to++;
            theirs++;
        }
        if (to - from >= Winnowing.LEAST) {
            marked.set(from, to);
        }
    }

    private BitSet kept(int passage, BitSet marked) {
        marked.andNot(this.left.get(passage));
        dropShorter(marked, Winnowing.STRETCH);
        return marked;
    }

    private static void dropShorter(BitSet marked, int least) {
        for (int from = marked.nextSetBit(0); from >= 0;) {
            int to = marked.nextClearBit(from);
            if (to - from < least) {
                marked.clear(from, to);
            }
            from = marked.nextSetBit(to);
        }
    }

    private record Place(PlainText text, int at) {

    }

}

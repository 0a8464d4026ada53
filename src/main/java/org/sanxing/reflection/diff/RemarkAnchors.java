package org.sanxing.reflection.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import org.sanxing.forms.RowPairs;
import org.sanxing.forms.TextDiff.Change;
import org.sanxing.forms.TextDiff;
import org.sanxing.reflection.Alike;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.Remarks.Remark;
import org.sanxing.reflection.diff.PlacedRemark.State;

/**
 * Finds the words that remarks quote again in another version: in the same passage, which
 * may have moved with its problem. Where they are not there any more, the remark stays at
 * their place, marked so, even where they stand elsewhere: that is another matter. Only
 * when its passage is gone does it follow words that are telling enough. None is lost.
 */
public final class RemarkAnchors {

    /** Fewer code points are found by chance in a passage that is not meant. */
    private static final int TELLING = 6;

    private final Function<Integer, ReflectionContent> versions;

    private final ReflectionContent shown;

    private final Map<Integer, Map<Integer, Integer>> moves = new HashMap<>();

    private final Map<String, List<Change>> changes = new HashMap<>();

    private RemarkAnchors(Function<Integer, ReflectionContent> versions, ReflectionContent shown) {
        this.versions = versions;
        this.shown = shown;
    }

    /**
     * @param versions what the version of a number says
     * @param shown the version or draft in which they are to be found
     * @return one for each remark, in the same order
     */
    public static List<PlacedRemark> place(Collection<Remark> remarks, Function<Integer, ReflectionContent> versions,
            ReflectionContent shown) {
        RemarkAnchors anchors = new RemarkAnchors(versions, shown);
        return remarks.stream().map(anchors::place).toList();
    }

    /**
     * Whether what stands at a remark's passage reads the same before and after; where
     * the passage is gone it does not.
     * @param versions what the version of a number says
     */
    public static boolean isUnchanged(Remark remark, Function<Integer, ReflectionContent> versions,
            ReflectionContent before, ReflectionContent after) {
        String then = new RemarkAnchors(versions, before).place(remark).passage();
        String now = new RemarkAnchors(versions, after).place(remark).passage();
        return then != null && now != null && read(before, then).equals(read(after, now));
    }

    /** Without line ends and spaces: moving them about changes nothing. */
    private static String read(ReflectionContent content, String passage) {
        StringBuilder seen = new StringBuilder();
        content.find(passage)
            .orElse("")
            .codePoints()
            .filter((point) -> !Texts.isBlank(Character.toString(point)))
            .forEach(seen::appendCodePoint);
        return seen.toString();
    }

    private PlacedRemark place(Remark remark) {
        ReflectionContent origin = this.versions.apply(remark.version());
        String before = origin.find(remark.passage()).orElse("");
        String passage = counterpart(origin, remark, before);
        if (remark.quote().isEmpty()) {
            return new PlacedRemark(remark, passage, null, 0, (passage != null) ? State.QUOTED : State.GONE);
        }
        int begin = nearest(before, remark.quote(), begin(remark, before)).orElse(0);
        int end = Math.min(before.length(), begin + remark.quote().length());
        if (passage == null) {
            return elsewhere(remark).orElse(new PlacedRemark(remark, null, null, 0, State.GONE));
        }
        String now = this.shown.find(passage).orElse("");
        int only = only(before, remark.quote()) >= 0 ? only(now, remark.quote()) : -1;
        if (only >= 0) {
            // There is but one place it can mean, whatever else was changed.
            return at(remark, passage, now, only, remark.quote().length(), State.QUOTED);
        }
        List<Change> edits = now.equals(before) ? List.of() : this.changes
            .computeIfAbsent(remark.version() + " " + remark.passage(), (key) -> TextDiff.between(before, now));
        int from = edits.isEmpty() ? begin : moved(edits, begin, false);
        Optional<Integer> found = nearest(now, remark.quote(), from);
        if (found.isPresent()) {
            return at(remark, passage, now, found.get(), remark.quote().length(), State.QUOTED);
        }
        int to = edits.isEmpty() ? end : moved(edits, Math.max(begin, end - 1), true);
        return at(remark, passage, now, from, Math.max(0, to - from), State.CHANGED);
    }

    /** Name of the passage in the shown text; null where it is gone. */
    private @Nullable String counterpart(ReflectionContent origin, Remark remark, String before) {
        Optional<String> same = this.shown.find(remark.passage());
        int problem = ReflectionContent.problemOf(remark.passage());
        if (problem < 0 || (same.isPresent() && !Texts.isBlank(before) && same.get().equals(before))) {
            return same.isPresent() ? remark.passage() : null;
        }
        return this.moves
            .computeIfAbsent(remark.version(),
                    (version) -> RowPairs.of(origin.problemTexts(), this.shown.problemTexts(), Alike::of))
            .entrySet()
            .stream()
            .filter((pair) -> pair.getValue() == problem)
            .map((pair) -> ReflectionContent.passage(pair.getKey(), ReflectionContent.partOf(remark.passage())))
            .findFirst()
            .orElse(null);
    }

    /** The quote in any passage; of several in one that is of the same part. */
    private Optional<PlacedRemark> elsewhere(Remark remark) {
        if (Texts.strip(remark.quote()).codePoints().count() < TELLING) {
            return Optional.empty();
        }
        List<PlacedRemark> found = new ArrayList<>();
        for (String passage : this.shown.passages()) {
            String text = this.shown.find(passage).orElse("");
            int begin = text.indexOf(remark.quote());
            if (begin >= 0) {
                PlacedRemark placed = at(remark, passage, text, begin, remark.quote().length(), State.QUOTED);
                boolean samePart = ReflectionContent.partOf(passage).equals(ReflectionContent.partOf(remark.passage()));
                found.add(samePart ? 0 : found.size(), placed);
            }
        }
        return found.stream().findFirst();
    }

    private static PlacedRemark at(Remark remark, String passage, String text, int begin, int length, State state) {
        int end = Math.min(text.length(), begin + length);
        return new PlacedRemark(remark, passage, text.codePointCount(0, begin), text.codePointCount(begin, end), state);
    }

    /** Where the reviewer said the quote begins; people's scripts may leave it out. */
    private static int begin(Remark remark, String text) {
        Integer start = remark.start();
        return (start == null || start < 0 || start > text.codePointCount(0, text.length())) ? 0
                : text.offsetByCodePoints(0, start);
    }

    /** The occurrence of a quote that is nearest to a place. */
    private static Optional<Integer> nearest(String text, String quote, int place) {
        int best = -1;
        for (int at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
            if (best < 0 || Math.abs(at - place) < Math.abs(best - place)) {
                best = at;
            }
        }
        return (best < 0) ? Optional.empty() : Optional.of(best);
    }

    /** The only occurrence of a quote; negative where there is none, or another. */
    private static int only(String text, String quote) {
        int first = text.indexOf(quote);
        return (first >= 0 && text.indexOf(quote, first + 1) < 0) ? first : -1;
    }

    /**
     * Where a character of the old text is in the new.
     * @param behind the place behind it, and behind what was put in its stead
     */
    private static int moved(List<Change> changes, int place, boolean behind) {
        int old = 0;
        int young = 0;
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            int length = change.text().length();
            switch (change.op()) {
                case EQUAL -> {
                    if (place < old + length) {
                        return young + place - old + (behind ? 1 : 0);
                    }
                    old += length;
                    young += length;
                }
                case DELETE -> {
                    if (place < old + length) {
                        boolean replaced = i + 1 < changes.size() && changes.get(i + 1).op() == Change.Op.INSERT;
                        return young + ((behind && replaced) ? changes.get(i + 1).text().length() : 0);
                    }
                    old += length;
                }
                default -> young += length;
            }
        }
        return young;
    }

}

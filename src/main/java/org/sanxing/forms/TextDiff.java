package org.sanxing.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import org.sanxing.common.CamelCase;

/**
 * What changed from one text to another, down to the character, as a reader of Chinese
 * expects it: first clauses are compared, then the characters of those that changed.
 * Where a clause was written anew it is shown as replaced, not as crumbs of characters
 * that happen to be alike.
 */
public final class TextDiff {

    /** Beyond this, comparing character by character takes too long and says nothing. */
    private static final long MOST_PAIRS = 4_000_000;

    /** Less than this in common, and the passage counts as written anew. */
    private static final double ALIKE = 0.3;

    /** A shorter piece that is alike between two changes is part of the change. */
    private static final int SHORTEST_EQUAL = 2;

    private TextDiff() {
    }

    /**
     * The changes in order; the kept and deleted texts make the old, kept and new the
     * new.
     */
    public static List<Change> between(String before, String after) {
        Pieces pieces = new Pieces();
        List<String> old = clauses(before);
        List<String> young = clauses(after);
        int at = 0;
        for (Replaced<String> replaced : replaced(old, young)) {
            pieces.keep(String.join("", old.subList(at, replaced.at())));
            at = replaced.at() + replaced.gone().size();
            characters(String.join("", replaced.gone()), String.join("", replaced.come()), pieces);
        }
        pieces.keep(String.join("", old.subList(at, old.size())));
        return pieces.changes();
    }

    /**
     * The changes where only the whole counts: the same, or one in place of the other.
     */
    public static List<Change> whole(String before, String after) {
        Pieces pieces = new Pieces();
        if (before.equals(after)) {
            pieces.keep(after);
        }
        else {
            pieces.replace(before, after);
        }
        return pieces.changes();
    }

    private static void characters(String before, String after, Pieces pieces) {
        if (before.isEmpty() || after.isEmpty() || (long) before.length() * after.length() > MOST_PAIRS) {
            pieces.replace(before, after);
            return;
        }
        List<Integer> old = before.codePoints().boxed().toList();
        List<Integer> young = after.codePoints().boxed().toList();
        List<Replaced<Integer>> all = replaced(old, young);
        int changed = all.stream().mapToInt((replaced) -> replaced.gone().size()).sum();
        if (old.size() - changed < ALIKE * Math.max(old.size(), young.size())) {
            int end = sameEnd(old, young);
            pieces.replace(text(old.subList(0, old.size() - end)), text(young.subList(0, young.size() - end)));
            pieces.keep(text(old.subList(old.size() - end, old.size())));
            return;
        }
        int at = 0;
        for (Replaced<Integer> replaced : all) {
            pieces.keep(text(old.subList(at, replaced.at())));
            at = replaced.at() + replaced.gone().size();
            pieces.replace(text(replaced.gone()), text(replaced.come()));
        }
        pieces.keep(text(old.subList(at, old.size())));
    }

    /** How many code points the two end with alike: mostly the stop of a clause. */
    private static int sameEnd(List<Integer> one, List<Integer> other) {
        int end = 0;
        while (end < Math.min(one.size(), other.size())
                && one.get(one.size() - 1 - end).equals(other.get(other.size() - 1 - end))) {
            end++;
        }
        return end;
    }

    /** The library tells of what went and what came in its place one by one. */
    private static <T> List<Replaced<T>> replaced(List<T> before, List<T> after) {
        List<Replaced<T>> all = new ArrayList<>();
        for (AbstractDelta<T> delta : DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<T>()).getDeltas()) {
            Replaced<T> last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last == null || last.at() + last.gone().size() != delta.getSource().getPosition()) {
                last = new Replaced<>(delta.getSource().getPosition(), new ArrayList<>(), new ArrayList<>());
                all.add(last);
            }
            last.gone().addAll(delta.getSource().getLines());
            last.come().addAll(delta.getTarget().getLines());
        }
        return all;
    }

    private static String text(List<Integer> codePoints) {
        return codePoints.stream().map(Character::toString).collect(Collectors.joining());
    }

    /**
     * Stops, commas and the like, of Chinese and of other scripts, and the line's end.
     */
    private static boolean endsClause(char character) {
        return character == '\n' || Character.getType(character) == Character.OTHER_PUNCTUATION;
    }

    private static List<String> clauses(String text) {
        List<String> clauses = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            if (endsClause(text.charAt(i))) {
                clauses.add(text.substring(begin, i + 1));
                begin = i + 1;
            }
        }
        if (begin < text.length()) {
            clauses.add(text.substring(begin));
        }
        return clauses;
    }

    /**
     * A piece of text that stayed, went or came.
     */
    public record Change(Op op, String text) {

        public enum Op {

            EQUAL, DELETE, INSERT;

            /** As the API writes it. */
            @JsonValue
            public String id() {
                return CamelCase.of(this);
            }

        }

    }

    /** At a place of the older list some went, and others came. */
    private record Replaced<T>(int at, List<T> gone, List<T> come) {

    }

    /** Puts pieces together: no two alike in a row, what went before what came. */
    private static final class Pieces {

        private final List<Change> done = new ArrayList<>();

        private final StringBuilder kept = new StringBuilder();

        private final StringBuilder gone = new StringBuilder();

        private final StringBuilder come = new StringBuilder();

        void replace(String before, String after) {
            if (before.isEmpty() && after.isEmpty()) {
                return;
            }
            if (!this.kept.isEmpty()) {
                boolean crumb = this.kept.codePoints().count() < SHORTEST_EQUAL
                        && (!this.gone.isEmpty() || !this.come.isEmpty());
                if (crumb) {
                    this.gone.append(this.kept);
                    this.come.append(this.kept);
                    this.kept.setLength(0);
                }
                else {
                    flush();
                }
            }
            this.gone.append(before);
            this.come.append(after);
        }

        void keep(String text) {
            this.kept.append(text);
        }

        /** What changed, and then what was kept behind it. */
        private void flush() {
            if (!this.gone.isEmpty()) {
                this.done.add(new Change(Change.Op.DELETE, this.gone.toString()));
            }
            if (!this.come.isEmpty()) {
                this.done.add(new Change(Change.Op.INSERT, this.come.toString()));
            }
            if (!this.kept.isEmpty()) {
                this.done.add(new Change(Change.Op.EQUAL, this.kept.toString()));
            }
            this.gone.setLength(0);
            this.come.setLength(0);
            this.kept.setLength(0);
        }

        List<Change> changes() {
            flush();
            return this.done;
        }

    }

}

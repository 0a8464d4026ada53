package org.sanxing.reflection.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.sanxing.forms.RowPairs;
import org.sanxing.forms.TextDiff.Change;
import org.sanxing.forms.TextDiff;
import org.sanxing.reflection.Alike;
import org.sanxing.reflection.diff.VersionReading.Kind;
import org.sanxing.reflection.diff.VersionReading.Part;
import org.sanxing.reflection.diff.VersionReading.Rows;
import org.sanxing.reflection.diff.VersionReading.Value;

/**
 * What changed from one version of a material to another, field by field. A row that was
 * moved is compared with what it was before; which one that is, its text tells.
 */
public final class VersionDiff {

    private VersionDiff() {
    }

    /** In the order of the newer version; what is only in the older one comes last. */
    public static List<Section> between(VersionReading before, VersionReading after) {
        Map<String, Part> old = byKey(before);
        Map<String, Part> young = byKey(after);
        List<Section> sections = new ArrayList<>();
        young.forEach((key, part) -> compare(old.get(key), part, sections));
        old.forEach((key, part) -> {
            if (!young.containsKey(key)) {
                compare(part, null, sections);
            }
        });
        return sections;
    }

    private static Map<String, Part> byKey(VersionReading reading) {
        return reading.parts()
            .stream()
            .collect(Collectors.toMap(Part::key, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private static void compare(@Nullable Part before, @Nullable Part after, List<Section> sections) {
        if (before instanceof Rows || after instanceof Rows) {
            rows((before instanceof Rows rows) ? rows : null, (after instanceof Rows rows) ? rows : null, sections);
        }
        else {
            sections.add(new Section(null, null, null, List.of(field("", "", (Value) before, (Value) after))));
        }
    }

    private static void rows(@Nullable Rows before, @Nullable Rows after, List<Section> sections) {
        List<List<Value>> olds = (before != null) ? before.rows() : List.of();
        List<List<Value>> youngs = (after != null) ? after.rows() : List.of();
        Map<Integer, Integer> pairs = (before != null && after != null)
                ? RowPairs.of(before.texts(), after.texts(), Alike::of) : Map.of();
        for (int row = 0; row < youngs.size(); row++) {
            sections.add(section(before, pairs.get(row), after, row));
        }
        Set<Integer> kept = new HashSet<>(pairs.values());
        for (int row = 0; row < olds.size(); row++) {
            if (!kept.contains(row)) {
                sections.add(section(before, row, after, null));
            }
        }
    }

    private static Section section(@Nullable Rows before, @Nullable Integer from, @Nullable Rows after,
            @Nullable Integer to) {
        Map<String, Value> old = values(before, from);
        Map<String, Value> young = values(after, to);
        Set<String> keys = new LinkedHashSet<>(young.keySet());
        keys.addAll(old.keySet());
        Rows rows = (after != null && to != null) ? after : before;
        List<Field> fields = keys.stream()
            .map((key) -> field(prefix(before, from), prefix(after, to), old.get(key), young.get(key)))
            .toList();
        return new Section((rows != null) ? rows.title() : null, (from != null) ? from + 1 : null,
                (to != null) ? to + 1 : null, fields);
    }

    private static String prefix(@Nullable Rows rows, @Nullable Integer row) {
        return (rows != null) ? rows.key() + "[" + row + "]." : "";
    }

    private static Map<String, Value> values(@Nullable Rows rows, @Nullable Integer row) {
        Map<String, Value> values = new LinkedHashMap<>();
        if (rows != null && row != null) {
            rows.rows().get(row).forEach((value) -> values.put(value.key(), value));
        }
        return values;
    }

    private static Field field(String from, String to, @Nullable Value before, @Nullable Value after) {
        Value known = (after != null) ? after : before;
        if (known == null) {
            throw new IllegalArgumentException("Neither version has the field");
        }
        String old = (before != null) ? before.text() : "";
        String young = (after != null) ? after.text() : "";
        return new Field((before != null) ? from + before.key() : null, (after != null) ? to + after.key() : null,
                known.label(), known.kind(), old, young,
                (known.kind() == Kind.TEXT) ? TextDiff.between(old, young) : TextDiff.whole(old, young));
    }

    /**
     * The fields of a row, or one field that is in none.
     *
     * @param title what a row is called; null for a field that is in none
     * @param from number of the row in the older version, from 1; null where it came
     * @param to number of the row in the newer version, from 1; null where it went
     */
    public record Section(@Nullable String title, @Nullable Integer from, @Nullable Integer to, List<Field> fields) {

        public boolean came() {
            return this.title != null && this.from == null;
        }

        public boolean went() {
            return this.title != null && this.to == null;
        }

        public boolean moved() {
            return this.from != null && this.to != null && !this.from.equals(this.to);
        }

        public boolean changed() {
            return came() || went() || this.fields.stream().anyMatch(Field::changed);
        }

        /**
         * Text that changed nowhere does not hide what did: empty fields are left out.
         */
        public List<Field> shown() {
            return this.fields.stream()
                .filter((field) -> !field.before().isEmpty() || !field.after().isEmpty())
                .toList();
        }

    }

    /**
     * @param from name of the field in the older version; null where it came
     * @param to name of the field in the newer version; null where it went
     * @param before its whole text in the older version
     * @param after its whole text in the newer version
     */
    public record Field(@JsonProperty("fromPassage") @Nullable String from,
            @JsonProperty("toPassage") @Nullable String to, String label, @JsonIgnore Kind kind,
            @JsonProperty("old") String before, @JsonProperty("new") String after, List<Change> changes) {

        /** The name that it has now, or had. */
        @JsonProperty
        public String passage() {
            return (this.to != null) ? this.to : String.valueOf(this.from);
        }

        public boolean changed() {
            return !this.before.equals(this.after);
        }

        /** What the older version says, what went marked. */
        public List<Change> old() {
            return this.changes.stream().filter((change) -> change.op() != Change.Op.INSERT).toList();
        }

        /** What the newer version says, what came marked. */
        public List<Change> young() {
            return this.changes.stream().filter((change) -> change.op() != Change.Op.DELETE).toList();
        }

    }

}

package org.sanxing.forms;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where what a page holds (mine) differs from what was saved elsewhere meanwhile (other),
 * field by field, and one text made of both once the person has chosen. Rows that may be
 * moved are matched by what stands in them.
 */
public final class FormDifference {

    /** The choice that keeps what the page holds. */
    public static final String MINE = "mine";

    /** The choice that takes what was saved elsewhere. */
    public static final String OTHER = "other";

    /** Before the id of a difference, in the name of the field of its choice. */
    public static final String CHOICE = "_take.";

    /** The field that chooses for all of them at once. */
    public static final String ALL = "_takeAll";

    private final Map<String, Object> mine;

    private final Map<String, List<FormComponent.Option>> options;

    private final List<Difference> differences = new ArrayList<>();

    /** What choosing the other side does, by the id of the difference. */
    private final Map<String, Consumer<Merge>> takes = new LinkedHashMap<>();

    private FormDifference(Map<String, Object> mine, Map<String, List<FormComponent.Option>> options) {
        this.mine = mine;
        this.options = options;
    }

    public static FormDifference between(FormSchema form, Map<String, Object> mine, Map<String, Object> other,
            Map<String, List<FormComponent.Option>> options) {
        FormDifference difference = new FormDifference(mine, options);
        for (FormComponent field : form.fields()) {
            String key = String.valueOf(field.key());
            if (field.type() == FormComponent.Type.REPEATED_GROUP) {
                difference.compareRows(field, key, rows(mine.get(key)), rows(other.get(key)));
            }
            else {
                difference.compare(field, key, key, "", mine.get(key), other.get(key));
            }
        }
        return difference;
    }

    /** In the order of the form; empty where both are the same. */
    public List<Difference> differences() {
        return List.copyOf(this.differences);
    }

    /**
     * What the person chose for each difference, in what a page sends.
     * @return by id; without those for which nothing was chosen
     */
    public Map<String, String> choices(Map<String, String[]> parameters) {
        Map<String, String> choices = new LinkedHashMap<>();
        String all = one(parameters.get(ALL));
        for (Difference difference : this.differences) {
            String choice = (all != null) ? all : one(parameters.get(CHOICE + difference.id()));
            if (MINE.equals(choice) || OTHER.equals(choice)) {
                choices.put(difference.id(), choice);
            }
        }
        return choices;
    }

    private static @Nullable String one(String @Nullable [] values) {
        return (values != null && values.length > 0) ? values[0] : null;
    }

    /**
     * One text of both: what the page holds, with what was saved elsewhere where that was
     * chosen.
     */
    public Map<String, Object> merged(Map<String, String> choices) {
        Merge merge = new Merge(this.mine);
        this.takes.forEach((id, take) -> {
            if (OTHER.equals(choices.get(id))) {
                take.accept(merge);
            }
        });
        return merge.done();
    }

    /**
     * The words that were not chosen, so that the page can offer them to be copied.
     */
    public ArrayList<SetAside> setAside(Map<String, String> choices) {
        ArrayList<SetAside> aside = new ArrayList<>();
        for (Difference difference : this.differences) {
            String choice = choices.get(difference.id());
            String text = OTHER.equals(choice) ? difference.mineText()
                    : MINE.equals(choice) ? difference.otherText() : "";
            if (Values.length(text) > 1 && !text.equals("true")) {
                aside.add(new SetAside(difference.label(), OTHER.equals(choice), text));
            }
        }
        return aside;
    }

    private static void put(Map<String, Object> row, String key, @Nullable Object value) {
        if (value != null) {
            row.put(key, value);
        }
        else {
            row.remove(key);
        }
    }

    private boolean compare(FormComponent field, String id, String path, String title, @Nullable Object mine,
            @Nullable Object other) {
        if (field.readOnly() || field.hidden() || same(mine, other)) {
            return false;
        }
        String label = title.isEmpty() ? field.name() : title + " · " + field.name();
        String mineText = text(field, mine);
        String otherText = text(field, other);
        List<TextDiff.Change> changes = TextDiff.between(otherText, mineText);
        this.differences.add(new Difference(id, path, label, Side.BOTH,
                List.of(line(field, "", mine, marks(changes, TextDiff.Change.Op.INSERT))),
                List.of(line(field, "", other, marks(changes, TextDiff.Change.Op.DELETE))), mineText, otherText));
        this.takes.put(id, (merge) -> put(merge.data, field.key(), other));
        return true;
    }

    private void compareRows(FormComponent group, String key, List<Map<String, Object>> mine,
            List<Map<String, Object>> other) {
        boolean fixed = group.repetition() == null || !group.repetition().allowAddRemove();
        int[] partners = fixed ? fixedPartners(group, mine, other) : partners(group, mine, other);
        List<FormComponent> columns = FormComponent.fieldsOf(group.components());
        boolean[] met = new boolean[other.size()];
        int rows = fixed ? Math.max(mine.size(), other.size()) : mine.size();
        for (int i = 0; i < rows; i++) {
            int partner = (i < partners.length) ? partners[i] : (fixed ? i : -1);
            boolean both = partner >= 0 && partner < other.size();
            if (both) {
                met[partner] = true;
            }
            Map<String, Object> own = (i < mine.size()) ? mine.get(i) : Map.of();
            Map<String, Object> theirs = both ? other.get(partner) : Map.of();
            String title = RowView.label("", group, i);
            int row = i;
            if (both || fixed) {
                for (FormComponent column : columns) {
                    String id = key + "[" + i + "]." + column.key();
                    if (compare(column, id, id, title, own.get(column.key()), theirs.get(column.key()))) {
                        this.takes.put(id, (merge) -> put(merge.row(key, row), column.key(), theirs.get(column.key())));
                    }
                }
            }
            else if (!blank(columns, own)) {
                String id = key + "[" + i + "]";
                this.differences.add(new Difference(id, id, title, Side.ONLY_MINE, lines(columns, own), List.of(),
                        texts(columns, own), ""));
                this.takes.put(id, (merge) -> merge.rows(key).set(row, null));
            }
        }
        for (int j = 0; j < other.size(); j++) {
            if (!met[j] && !fixed && !blank(columns, other.get(j))) {
                String id = key + "[+" + j + "]";
                this.differences.add(new Difference(id, key, RowView.label("", group, j), Side.ONLY_OTHER, List.of(),
                        lines(columns, other.get(j)), "", texts(columns, other.get(j))));
                Map<String, Object> theirs = other.get(j);
                this.takes.put(id, (merge) -> merge.rows(key).add(new LinkedHashMap<>(theirs)));
            }
        }
    }

    /** Rows that nobody moves: by what they carry unseen, else by their number. */
    private static int[] fixedPartners(FormComponent group, List<Map<String, Object>> mine,
            List<Map<String, Object>> other) {
        List<String> keys = FormComponent.fieldsOf(group.components())
            .stream()
            .filter(FormComponent::hidden)
            .map((column) -> String.valueOf(column.key()))
            .toList();
        return IntStream.range(0, mine.size())
            .map((i) -> keys.isEmpty() ? i : IntStream.range(0, other.size())
                .filter((j) -> keys.stream().allMatch((key) -> same(mine.get(i).get(key), other.get(j).get(key))))
                .findFirst()
                .orElse(-1))
            .toArray();
    }

    /** The same first, then the most alike, then what has the same number. */
    private static int[] partners(FormComponent group, List<Map<String, Object>> mine,
            List<Map<String, Object>> other) {
        List<FormComponent> columns = FormComponent.fieldsOf(group.components());
        Map<Map<String, Object>, Map<String, Integer>> letters = new IdentityHashMap<>();
        Stream.concat(mine.stream(), other.stream()).forEach((row) -> letters.put(row, pairsOfLetters(columns, row)));
        int[] partners = new int[mine.size()];
        Arrays.fill(partners, -1);
        boolean[] taken = new boolean[other.size()];
        RowPairs
            .of(mine, other, (own, theirs) -> own.equals(theirs) ? 2 : likeness(letters.get(own), letters.get(theirs)))
            .forEach((theirs, own) -> {
                partners[own] = theirs;
                taken[theirs] = true;
            });
        for (int i = 0; i < mine.size() && i < other.size(); i++) {
            boolean emptied = blank(columns, mine.get(i)) || blank(columns, other.get(i));
            if (partners[i] < 0 && !taken[i] && emptied) {
                partners[i] = i;
                taken[i] = true;
            }
        }
        return partners;
    }

    private static Map<String, Integer> pairsOfLetters(List<FormComponent> columns, Map<String, Object> row) {
        Map<String, Integer> pairs = new HashMap<>();
        for (FormComponent column : columns) {
            if (column.multiline() && row.get(column.key()) instanceof String text) {
                for (int i = 0; i + 1 < text.length(); i++) {
                    pairs.merge(text.substring(i, i + 2), 1, Integer::sum);
                }
            }
        }
        return pairs;
    }

    private static double likeness(Map<String, Integer> one, Map<String, Integer> other) {
        int common = one.entrySet()
            .stream()
            .mapToInt((pair) -> Math.min(pair.getValue(), other.getOrDefault(pair.getKey(), 0)))
            .sum();
        int all = Stream.of(one, other).flatMap((pairs) -> pairs.values().stream()).mapToInt(Integer::intValue).sum();
        return (all > 0) ? 2.0 * common / all : 0;
    }

    private static boolean blank(List<FormComponent> columns, Map<String, Object> row) {
        return columns.stream().allMatch((column) -> column.hidden() || empty(row.get(column.key())));
    }

    private List<Line> lines(List<FormComponent> columns, Map<String, Object> row) {
        return columns.stream()
            .filter((column) -> !column.hidden() && !empty(row.get(column.key())))
            .map((column) -> line(column, column.name(), row.get(column.key()),
                    List.of(new Mark(false, text(column, row.get(column.key()))))))
            .toList();
    }

    private String texts(List<FormComponent> columns, Map<String, Object> row) {
        return String.join("\n",
                columns.stream()
                    .filter((column) -> column.multiline() && !column.hidden())
                    .map((column) -> text(column, row.get(column.key())))
                    .filter((text) -> !text.isEmpty())
                    .toList());
    }

    /** One side: what is the same on both, and what only it has. */
    private static List<Mark> marks(List<TextDiff.Change> changes, TextDiff.Change.Op own) {
        return changes.stream()
            .filter((change) -> change.op() == TextDiff.Change.Op.EQUAL || change.op() == own)
            .map((change) -> new Mark(change.op() == own, change.text()))
            .toList();
    }

    private static Line line(FormComponent field, String label, @Nullable Object value, List<Mark> marks) {
        boolean ticked = field.type() == FormComponent.Type.CHECKBOX;
        return new Line(label, ticked ? Boolean.TRUE.equals(value) : null, marks);
    }

    private String text(FormComponent field, @Nullable Object value) {
        if (value == null || field.type() == FormComponent.Type.CHECKBOX) {
            return Boolean.TRUE.equals(value) ? "true" : "";
        }
        List<?> values = (value instanceof List<?> list) ? list : List.of(value);
        return String.join("\n",
                values.stream()
                    .map((each) -> FormComponent.Option.of(field.choices(this.options), each)
                        .map(FormComponent.Option::spoken)
                        .orElse(String.valueOf(each)))
                    .toList());
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (empty(one) && empty(other)) {
            return true;
        }
        BigDecimal number = (one instanceof Number) ? Values.number(one) : null;
        BigDecimal figure = (other instanceof Number) ? Values.number(other) : null;
        if (number != null && figure != null) {
            return number.compareTo(figure) == 0;
        }
        return Objects.equals(one, other);
    }

    private static boolean empty(@Nullable Object value) {
        return value == null || "".equals(value) || Boolean.FALSE.equals(value)
                || (value instanceof List<?> list && list.isEmpty());
    }

    private static List<Map<String, Object>> rows(@Nullable Object value) {
        List<?> rows = (value instanceof List<?> list) ? list : List.of();
        return rows.stream()
            .map((each) -> Objects.requireNonNullElse(Values.row(each), Map.<String, Object>of()))
            .toList();
    }

    /** On which side there is something. */
    public enum Side {

        BOTH, ONLY_MINE, ONLY_OTHER

    }

    /**
     * @param id names it in a choice
     * @param path of the field of the page, or of its row; of the group where the page
     * has no such row
     * @param label as people call it, e.g. the title of the row and the name of the field
     * @param mineText all of it as text
     */
    public record Difference(String id, String path, String label, Side side, List<Line> mine, List<Line> other,
            String mineText, String otherText) {

        public String choice() {
            return CHOICE + this.id;
        }

    }

    /**
     * @param mine whether the page held it
     */
    public record SetAside(String label, boolean mine, String text) implements Serializable {

    }

    /**
     * @param label of the field in a row; empty for the field itself
     * @param ticked of a box; null for all else
     */
    public record Line(String label, @Nullable Boolean ticked, List<Mark> marks) {

    }

    /** A piece of a text, and whether the other side has it otherwise. */
    public record Mark(boolean changed, String text) {

    }

    /** What the page holds, as it is made into one text of both. */
    private static final class Merge {

        private final Map<String, Object> data;

        /** Only of groups that change; null for a row that goes. */
        private final Map<String, List<@Nullable Map<String, Object>>> groups = new LinkedHashMap<>();

        Merge(Map<String, Object> mine) {
            this.data = new LinkedHashMap<>(mine);
        }

        List<@Nullable Map<String, Object>> rows(String group) {
            return this.groups.computeIfAbsent(group, (key) -> {
                List<@Nullable Map<String, Object>> rows = new ArrayList<>();
                FormDifference.rows(this.data.get(key)).forEach((row) -> rows.add(new LinkedHashMap<>(row)));
                return rows;
            });
        }

        Map<String, Object> row(String group, int index) {
            List<@Nullable Map<String, Object>> rows = rows(group);
            while (rows.size() <= index) {
                rows.add(new LinkedHashMap<>());
            }
            return Objects.requireNonNull(rows.get(index));
        }

        Map<String, Object> done() {
            this.groups.forEach((group, rows) -> this.data.put(group, rows.stream().filter(Objects::nonNull).toList()));
            return this.data;
        }

    }

}

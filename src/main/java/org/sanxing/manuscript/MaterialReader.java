package org.sanxing.manuscript;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import org.sanxing.document.OfficialDocument;
import org.sanxing.document.WordOutline;
import org.sanxing.forms.FormComponent.Option;
import org.sanxing.forms.FormComponent.Type;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;

/**
 * Finds in a Word file what the form asks. It goes by the labels of the form, however
 * they are numbered, so a field that is added to the form is found too. What it cannot
 * place it says; a file without any of the labels is one text.
 */
public final class MaterialReader {

    private static final Pattern NUMBER = MaterialVocabulary.pattern("number");

    private static final Pattern COLON = MaterialVocabulary.pattern("colon");

    private static final Pattern PROMPT = MaterialVocabulary.pattern("prompt");

    private static final Pattern DATE = MaterialVocabulary.pattern("date");

    private static final Pattern PUNCTUATION = MaterialVocabulary.pattern("punctuation");

    private static final Pattern PARENTHESIS = MaterialVocabulary.pattern("parenthesis");

    private static final Pattern SPACES = Pattern.compile("[\\s\\u3000]+");

    private static final List<Pattern> KINDS = Stream.of(MaterialVocabulary.word("kinds").split(" "))
        .map(Pattern::compile)
        .toList();

    private static final List<String> COUNTED = List.of(MaterialVocabulary.word("kinds.counted").split(" "));

    private static final Pattern SENTENCE = MaterialVocabulary.pattern("sentence");

    private static final Pattern DATED = MaterialVocabulary.pattern("dated");

    private static final Pattern SIGNED = MaterialVocabulary.pattern("signed");

    private static final int MOST_NOTES = 300;

    private final FormSchema form;

    private final Map<String, List<Option>> options;

    private final String title;

    private final List<String> prompts;

    /** The field that takes the text of a file without labels. */
    private final String whole;

    private final List<Note> notes = new ArrayList<>();

    private final List<String> unplaced = new ArrayList<>();

    private final Filled top = new Filled();

    private final Map<FormComponent, List<Filled>> rows = new LinkedHashMap<>();

    private @Nullable FormComponent group;

    private Filled current = this.top;

    private @Nullable FormComponent field;

    /** How the lines are numbered with which the rows begin; null while none is. */
    private @Nullable String rowNumbering;

    /** How the label of the rows is numbered. */
    private String groupNumbering = "";

    /** How the labels outside of rows are numbered, and the number of the last one. */
    private String labelNumbering = "";

    private int lastLabel;

    /** Below a label begins a list that is numbered as the labels are. */
    private boolean listed;

    /** Below a heading that is none of the labels: nobody knows what it is about. */
    private boolean lost;

    /** What a section says of all rows together, as in the customary outline. */
    private final Map<FormComponent, List<String>> sections = new LinkedHashMap<>();

    private @Nullable List<String> section;

    /** The fields below the titles of a table; empty outside of one that has them. */
    private List<@Nullable FormComponent> titles = List.of();

    private int topLabels;

    private int rowLabels;

    private MaterialReader(FormSchema form, Map<String, List<Option>> options, OfficialDocument template,
            String whole) {
        this.form = form;
        this.options = options;
        this.title = key(template.title());
        this.prompts = MaterialTemplates.prompts(template);
        this.whole = whole;
    }

    /**
     * @param template as it is offered for the form
     * @param whole key of the field that takes the text of any other file
     */
    public static Understood read(WordOutline outline, FormSchema form, Map<String, List<Option>> options,
            OfficialDocument template, String whole) {
        return new MaterialReader(form, options, template, whole).read(outline);
    }

    private Understood read(WordOutline outline) {
        outline.notes()
            .stream()
            .sorted()
            .forEach((note) -> this.notes.add(new Note("file." + note.name().toLowerCase(Locale.ROOT), List.of())));
        List<WordOutline.Part> parts = outline.parts();
        int end = endOfText(parts);
        for (WordOutline.Part part : parts.subList(0, end)) {
            if (part.isRow()) {
                row(part);
            }
            else {
                this.titles = List.of();
                lines(part).forEach((line) -> line(line, part.level() > 0));
            }
        }
        this.sections.forEach(this::distribute);
        parts.subList(end, parts.size())
            .stream()
            .map((part) -> trimmed(cleaned(part.whole())))
            .filter((line) -> !Texts.isBlank(line))
            .forEach(this.unplaced::add);
        boolean structured = this.rowLabels > 0 || (this.topLabels > 0 && this.unplaced.isEmpty());
        if (!structured) {
            return text(outline);
        }
        Map<String, Object> content = values(MaterialVocabulary.fields(this.form), this.top, "");
        this.unplaced.forEach((text) -> note("unplaced", text));
        return new Understood(content, List.copyOf(this.notes), true);
    }

    /** Where a signature with its date begins, if the text ends with one. */
    private static int endOfText(List<WordOutline.Part> parts) {
        int last = before(parts, parts.size());
        if (last < 0 || parts.get(last).isRow() || !DATED.matcher(cleaned(parts.get(last).whole())).matches()) {
            return parts.size();
        }
        int end = last;
        for (int lines = 0; lines < 2; lines++) {
            int signed = before(parts, end);
            if (signed < 0 || parts.get(signed).isRow()
                    || !SIGNED.matcher(Texts.strip(cleaned(parts.get(signed).whole()))).matches()) {
                break;
            }
            end = signed;
        }
        return end;
    }

    /** The last part with something in it that stands before; negative for none. */
    private static int before(List<WordOutline.Part> parts, int end) {
        int index = end - 1;
        while (index >= 0 && Texts.isBlank(parts.get(index).whole())) {
            index--;
        }
        return index;
    }

    /**
     * What a section says goes to the rows by their order where it is numbered as they
     * are many; to the one row where there is but one. Else nobody knows whose it is.
     */
    private void distribute(FormComponent column, List<String> lines) {
        List<Filled> filled = this.rows.values().stream().flatMap(List::stream).toList();
        List<List<String>> items = new ArrayList<>();
        String numbering = "";
        for (String line : lines) {
            String own = numbering(line);
            if (!own.isEmpty() && (items.isEmpty() || own.equals(numbering))) {
                numbering = own;
                items.add(new ArrayList<>(List.of(NUMBER.matcher(Texts.strip(line)).replaceFirst(""))));
            }
            else if (items.isEmpty()) {
                break;
            }
            else {
                items.get(items.size() - 1).add(line);
            }
        }
        if (items.size() == filled.size()) {
            for (int i = 0; i < items.size(); i++) {
                for (String line : items.get(i)) {
                    filled.get(i).add(column, line);
                }
            }
            if (items.size() > 1) {
                note("distributed", column.name());
            }
        }
        else if (filled.size() == 1) {
            lines.forEach((line) -> filled.get(0).add(column, line));
        }
        else {
            lines.stream().filter((line) -> !Texts.isBlank(line)).forEach(this.unplaced::add);
        }
    }

    /**
     * How a line is numbered: its kind of figures and the brackets around them, whatever
     * stands behind; empty where it is not.
     */
    private static String numbering(String line) {
        Matcher number = NUMBER.matcher(line);
        if (!number.lookingAt()) {
            return "";
        }
        String kind = Texts.figures(number.group());
        for (int i = 0; i < KINDS.size(); i++) {
            kind = KINDS.get(i).matcher(kind).replaceAll("#" + (char) ('a' + i));
        }
        return kind.replaceAll("[\\s\u3001.,]", "");
    }

    /** The number of a line; 0 where it is not numbered, or with circled figures. */
    private static int number(Matcher number) {
        String figures = number.lookingAt() ? Texts.figures(number.group()) : "";
        for (int kind = 0; kind < COUNTED.size(); kind++) {
            Matcher counted = KINDS.get(kind).matcher(figures);
            if (counted.find()) {
                return counted(counted.group(), COUNTED.get(kind));
            }
        }
        return 0;
    }

    private static int counted(String figures, String digits) {
        int tens = 0;
        int ones = 0;
        for (char figure : figures.toCharArray()) {
            int digit = Math.max(0, digits.indexOf(figure));
            if (digit == 10) {
                tens += 10 * Math.max(1, ones);
                ones = 0;
            }
            else {
                ones = (digits.length() == 10) ? ones * 10 + digit : digit;
            }
        }
        return tens + ones;
    }

    /** A file without the labels: all of it, line by line. */
    private Understood text(WordOutline outline) {
        List<String> lines = outline.parts()
            .stream()
            .flatMap(MaterialReader::lines)
            .map(MaterialReader::trimmed)
            .toList();
        Map<String, Object> content = new LinkedHashMap<>();
        for (FormComponent each : MaterialVocabulary.fields(this.form)) {
            if (each.type() == Type.REPEATED_GROUP) {
                content.put(String.valueOf(each.key()), List.of());
            }
        }
        content.put(this.whole, joined(lines));
        note("whole");
        return new Understood(content, List.copyOf(this.notes), false);
    }

    private static Stream<String> lines(WordOutline.Part part) {
        return Stream.of(cleaned(part.whole()).split("\n", -1));
    }

    private void note(String code, String... arguments) {
        if (this.notes.size() < MOST_NOTES) {
            this.notes.add(new Note(code, List.of(arguments)));
        }
        else if (this.notes.size() == MOST_NOTES) {
            this.notes.add(new Note("more", List.of()));
        }
    }

    /**
     * A row of a form: each label with what stands behind it, however many there are; or
     * titles of columns, and what stands below them.
     */
    private void row(WordOutline.Part part) {
        List<String> cells = part.cells().stream().map((cell) -> Texts.strip(cleaned(cell))).toList();
        List<@Nullable FormComponent> found = new ArrayList<>();
        boolean label = false;
        for (String cell : cells) {
            Label named = label(cell);
            label = label || named != null;
            found.add((named != null && named.group() != null && named.rest().isEmpty()) ? named.field() : null);
        }
        if (isTitles(found)) {
            this.titles = found;
            this.lost = false;
        }
        else if (!label && this.titles.size() == cells.size()) {
            below(cells, part.continued());
        }
        else if (!label && !this.titles.isEmpty()) {
            this.unplaced.add(cleaned(part.whole()));
        }
        else if (label) {
            this.titles = List.of();
            // What stands before the first label is of no field that was named earlier.
            this.field = null;
            for (String cell : cells) {
                Label named = label(cell);
                // A narrow cell breaks its label into lines.
                Stream<String> lines = (named != null && named.rest().isEmpty())
                        ? Stream.of(SPACES.matcher(cell).replaceAll("")) : cell.lines();
                lines.forEach((line) -> line(line, false));
            }
        }
        else {
            line(cleaned(part.whole()), false);
        }
    }

    /** Two labels side by side have nothing between them. */
    private static boolean isTitles(List<@Nullable FormComponent> found) {
        for (int i = 1; i < found.size(); i++) {
            if (found.get(i) != null && found.get(i - 1) != null) {
                return true;
            }
        }
        return false;
    }

    private void below(List<String> cells, Set<Integer> continued) {
        FormComponent of = MaterialVocabulary.fields(this.form)
            .stream()
            .filter((each) -> each.type() == Type.REPEATED_GROUP
                    && MaterialVocabulary.columns(each).stream().anyMatch(this.titles::contains))
            .findFirst()
            .orElseThrow();
        if (rowsOf(of).isEmpty()) {
            newRow(of);
        }
        else if (begins(cells, continued)) {
            Filled above = this.current;
            newRow(of);
            // What a merge shows counts for every row beside it.
            for (int i : continued) {
                FormComponent column = (i < cells.size()) ? this.titles.get(i) : null;
                if (column != null && Texts.isBlank(cells.get(i))) {
                    above.lines(column).forEach((line) -> this.current.add(column, line));
                }
            }
        }
        this.rowLabels++;
        for (int i = 0; i < cells.size(); i++) {
            FormComponent column = this.titles.get(i);
            String cell = cells.get(i);
            if (column != null) {
                cell.lines().forEach((line) -> this.current.add(column, trimmed(line)));
            }
            else if (!Texts.isBlank(cell) && !cell.matches("[0-9]+")) {
                this.unplaced.add(cell.replace('\n', ' '));
            }
        }
        this.field = null;
    }

    /**
     * Whether it is not the one above that goes on: where the number beside it is merged
     * downwards, it does.
     */
    private boolean begins(List<String> cells, Set<Integer> continued) {
        int first = 0;
        while (this.titles.get(first) == null) {
            first++;
        }
        if (!Texts.isBlank(cells.get(first))
                || cells.subList(0, first).stream().anyMatch((cell) -> !Texts.isBlank(cell))) {
            return true;
        }
        if (IntStream.range(0, first).anyMatch(continued::contains)) {
            return false;
        }
        FormComponent text = this.titles.stream()
            .filter((column) -> column != null && MaterialVocabulary.isText(column))
            .findFirst()
            .orElse(null);
        return text != null && !Texts.isBlank(cells.get(this.titles.indexOf(text)));
    }

    private void line(String line, boolean heading) {
        String text = unprompted(line);
        if (Texts.isBlank(text)) {
            if (Texts.isBlank(line) && this.field != null) {
                this.current.add(this.field, "");
            }
            return;
        }
        Label label = label(text);
        if (label != null) {
            this.section = null;
            this.lost = false;
            boolean section = isSection(label, text);
            boolean next = isNextHeading(text);
            if (section || next || label.group() == null) {
                this.labelNumbering = numbering(text);
                this.lastLabel = number(NUMBER.matcher(text));
                this.listed = false;
            }
            if (section) {
                this.rowLabels++;
                this.section = this.sections.computeIfAbsent(label.field(), (each) -> new ArrayList<>());
                this.field = null;
                return;
            }
            enter(label);
            if (label.group() == null) {
                this.groupNumbering = numbering(text);
            }
            return;
        }
        if (this.section == null && !this.lost && startsRow(text, heading)) {
            return;
        }
        if (isNextHeading(text)) {
            this.section = null;
            this.field = null;
            this.lost = true;
        }
        if (this.section != null) {
            this.section.add(trimmed(text));
            return;
        }
        if (this.field == null || (!MaterialVocabulary.isText(this.field)
                && (this.current.has(this.field) || !isChoice(this.field, text)))) {
            if (!key(text).equals(this.title)) {
                this.unplaced.add(trimmed(text));
            }
            this.field = null;
            return;
        }
        this.current.add(this.field, trimmed(text));
    }

    /** Whether it is the next after the labels by its number. */
    private boolean isNextHeading(String text) {
        if (this.labelNumbering.isEmpty() || this.listed || !numbering(text).equals(this.labelNumbering)) {
            return false;
        }
        int number = number(NUMBER.matcher(text));
        this.listed = number != this.lastLabel + 1;
        this.lastLabel = this.listed ? this.lastLabel : number;
        return !this.listed;
    }

    /**
     * A label of the rows that is numbered as the label above all of them, and comes
     * after rows that had no labels: what follows is about all of them.
     */
    private boolean isSection(Label label, String text) {
        return label.group() != null && label.group() == this.group && label.rest().isEmpty()
                && this.rowNumbering != null && numbering(text).equals(this.groupNumbering)
                && rowsOf(label.group()).stream().noneMatch((row) -> row.seen.contains(label.field()));
    }

    /** Whether a line of its own can be what was chosen, and not what follows it. */
    private boolean isChoice(FormComponent field, String text) {
        return switch (field.type()) {
            case SELECT, RADIO -> option(field, text) != null;
            case CHECKBOX -> yesOrNo(text) != null;
            default -> true;
        };
    }

    /** What is left of a line without the words of the template. */
    private String unprompted(String line) {
        String text = line;
        for (String prompt : this.prompts) {
            text = text.replace(prompt, "");
        }
        if (text.indexOf(MaterialVocabulary.word("template.choose").charAt(0)) >= 0) {
            // Typed inside of a prompt: the prompt goes, what was typed stays.
            text = PROMPT.matcher(text).replaceAll((found) -> Matcher.quoteReplacement(found.group(1)));
        }
        return text;
    }

    /** The field that a line names, with what stands behind the colon. */
    private @Nullable Label label(String text) {
        String named = Texts.strip(NUMBER.matcher(Texts.strip(text)).replaceFirst(""));
        List<FormComponent> fields = MaterialVocabulary.fields(this.form);
        Label label = (this.group != null) ? among(MaterialVocabulary.columns(this.group), this.group, named) : null;
        if (label == null) {
            label = among(fields, null, named);
        }
        for (FormComponent each : fields) {
            if (label == null && each.type() == Type.REPEATED_GROUP) {
                label = among(MaterialVocabulary.columns(each), each, named);
            }
        }
        return label;
    }

    /** Labels may be spaced out, and say behind them in brackets what is asked. */
    private static @Nullable Label among(List<FormComponent> fields, @Nullable FormComponent group, String text) {
        Matcher colon = COLON.matcher(text);
        boolean more = colon.find();
        String before = more ? text.substring(0, colon.start()) : text;
        String label = PARENTHESIS.matcher(SPACES.matcher(before).replaceAll("")).replaceAll("");
        for (FormComponent field : fields) {
            if (label.equals(SPACES.matcher(field.name()).replaceAll(""))
                    || MaterialVocabulary.words("alias." + field.key()).contains(label)) {
                return new Label(group, field, more ? Texts.strip(text.substring(colon.end())) : "");
            }
        }
        return null;
    }

    private void enter(Label label) {
        if (label.group() == null) {
            this.topLabels++;
            if (label.field().type() == Type.REPEATED_GROUP) {
                this.group = label.field();
                this.field = null;
                this.current = new Filled();
                if (!Texts.isBlank(label.rest())) {
                    this.unplaced.add(label.rest());
                }
                return;
            }
            this.group = null;
            this.current = this.top;
        }
        else {
            this.rowLabels++;
            if (label.group() != this.group || !rowsOf(label.group()).contains(this.current)
                    || this.current.seen.contains(label.field())) {
                newRow(label.group());
            }
            this.current.seen.add(label.field());
        }
        this.field = label.field();
        if (!Texts.isBlank(label.rest())) {
            this.current.add(this.field, trimmed(label.rest()));
        }
    }

    private List<Filled> rowsOf(FormComponent group) {
        return this.rows.computeIfAbsent(group, (each) -> new ArrayList<>());
    }

    private void newRow(FormComponent group) {
        this.group = group;
        this.current = new Filled();
        this.field = null;
        rowsOf(group).add(this.current);
    }

    /** A heading that begins a row: by its number, or by what is chosen in it. */
    private boolean startsRow(String text, boolean heading) {
        if (this.group == null) {
            return false;
        }
        String named = Texts.strip(NUMBER.matcher(Texts.strip(text)).replaceFirst(""));
        Matcher row = Pattern.compile(MaterialVocabulary.word("row", Pattern.quote(this.group.rowTitle())))
            .matcher(named);
        List<FormComponent> columns = MaterialVocabulary.columns(this.group);
        if (row.matches()) {
            newRow(this.group);
            String rest = (row.group(1) != null) ? row.group(1) : row.group(2);
            if (!Texts.isBlank(rest)) {
                begin(columns, Texts.strip(rest));
            }
            return true;
        }
        boolean numbered = !named.equals(Texts.strip(text));
        boolean choosing = this.field != null && MaterialVocabulary.isChosen(this.field)
                && !this.current.has(this.field);
        if ((heading || numbered) && !choosing && chosen(columns, named) != null) {
            newRow(this.group);
            begin(columns, named);
            return true;
        }
        return numbered && startsUnlabelled(text, named, columns);
    }

    /** In the customary outline a problem has no labels: a number begins each. */
    private boolean startsUnlabelled(String text, String named, List<FormComponent> columns) {
        String numbering = numbering(text);
        boolean first = this.rowNumbering == null && this.field == null && this.group != null
                && rowsOf(this.group).isEmpty() && !numbering.equals(this.groupNumbering);
        if (!first && !numbering.equals(this.rowNumbering)) {
            return false;
        }
        this.rowNumbering = numbering;
        newRow(Objects.requireNonNull(this.group));
        int sentence = SENTENCE.matcher(named).results().map((found) -> found.start()).findFirst().orElse(-1);
        FormComponent chosen = (sentence > 0) ? chosen(columns, named.substring(0, sentence)) : null;
        if (chosen != null) {
            this.current.add(chosen, named.substring(0, sentence));
            named = Texts.strip(named.substring(sentence + 1));
        }
        String rest = named;
        columns.stream().filter(MaterialVocabulary::isText).findFirst().ifPresent((column) -> {
            this.field = column;
            if (!rest.isEmpty()) {
                this.current.add(column, trimmed(rest));
            }
        });
        return true;
    }

    /** What stands in the heading of a row: its choice, or the beginning of its text. */
    private void begin(List<FormComponent> columns, String text) {
        FormComponent chosen = chosen(columns, text);
        if (chosen != null) {
            this.current.add(chosen, text);
            return;
        }
        columns.stream().filter(MaterialVocabulary::isText).findFirst().ifPresent((first) -> {
            this.field = first;
            this.current.add(first, trimmed(text));
        });
    }

    private @Nullable FormComponent chosen(List<FormComponent> columns, String text) {
        FormComponent first = MaterialVocabulary.choice(columns);
        return (first != null
                && first.choices(this.options).stream().anyMatch((option) -> key(option.label()).equals(key(text))))
                        ? first : null;
    }

    private Map<String, Object> values(List<FormComponent> fields, Filled filled, String where) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FormComponent field : fields) {
            Object value = (field.type() == Type.REPEATED_GROUP) ? rows(field) : value(field, filled, where);
            if (value != null) {
                values.put(String.valueOf(field.key()), value);
            }
        }
        return values;
    }

    private List<Map<String, Object>> rows(FormComponent group) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Filled row : rowsOf(group)) {
            if (!row.isEmpty()) {
                rows.add(values(MaterialVocabulary.columns(group), row,
                        group.rowTitle() + " " + (rows.size() + 1) + " · "));
            }
        }
        return rows;
    }

    private @Nullable Object value(FormComponent field, Filled filled, String where) {
        String text = joined(filled.lines(field));
        if (MaterialVocabulary.isText(field)) {
            return (text.isEmpty() && field.type() == Type.TEXTFIELD) ? null : text;
        }
        Object none = (field.type() == Type.CHECKBOX) ? Boolean.FALSE : null;
        if (Texts.isBlank(text)) {
            return none;
        }
        Object found = switch (field.type()) {
            case SELECT, RADIO -> option(field, text);
            case CHECKBOX -> yesOrNo(text);
            case CHECKLIST -> several(field, text);
            case NUMBER -> number(text);
            case DATE -> date(text);
            default -> null;
        };
        if (found == null) {
            note("choice", where + field.name(), text);
            return none;
        }
        return found;
    }

    private @Nullable String option(FormComponent field, String text) {
        String typed = key(text);
        String shorter = key(PARENTHESIS.matcher(text).replaceAll(""));
        List<Option> known = field.choices(this.options);
        for (Option option : known) {
            if (key(option.label()).equals(typed) || option.value().equals(Texts.strip(text))) {
                return option.value();
            }
        }
        for (Option option : known) {
            String label = key(PARENTHESIS.matcher(option.label()).replaceAll(""));
            if (!shorter.isEmpty() && label.equals(shorter)) {
                return option.value();
            }
        }
        List<Option> close = known.stream()
            .filter((option) -> shorter.length() >= 2 && key(option.label()).contains(shorter))
            .toList();
        return (close.size() == 1) ? close.get(0).value() : null;
    }

    private static @Nullable Boolean yesOrNo(String text) {
        String typed = key(text).toLowerCase(Locale.ROOT);
        for (String answer : List.of("no", "yes")) {
            List<String> words = MaterialVocabulary.words(answer);
            if (words.contains(typed) || words.contains(Texts.strip(text))) {
                return answer.equals("yes");
            }
        }
        return null;
    }

    private @Nullable List<String> several(FormComponent field, String text) {
        List<String> values = new ArrayList<>();
        for (String each : text.split(MaterialVocabulary.word("separators"))) {
            if (!Texts.isBlank(each)) {
                String value = option(field, each);
                if (value == null) {
                    return null;
                }
                values.add(value);
            }
        }
        return values;
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return (text.length() <= 40) ? new BigDecimal(Texts.figures(Texts.strip(text)).replace(",", "")) : null;
        }
        catch (NumberFormatException ex) {
            return null;
        }
    }

    private static @Nullable String date(String text) {
        Matcher found = DATE.matcher(text);
        try {
            return found.find() ? LocalDate
                .of(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)),
                        Integer.parseInt(found.group(3)))
                .toString() : null;
        }
        catch (DateTimeException ex) {
            return null;
        }
    }

    private static String key(String text) {
        return PUNCTUATION.matcher(text).replaceAll("");
    }

    private static String trimmed(String line) {
        return line.replaceFirst("^[\\u3000 \t]+", "").stripTrailing();
    }

    /** At most one empty line in a row, none at the ends. */
    private static String joined(List<String> lines) {
        return String.join("\n", lines).replaceAll("\n{3,}", "\n\n").replaceAll("^\n+|\n+$", "");
    }

    /**
     * Without what Word puts between the characters, as forms.js cleans what is pasted.
     */
    static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach((point) -> {
            if (point == '\r' || point == 0x0B || point == 0x0C || point == 0x2028 || point == 0x2029) {
                clean.append('\n');
            }
            else if (point == 0xA0 || point == 0x202F || point == 0x2007) {
                clean.append(' ');
            }
            else if (point != 0xAD && point != 0x200B && point != 0x2060 && point != 0xFEFF && point != 0xFFFC
                    && !(point < 0x20 && point != '\n' && point != '\t') && !(point >= 0x7F && point < 0xA0)
                    && !(point >= 0xD800 && point < 0xE000) && (point & 0xFFFE) != 0xFFFE) {
                clean.appendCodePoint(point);
            }
        });
        return clean.toString();
    }

    /**
     * @param group null for a field outside of rows
     */
    private record Label(@Nullable FormComponent group, FormComponent field, String rest) {

    }

    /** The lines found for each field of one row, or of the form. */
    private static final class Filled {

        private final Map<FormComponent, List<String>> lines = new LinkedHashMap<>();

        private final Set<FormComponent> seen = new HashSet<>();

        void add(FormComponent field, String line) {
            this.seen.add(field);
            this.lines.computeIfAbsent(field, (each) -> new ArrayList<>()).add(line);
        }

        List<String> lines(FormComponent field) {
            return this.lines.getOrDefault(field, List.of());
        }

        boolean has(FormComponent field) {
            return lines(field).stream().anyMatch((line) -> !Texts.isBlank(line));
        }

        boolean isEmpty() {
            return this.lines.keySet().stream().noneMatch(this::has);
        }

    }

    /**
     * What was found.
     *
     * @param content as the API takes it
     * @param structured false where the file had none of the labels and became one text
     */
    public record Understood(Map<String, Object> content, List<Note> notes, boolean structured) {

    }

    /**
     * What was not, or not surely, understood.
     *
     * @param code {@code reflection.word.note.<code>} is its message key
     */
    public record Note(String code, List<String> arguments) {

    }

}

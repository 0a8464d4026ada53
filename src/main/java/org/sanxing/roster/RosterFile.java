package org.sanxing.roster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Progress;
import org.sanxing.document.SheetBook;
import org.sanxing.document.SheetBook.Sheet;
import org.sanxing.document.SheetTable;
import org.sanxing.document.SheetTable.Line;
import org.sanxing.organization.ImportedOrganization;
import org.sanxing.organization.ImportedOrganization.Cell;
import org.sanxing.organization.ImportedOrganization.Newcomer;
import org.sanxing.organization.ImportedOrganization.Unit;
import org.sanxing.organization.Role;

/** One file: what stands in it, and what is wrong in which of its cells. */
final class RosterFile {

    /** As many as anybody mends in one go. */
    static final int FAULTS = 500;

    private static final int LONGEST_NAME = 100;

    private static final Pattern BETWEEN_ROLES = Pattern.compile("[\\s\u3001,\uff0c;\uff1b/]+");

    private static final Pattern PATH = Pattern.compile("(\\w+)\\[(\\d+)]\\.(\\w+)");

    private final RosterWords words;

    private final Map<RosterSheet, List<Written>> lines = new EnumMap<>(RosterSheet.class);

    private final List<Fault> faults = new ArrayList<>();

    /** Numbers of rows by the sheet that hides them. */
    private final Map<String, List<Integer>> hidden = new LinkedHashMap<>();

    private final List<Fault> unread = new ArrayList<>();

    private final ImportedOrganization content;

    /** A line, and the sheet on which it stands. */
    private record Written(String sheet, Line<RosterColumn> line) {

    }

    /**
     * What is wrong with a cell, or with a sheet.
     *
     * @param cell as Excel names it; empty for the sheet
     * @param title of the column
     * @param content the beginning of what stands there
     */
    record Fault(String sheet, String cell, String title, String content, FieldError error) {

        int row() {
            String number = this.cell.replaceFirst("^[A-Z]+", "");
            return number.isEmpty() ? 0 : Integer.parseInt(number);
        }

    }

    /**
     * @throws InvalidInput on {@code file} where it is no file of this kind
     */
    RosterFile(Path file, String name, RosterWords words) {
        this.words = words;
        for (RosterSheet sheet : RosterSheet.values()) {
            this.lines.put(sheet, new ArrayList<>());
        }
        boolean[] known = new boolean[1];
        SheetTable.open(file, (book) -> {
            for (Sheet sheet : book.sheets()) {
                RosterSheet kind = words.sheetOf(sheet.name()).orElse(null);
                if (kind != null) {
                    known[0] = true;
                    read(book, sheet, kind);
                }
            }
        });
        if (!known[0]) {
            throw new InvalidInput("file", "roster-sheets",
                    this.lines.keySet().stream().map(words::sheet).collect(Collectors.joining(" / ")));
        }
        this.content = new ImportedOrganization(
                (name.length() <= LONGEST_NAME) ? name : name.substring(name.length() - LONGEST_NAME),
                all(RosterSheet.DEPARTMENTS,
                        (line) -> new Unit(line.text(RosterColumn.UNIT), line.text(RosterColumn.PARENT),
                                line.text(RosterColumn.HEAD), line.text(RosterColumn.SUPERVISOR))),
                all(RosterSheet.BRANCHES,
                        (line) -> new Cell(line.text(RosterColumn.CELL), line.text(RosterColumn.CODE))),
                all(RosterSheet.PEOPLE,
                        (line) -> new Newcomer(line.text(RosterColumn.ACCOUNT), line.text(RosterColumn.NAME),
                                line.text(RosterColumn.POST), line.text(RosterColumn.DEPARTMENT),
                                line.text(RosterColumn.BRANCH), line.text(RosterColumn.EMAIL), roles(line))));
        if (this.faults.isEmpty() && this.lines.values().stream().allMatch(List::isEmpty)) {
            throw new InvalidInput("file", "roster-empty");
        }
        this.lines.values()
            .forEach((some) -> some
                .forEach((one) -> one.line().wrong().forEach((column, error) -> fault(one, column, error))));
    }

    private <T> List<T> all(RosterSheet sheet, Function<Line<RosterColumn>, T> of) {
        return this.lines.get(sheet).stream().map((one) -> of.apply(one.line())).toList();
    }

    private void read(SheetBook book, Sheet sheet, RosterSheet kind) throws IOException, XMLStreamException {
        SheetTable<RosterColumn> table = new SheetTable<>(RosterColumn.of(kind), this.words,
                (found) -> found.size() > 1);
        try {
            int rows = table.read(book, sheet, new SheetTable.Handler<>() {

                @Override
                public void row(Line<RosterColumn> line) {
                    RosterFile.this.lines.get(kind).add(new Written(sheet.name(), line));
                    Progress.at("roster.reading", rows(), 0);
                }

                @Override
                public void hidden(int row) {
                    RosterFile.this.hidden.computeIfAbsent(sheet.name(), (name) -> new ArrayList<>()).add(row);
                }

                @Override
                public void unread(FieldError what) {
                    RosterFile.this.unread.add(new Fault(sheet.name(), "", "", "", what));
                }

            });
            if (rows < 0) {
                fault(sheet.name(), FieldError.of("file", "roster-titles",
                        RosterColumn.of(kind).stream().map(this.words::title).collect(Collectors.joining(" / "))));
            }
        }
        catch (InvalidInput refused) {
            refused.errors().forEach((error) -> fault(sheet.name(), error));
        }
    }

    private List<String> roles(Line<RosterColumn> line) {
        List<String> ids = new ArrayList<>();
        for (String word : BETWEEN_ROLES.split(line.text(RosterColumn.ROLES))) {
            Role role = word.isEmpty() ? null : this.words.roleOf(word).orElse(null);
            if (role != null) {
                ids.add(role.id());
            }
            else if (!word.isEmpty()) {
                line.wrong()
                    .putIfAbsent(RosterColumn.ROLES, FieldError.of(RosterColumn.ROLES.id(), "roster-role", word,
                            RosterWords.roles().stream().map(this.words::role).collect(Collectors.joining(" / "))));
            }
        }
        return ids;
    }

    private void fault(String sheet, FieldError error) {
        this.faults.add(new Fault(sheet, "", "", "", error));
    }

    private void fault(Written one, @Nullable RosterColumn column, FieldError error) {
        boolean there = column != null;
        this.faults.add(new Fault(one.sheet(), (there ? one.line().letters(column) : "") + one.line().number(),
                there ? this.words.title(column) : "", there ? SheetTable.beginning(one.line().text(column)) : "",
                error));
    }

    /** Adds what is wrong with the content; not of a cell that could not be read. */
    void add(List<FieldError> errors) {
        for (FieldError error : errors) {
            Matcher path = PATH.matcher(error.field());
            if (!path.matches()) {
                this.faults.add(new Fault("", "", "", "", error));
                continue;
            }
            RosterSheet sheet = RosterSheet.of(path.group(1)).orElseThrow();
            Written one = this.lines.get(sheet).get(Integer.parseInt(path.group(2)));
            RosterColumn column = RosterColumn.of(sheet, path.group(3)).orElse(null);
            if (column == null || !one.line().wrong().containsKey(column)) {
                fault(one, column, error);
            }
        }
    }

    ImportedOrganization content() {
        return this.content;
    }

    int rows() {
        return this.lines.values().stream().mapToInt(List::size).sum();
    }

    int faultCount() {
        return this.faults.size();
    }

    /** Sheet by sheet, no more than {@link #FAULTS} of them. */
    List<Fault> faults() {
        return this.faults.stream()
            .sorted(Comparator.comparing(Fault::sheet).thenComparingInt(Fault::row).thenComparing(Fault::cell))
            .limit(FAULTS)
            .toList();
    }

    Map<String, List<Integer>> hidden() {
        return this.hidden;
    }

    /** Columns that do not count. */
    List<Fault> unread() {
        return this.unread;
    }

}

package org.sanxing.procedure;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.CellText;
import org.sanxing.common.Cursor;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.common.Recorded;
import org.sanxing.common.Remembered;
import org.sanxing.common.Sql;
import org.sanxing.common.TextPieces;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.Forms;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

/**
 * The register of a procedure (台账): its cases that a person may read, the newest first.
 */
@Component
public class Register {

    /** Filters that every register has beside its columns: whose, of which department. */
    public static final String OF = "_of";

    public static final String DEPARTMENT = "_department";

    /** Only what has an open task whose time is over; with any value. */
    public static final String LATE = "_late";

    private static final int PART = 1000;

    private static final String NEWEST = " order by c.created_at desc, c.id desc fetch first :rows rows only";

    /** As the indexes of PostgreSQL have them. */
    private static final String SEARCHED = "lower(c.title || chr(10) || coalesce(c.case_number, ''))";

    private static final String FILLED_IN = "lower(v.text_value)";

    private final JdbcClient jdbc;

    private final CaseStore cases;

    private final CaseReaders readers;

    private final Fields fields;

    private final Organization organization;

    private final TextPieces pieces;

    private final TransactionTemplate transaction;

    private final MessageSource messages;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    /**
     * As many are gathered quickly; so many more are soon met on the way. None on H2,
     * which makes a list of each set itself, and is slower with an array.
     */
    private final SingletonSupplier<Integer> few;

    Register(JdbcClient jdbc, CaseStore cases, CaseReaders readers, Fields fields, Organization organization,
            TransactionTemplate transaction, MessageSource messages, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.readers = readers;
        this.fields = fields;
        this.organization = organization;
        this.pieces = new TextPieces(jdbc);
        this.few = SingletonSupplier.of(() -> this.pieces.indexed() ? 10_000 : 0);
        this.transaction = transaction;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    /** Keeps what a case is found by, after it has changed. */
    void keep(ProcedureCase of, Declaration declared) {
        Map<String, Object> content = of.content();
        Map<String, List<Object>> values = new LinkedHashMap<>();
        declared.columns()
            .forEach(
                    (field) -> values.put(String.valueOf(field.key()), Fields.values(field, content.get(field.key()))));
        this.cases.values(of, values);
    }

    /**
     * @throws InvalidInput where a filter is no column, or asks for what it cannot hold
     */
    @Transactional(readOnly = true)
    public Page<ProcedureCase> page(Declaration declared, Query query, String reader, int limit,
            @Nullable String cursor) {
        Search search = search(declared, query, reader);
        StringBuilder more = new StringBuilder();
        Cursor.decode(cursor, 2).ifPresent((after) -> {
            more.append(" and (c.created_at, c.id) < (:at, :id)");
            search.parameters.put("at", Sql.time(Cursor.value(after.get(0), Instant::parse)));
            search.parameters.put("id", after.get(1));
        });
        search.parameters.put("rows", limit + 1);
        List<String> selects = ways(search).stream().map((way) -> "select c.* from " + way + more + NEWEST).toList();
        // The first of each way, and of these the first: an index finds each way's.
        List<ProcedureCase> rows = this.jdbc
            .sql((selects.size() == 1) ? selects.get(0)
                    : "select c.* from ((" + String.join(") union all (", selects) + ")) c" + NEWEST)
            .params(search.parameters)
            .query(ProcedureCase.class)
            .list();
        return Page.of(rows, limit, (row) -> List.of(row.createdAt().toString(), row.id()));
    }

    /** How many there are in each state; the filter of the state is left out. */
    @Transactional(readOnly = true)
    public Map<CaseState, Integer> counts(Declaration declared, Query query, String reader) {
        Search search = search(declared, new Query(null, query.text(), query.fields()), reader);
        Map<CaseState, Integer> counts = new EnumMap<>(CaseState.class);
        this.jdbc.sql("select c.state, count(*) as cases from (" + all(search, "c.state") + ") c group by c.state")
            .params(search.parameters)
            .query((row) -> {
                counts.put(CaseState.of(row.getString("state")).orElseThrow(), row.getInt("cases"));
            });
        return counts;
    }

    private String all(Search search, String columns) {
        return ways(search).stream()
            .map((way) -> "select " + columns + " from " + way)
            .collect(Collectors.joining(" union all "));
    }

    private Search search(Declaration declared, Query query, String reader) {
        Map<String, Object> parameters = new HashMap<>(Map.of("procedure", declared.key()));
        StringBuilder where = new StringBuilder(" and c.procedure_key = :procedure");
        List<NamedCases> named = new ArrayList<>();
        if (query.state() != null) {
            where.append(" and c.state = :state");
            parameters.put("state", query.state().id());
        }
        if (!Texts.isBlank(query.text())) {
            String wanted = Texts.strip(query.text()).toLowerCase(Locale.ROOT);
            List<String> subjects = new ArrayList<>(this.organization.staff()
                .stream()
                .filter((person) -> person.name().toLowerCase(Locale.ROOT).contains(wanted))
                .map(Person::account)
                .toList());
            subjects.add("");
            String ofSubject = " or c.subject in (:subjects)";
            String found = "(position(:text in " + SEARCHED + ") > 0" + ofSubject + ")";
            named
                .add(new NamedCases("select c.id from procedure_case c where c.procedure_key = :procedure and " + found,
                        found, Map.of("procedure", declared.key(), "text", wanted, "subjects", subjects), false)
                    .narrowed(this.pieces.narrow(SEARCHED, ":text", wanted, ofSubject)));
        }
        query.fields().forEach((key, value) -> {
            switch (key) {
                case OF, DEPARTMENT -> {
                    where.append(" and c." + (key.equals(OF) ? "subject" : "department_id") + " = :" + key);
                    parameters.put(key, value);
                }
                case LATE -> named.add(
                        NamedCases
                            .in("select w.case_id from work_item w where w.state = 'OPEN' and w.due_at < :" + LATE,
                                    Map.of(LATE, Sql.time(this.clock.instant())))
                            .neverMany());
                default -> named.add(filter(declared, key, value, "f" + named.size()));
            }
        });
        named.forEach((each) -> parameters.putAll(each.parameters()));
        return new Search(where.toString(), named, this.readers.ways(declared.key(), reader, parameters), parameters);
    }

    /** What is found in each way, behind {@code from}. */
    private List<String> ways(Search search) {
        return search.ways.stream().map((way) -> {
            List<NamedCases> named = Stream.concat(search.named.stream(), way.named().stream()).toList();
            NamedCases fewest = fewest(named).orElse(null);
            return "procedure_case c where " + way.condition() + search.where
                    + named.stream()
                        .map((each) -> " and " + ((each == fewest) ? each.gathered() : each.condition()))
                        .collect(Collectors.joining());
        }).toList();
    }

    private Optional<NamedCases> fewest(List<NamedCases> named) {
        int most = this.few.obtain();
        return (most == 0) ? Optional.empty() : named.stream()
            .filter(NamedCases::few)
            .findFirst()
            .or(() -> named.stream().min(Comparator.comparingInt(this::some)).filter((each) -> some(each) <= most));
    }

    /** How many they are, and of many only that. */
    private int some(NamedCases named) {
        return Remembered.once(named, () -> this.jdbc
            .sql("select count(*) from (" + named.ids() + " fetch first " + (this.few.obtain() + 1) + " rows only) few")
            .params(named.parameters())
            .query(Integer.class)
            .single());
    }

    /** What those of these cases wait for that wait for somebody. */
    @Transactional(readOnly = true)
    public Map<String, Waiting> waiting(Collection<String> ids) {
        Map<String, Waiting> waiting = new HashMap<>();
        if (!ids.isEmpty()) {
            this.jdbc
                .sql("""
                        select case_id, min(due_at) as due, count(distinct case when parent_id is null then holder end) as holders,
                            min(case when parent_id is null then holder end) as holder,
                            max(case when parent_id is null then holder end) as other
                        from work_item where state = 'OPEN' and case_id in (:ids) group by case_id""")
                .param("ids", ids)
                .query((row) -> {
                    OffsetDateTime due = row.getObject("due", OffsetDateTime.class);
                    waiting.put(row.getString("case_id"),
                            new Waiting((due != null) ? due.toInstant() : null,
                                    Stream.of(row.getString("holder"), row.getString("other"))
                                        .filter(Objects::nonNull)
                                        .distinct()
                                        .toList(),
                                    row.getInt("holders")));
                });
        }
        return waiting;
    }

    /** How many there are of each person or department, and how many still run. */
    @Transactional(readOnly = true)
    public List<Tally> tallies(Declaration declared, Query query, String reader, boolean ofDepartments) {
        Search search = search(declared, query, reader);
        List<Tally> tallies = this.jdbc
            .sql("select c.whose, count(*) as cases,"
                    + " count(case when c.state in ('refused', 'closed') then 1 end) as over from ("
                    + all(search,
                            "coalesce(c." + (ofDepartments ? "department_id" : "subject") + ", '') as whose, c.state")
                    + ") c group by c.whose")
            .params(search.parameters)
            .query((row, at) -> new Tally(row.getString("whose"), "", row.getInt("cases"),
                    row.getInt("cases") - row.getInt("over")))
            .list();
        Map<String, Person> people = ofDepartments ? Map.of()
                : this.organization.findAll(tallies.stream().map(Tally::id).toList());
        return tallies.stream()
            .map((tally) -> tally
                .named(ofDepartments ? this.organization.department(tally.id()).map(Department::name).orElse("")
                        : people.containsKey(tally.id()) ? people.get(tally.id()).name() : tally.id()))
            .sorted(Comparator.comparingInt(Tally::cases).reversed().thenComparing(Tally::id))
            .toList();
    }

    private NamedCases filter(Declaration declared, String key, String value, String name) {
        FormComponent field = declared.columns()
            .stream()
            .filter((column) -> key.equals(column.key()))
            .findFirst()
            .orElseThrow(() -> new InvalidInput(key, "unknown-field", key));
        Map<String, Object> parameters = new HashMap<>(Map.of("procedure", declared.key(), name, key));
        String narrow = "";
        String found = switch (field.type()) {
            case DATE -> range("v.date_value", value, name, parameters, (text) -> Fields.read(field, Forms.date(text)));
            case NUMBER ->
                range("v.number_value", value, name, parameters, (text) -> Fields.read(field, Forms.number(text)));
            case TEXTFIELD, TEXTAREA -> {
                String wanted = value.toLowerCase(Locale.ROOT);
                String is = ":" + name + "is";
                parameters.put(name + "is", wanted);
                narrow = this.pieces.narrow(FILLED_IN, is, wanted, "");
                yield " and position(" + is + " in " + FILLED_IN + ") > 0";
            }
            default -> {
                parameters.put(name + "is", value);
                yield " and v.text_value = :" + name + "is";
            }
        };
        return NamedCases
            .in("select v.case_id from procedure_value v where v.procedure_key = :procedure and v.field = :" + name
                    + found, parameters)
            .narrowed(narrow);
    }

    /** One value, or {@code from..to} with either end open. */
    private static String range(String column, String value, String name, Map<String, Object> parameters,
            Function<String, Object> read) {
        int between = value.indexOf("..");
        if (between < 0) {
            parameters.put(name + "is", read.apply(value));
            return " and " + column + " = :" + name + "is";
        }
        String from = value.substring(0, between);
        String to = value.substring(between + 2);
        StringBuilder range = new StringBuilder();
        if (!from.isEmpty()) {
            parameters.put(name + "from", read.apply(from));
            range.append(" and " + column + " >= :" + name + "from");
        }
        if (!to.isEmpty()) {
            parameters.put(name + "to", read.apply(to));
            range.append(" and " + column + " <= :" + name + "to");
        }
        return range.toString();
    }

    /** What stands in the columns of each case, as people read it, by id and key. */
    public Map<String, Map<String, String>> columns(Declaration declared, List<ProcedureCase> of, Locale locale) {
        Map<String, Integer> returns = returns(declared, of);
        Map<String, Map<String, String>> columns = new HashMap<>();
        of.forEach((one) -> columns.put(one.id(), columns(declared, one, returns.getOrDefault(one.id(), 0), locale)));
        return columns;
    }

    private Map<String, String> columns(Declaration declared, ProcedureCase of, int returns, Locale locale) {
        Map<String, Object> content = of.content();
        Map<String, String> columns = new LinkedHashMap<>();
        for (String key : declared.register()) {
            columns.put(key, key.equals(Fields.RETURNS) ? String.valueOf(returns)
                    : declared.field(key).map((field) -> this.fields.text(field, content.get(key), locale)).orElse(""));
        }
        return columns;
    }

    /** What a column is called. */
    public String heading(Declaration declared, String key, Locale locale) {
        return key.equals(Fields.RETURNS) ? this.messages.getMessage("procedure.register.returns", null, locale)
                : declared.field(key).map((field) -> Fields.label(field, locale)).orElse(key);
    }

    /** How often each was sent back, where that is a column. */
    Map<String, Integer> returns(Declaration declared, Collection<ProcedureCase> of) {
        Map<String, Integer> returns = new HashMap<>();
        if (declared.register().contains(Fields.RETURNS) && !of.isEmpty()) {
            this.jdbc.sql("""
                    select d.case_id, count(*) as times from procedure_decision d
                    where d.case_id in (:ids) and d.decision = 'return'
                        and not exists (select 1 from procedure_decision u where u.undoes = d.id)
                    group by d.case_id""").param("ids", of.stream().map(ProcedureCase::id).toList()).query((row) -> {
                returns.put(row.getString("case_id"), row.getInt("times"));
            });
        }
        return returns;
    }

    /**
     * Puts on record that somebody takes the register out, before the first row goes out.
     */
    @Transactional
    public void record(Declaration declared, Query query, String account) {
        Map<String, String> filters = new LinkedHashMap<>(query.fields());
        if (query.state() != null) {
            filters.put("state", query.state().id());
        }
        if (!Texts.isBlank(query.text())) {
            filters.put("q", query.text());
        }
        this.events.publishEvent(new Recorded(AuditRecord.of("exports", "procedureExport", "registerExported", account)
            .object("procedureExport", declared.key())
            .detail("procedure", declared.name().chinese())
            .detail("rows",
                    counts(declared, query, account).entrySet()
                        .stream()
                        .filter((each) -> query.state() == null || each.getKey() == query.state())
                        .mapToInt(Map.Entry::getValue)
                        .sum())
            .detail("filters", filters.isEmpty() ? null : filters)));
    }

    /**
     * Writes the register as Excel while it is read, part after part: the memory it takes
     * does not grow with the rows. Texts are written as texts, whatever they begin with;
     * dates and numbers as such.
     */
    public void write(Declaration declared, Query query, String reader, OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "Sanxing", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(declared.name().chinese());
            List<String> headings = new ArrayList<>();
            List.of("number", "title", "subject", "department", "state").forEach((id) -> headings.add(say(id)));
            declared.register().forEach((key) -> headings.add(heading(declared, key, Locale.SIMPLIFIED_CHINESE)));
            List.of("submitted", "closed").forEach((id) -> headings.add(say(id)));
            for (int column = 0; column < headings.size(); column++) {
                sheet.inlineString(0, column, CellText.of(headings.get(column)));
                sheet.style(0, column).bold().fillColor("E9ECEF").horizontalAlignment("center").set();
                sheet.width(column, (column == 1) ? 36 : 16);
            }
            sheet.freezePane(2, 1);
            sheet.repeatRows(0);
            int row = 1;
            String cursor = null;
            do {
                String after = cursor;
                int first = row;
                // What is asked of the organisation is asked once a part.
                Page<ProcedureCase> part = this.transaction.execute((status) -> {
                    Page<ProcedureCase> page = page(declared, query, reader, PART, after);
                    Map<String, Person> people = this.organization
                        .findAll(page.items().stream().map(ProcedureCase::subject).toList());
                    Map<String, Integer> returns = returns(declared, page.items());
                    for (int at = 0; at < page.items().size(); at++) {
                        ProcedureCase of = page.items().get(at);
                        write(sheet, first + at, declared, of, people, returns.getOrDefault(of.id(), 0));
                    }
                    return page;
                });
                row += part.items().size();
                sheet.flush();
                cursor = part.next();
            }
            while (cursor != null);
        }
    }

    private void write(Worksheet sheet, int row, Declaration declared, ProcedureCase of, Map<String, Person> people,
            int returns) {
        Map<String, Object> content = of.content();
        List<Object> cells = new ArrayList<>();
        cells.add(Optional.ofNullable(of.number()).orElse(""));
        cells.add(of.title());
        Person subject = people.get(of.subject());
        cells.add((subject != null) ? subject.name() : of.subject());
        cells.add(Optional.ofNullable(of.departmentId())
            .flatMap(this.organization::department)
            .map(Department::name)
            .orElse(""));
        cells.add(declared.at(of)
            .map((at) -> at.label().chinese())
            .orElseGet(() -> this.messages.getMessage("procedure.state." + of.state().id(), null,
                    Locale.SIMPLIFIED_CHINESE)));
        for (String key : declared.register()) {
            FormComponent field = declared.field(key).orElse(null);
            List<Object> values = (field != null) ? Fields.values(field, content.get(key)) : List.of(returns);
            cells.add((field == null || (values.size() == 1 && !(values.get(0) instanceof String))) ? values.get(0)
                    : this.fields.text(field, content.get(key), Locale.SIMPLIFIED_CHINESE));
        }
        cells.add(Optional.ofNullable(of.submittedAt()).<Object>map(this::date).orElse(""));
        cells.add(Optional.ofNullable(of.closedAt()).<Object>map(this::date).orElse(""));
        for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            if (cell instanceof LocalDate date) {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            else if (cell instanceof Number number) {
                sheet.value(row, column, number);
            }
            else if (!cell.toString().isEmpty()) {
                sheet.inlineString(row, column, CellText.of(cell.toString()));
            }
        }
    }

    private LocalDate date(Instant at) {
        return this.fields.dateOf(at);
    }

    private String say(String column) {
        return this.messages.getMessage("procedure.register." + column, null, Locale.SIMPLIFIED_CHINESE);
    }

    /** What a query and its reader come to. */
    private record Search(String where, List<NamedCases> named, List<CaseReaders.Way> ways,
            Map<String, Object> parameters) {

    }

    /**
     * @param state null for all
     * @param text looked for in titles, numbers and names of subjects; null for all
     * @param fields values by key of the column; of dates and numbers also
     * {@code from..to}
     */
    public record Query(@Nullable CaseState state, @Nullable String text, Map<String, String> fields) {
    }

    /**
     * @param due of the next open task; null where none has a time
     * @param holders of two at most, accounts or groups
     * @param count of all who have one
     */
    public record Waiting(@Nullable Instant due, List<String> holders, int count) {
    }

    /**
     * @param id of the department, empty for none; or the account
     */
    public record Tally(String id, String name, int cases, int running) {

        Tally named(String found) {
            return new Tally(this.id, found, this.cases, this.running);
        }

    }

}

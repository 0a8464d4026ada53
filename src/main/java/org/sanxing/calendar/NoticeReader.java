package org.sanxing.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the holidays of a year as people write them, and as the notices of the State
 * Council's office are worded: a line names a holiday, its days off and the days that are
 * worked for it. What is not understood is said, never left out. The words are in
 * {@code calendar/notice-words.json}.
 */
final class NoticeReader {

    static final int LONGEST_TEXT = 20_000;

    /** No holiday is as long: rather a slip of the pen. */
    private static final int LONGEST_SPAN = 31;

    private static final Pattern ASIDE = Pattern.compile("\\([^()]*\\)");

    private static final Words WORDS = words();

    private static final Pattern TOKEN = Pattern.compile(WORDS.tokens(), Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBERING = Pattern.compile(WORDS.numbering());

    private static final Pattern ENDS = Pattern.compile("^[" + WORDS.ends() + "]+|[" + WORDS.ends() + "]+$");

    private static final Pattern PARTLY = Pattern.compile(WORDS.partly(), Pattern.CASE_INSENSITIVE);

    private static final Pattern NEGATION = Pattern.compile(WORDS.negation());

    /** Dates on both sides need not be of one kind. */
    private static final Pattern BREAK = Pattern.compile("[,;\u3002.\t]");

    private static final Pattern COUNT = Pattern.compile("(\\d+)\\s*\u5929$");

    private final int year;

    private final List<Understood> understood = new ArrayList<>();

    private final List<NotUnderstood> notUnderstood = new ArrayList<>();

    private final Map<LocalDate, CalendarDay> days = new LinkedHashMap<>();

    private final Map<LocalDate, Integer> lines = new HashMap<>();

    /** What a line without a name belongs to. */
    private String lastName = "";

    private NoticeReader(int year) {
        this.year = year;
    }

    static Reading read(int year, String text) {
        NoticeReader reader = new NoticeReader(year);
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (!Texts.isBlank(line) && !Texts.strip(line).startsWith("#")) {
                reader.line(number, Texts.strip(line));
            }
        }
        return new Reading(reader.understood, reader.notUnderstood,
                new YearTable(year, List.copyOf(reader.days.values())));
    }

    private void line(int number, String line) {
        try {
            Parts parts = parts(line);
            String name = parts.name().isEmpty() ? this.lastName : parts.name();
            if (name.isEmpty()) {
                throw new Unclear("name-missing");
            }
            if (name.length() > KeepCalendar.LONGEST_NAME) {
                throw new Unclear("name-long", KeepCalendar.LONGEST_NAME);
            }
            List<CalendarDay> read = new ArrayList<>();
            List<LocalDate> needless = new ArrayList<>();
            List<LocalDate> others = new ArrayList<>();
            for (Marked marked : parts.marked()) {
                marked.dates().forEach((date) -> {
                    if (date.getYear() != this.year) {
                        others.add(date);
                        return;
                    }
                    if (marked.working() && !YearTable.isWeekend(date)) {
                        needless.add(date);
                    }
                    read.add(new CalendarDay(date, marked.working(), name));
                });
            }
            if (read.isEmpty()) {
                throw new Unclear("other-year", others.get(0), this.year);
            }
            read.forEach((day) -> requireNoOther(read, day));
            for (CalendarDay day : read) {
                this.lines.putIfAbsent(day.date(), number);
                this.days.putIfAbsent(day.date(), day);
            }
            needless.forEach(this.days::remove);
            this.lastName = name;
            this.understood
                .add(new Understood(number, line, new YearTable(this.year, read).holidays().get(0), needless, others));
        }
        catch (Unclear ex) {
            this.notUnderstood.add(new NotUnderstood(number, line, ex.code, ex.arguments));
        }
    }

    private void requireNoOther(List<CalendarDay> read, CalendarDay day) {
        Integer before = this.lines.get(day.date());
        if (before != null) {
            CalendarDay other = this.days.get(day.date());
            if (other == null || other.working() != day.working()) {
                throw new Unclear("twice", day.date(), before);
            }
        }
        if (read.stream().anyMatch((one) -> one.date().equals(day.date()) && one.working() != day.working())) {
            throw new Unclear("both", day.date());
        }
    }

    private Parts parts(String line) {
        String text = Normalizer.normalize(line, Normalizer.Form.NFKC);
        if (PARTLY.matcher(text).find()) {
            throw new Unclear("not-for-all");
        }
        for (String without = ASIDE.matcher(text).replaceAll(" "); !without.equals(text); without = ASIDE.matcher(text)
            .replaceAll(" ")) {
            text = without;
        }
        text = NUMBERING.matcher(text).replaceFirst("");
        Clauses clauses = new Clauses();
        List<String> names = new ArrayList<>();
        Set<Integer> counts = new HashSet<>();
        boolean ranging = false;
        boolean afterDate = false;
        LocalDate last = null;
        int end = 0;
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            String before = text.substring(end, token.start());
            String between = ENDS.matcher(before).replaceAll("");
            if (token.group("number") != null && (!ranging || !between.isEmpty())) {
                // Part of a name.
                continue;
            }
            if (!between.isEmpty()) {
                names.add(between);
                afterDate = false;
                ranging = false;
            }
            boolean broken = !between.isEmpty() || BREAK.matcher(before).find();
            end = token.end();
            if (token.group("to") != null) {
                ranging = afterDate;
            }
            else if (token.group("off") != null || token.group("worked") != null) {
                if (NEGATION.matcher(between).find()) {
                    throw new Unclear("kind-unclear");
                }
                clauses.kind(token.group("worked") != null, broken);
                afterDate = false;
                ranging = false;
            }
            else if (token.group("ignored") != null) {
                Matcher count = COUNT.matcher(token.group());
                if (count.find()) {
                    counts.add(Integer.valueOf(count.group(1)));
                }
            }
            else {
                LocalDate date = date(token, last, ranging);
                if (ranging) {
                    clauses.extend((begun) -> span(begun.from(), date));
                }
                else {
                    clauses.add(span(date, date), broken);
                }
                last = date;
                afterDate = !ranging;
                ranging = false;
            }
        }
        String rest = ENDS.matcher(text.substring(end)).replaceAll("");
        if (!rest.isEmpty()) {
            names.add(rest);
        }
        List<Marked> marked = clauses.end();
        if (marked.isEmpty()) {
            throw new Unclear("no-date");
        }
        long off = marked.stream().filter((one) -> !one.working()).flatMap(Marked::dates).count();
        if (off > 0 && counts.size() == 1 && !counts.contains((int) off)) {
            throw new Unclear("count-differs", counts.iterator().next(), off);
        }
        return new Parts(String.join(" ", names), marked);
    }

    private YearTable.Span span(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new Unclear("backwards", from, to);
        }
        YearTable.Span span = new YearTable.Span(from, to);
        if (span.count() > LONGEST_SPAN) {
            throw new Unclear("span-long", from, to, LONGEST_SPAN);
        }
        return span;
    }

    /**
     * @param last the date before it in the line, whose month counts where none is named
     * @param ranging whether it ends a span that {@code last} begins
     */
    private LocalDate date(Matcher token, @Nullable LocalDate last, boolean ranging) {
        try {
            if (token.group("y") != null) {
                return LocalDate.of(number(token, "y"), number(token, "m"), number(token, "d"));
            }
            if (token.group("whole") != null) {
                int whole = number(token, "whole");
                return LocalDate.of(whole / 10_000, whole / 100 % 100, whole % 100);
            }
            if (token.group("month") != null) {
                return LocalDate.of((ranging && last != null) ? last.getYear() : this.year, number(token, "month"),
                        number(token, "day"));
            }
            if (last == null) {
                throw new Unclear("month-missing", Texts.strip(token.group()));
            }
            return last.withDayOfMonth(number(token, (token.group("bareday") != null) ? "bareday" : "number"));
        }
        catch (DateTimeException ex) {
            throw new Unclear("no-such-date", Texts.strip(token.group()));
        }
    }

    private static int number(Matcher token, String group) {
        return Integer.parseInt(token.group(group));
    }

    private static Words words() {
        try (InputStream file = NoticeReader.class.getResourceAsStream("/calendar/notice-words.json")) {
            if (file == null) {
                throw new IllegalStateException("calendar/notice-words.json is missing");
            }
            return JsonMapper.shared().readValue(file, Words.class);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * @param needless days said to be worked that are worked anyhow
     * @param others days of another year, to be entered there
     */
    record Understood(int number, String text, YearTable.Holiday holiday, List<LocalDate> needless,
            List<LocalDate> others) {

    }

    /**
     * @param code {@code calendar.reading.<code>} says why
     */
    record NotUnderstood(@JsonProperty("line") int number, String text, @JsonProperty("reason") String code,
            @JsonIgnore List<Object> arguments) {

    }

    record Reading(List<Understood> understood, List<NotUnderstood> notUnderstood, YearTable table) {

        public boolean complete() {
            return this.notUnderstood.isEmpty() && this.table.known();
        }

    }

    private record Marked(boolean working, List<YearTable.Span> spans) {

        Stream<LocalDate> dates() {
            return this.spans.stream().flatMap(YearTable.Span::dates);
        }

    }

    /**
     * Days wait for the word that says what they are. It stands behind them or, as a
     * heading, before; where both could be meant of the same days, neither is taken.
     */
    private static final class Clauses {

        private final List<Marked> marked = new ArrayList<>();

        /** What is told apart by a comma or more. */
        private final List<List<YearTable.Span>> waiting = new ArrayList<>();

        private final Set<Boolean> kinds = new HashSet<>();

        private @Nullable Boolean heading;

        void add(YearTable.Span span, boolean broken) {
            if (this.waiting.isEmpty() || broken) {
                this.waiting.add(new ArrayList<>());
            }
            this.waiting.get(this.waiting.size() - 1).add(span);
        }

        void extend(UnaryOperator<YearTable.Span> longer) {
            List<YearTable.Span> clause = this.waiting.get(this.waiting.size() - 1);
            clause.add(longer.apply(clause.remove(clause.size() - 1)));
        }

        void kind(boolean working, boolean broken) {
            this.kinds.add(working);
            boolean other = this.heading != null && this.heading != working;
            if (this.waiting.isEmpty()) {
                if (other) {
                    throw new Unclear("kind-unclear");
                }
                this.heading = working;
                return;
            }
            if (other && broken) {
                mark(this.heading, this.waiting.size());
                this.heading = working;
                return;
            }
            if (other) {
                if (this.waiting.size() == 1) {
                    throw new Unclear("kind-unclear");
                }
                mark(this.heading, this.waiting.size() - 1);
            }
            else if (working) {
                earlier();
            }
            mark(working, this.waiting.size());
            this.heading = null;
        }

        /** Weekends are worked, not weeks: what lists both means the weeks to be off. */
        private void earlier() {
            while (this.waiting.size() > 1) {
                List<YearTable.Span> clause = this.waiting.get(0);
                boolean weekends = clause.stream().allMatch((span) -> span.dates().allMatch(YearTable::isWeekend));
                if (!weekends && clause.stream().anyMatch((span) -> span.count() == 1)) {
                    throw new Unclear("kind-unclear");
                }
                mark(weekends, 1);
            }
        }

        private void mark(boolean working, int clauses) {
            List<List<YearTable.Span>> first = this.waiting.subList(0, clauses);
            this.marked.add(new Marked(working, first.stream().flatMap(List::stream).toList()));
            first.clear();
        }

        List<Marked> end() {
            if (!this.waiting.isEmpty()) {
                if (this.heading == null) {
                    throw new Unclear(this.kinds.isEmpty() ? "kind-missing" : "kind-unclear");
                }
                mark(this.heading, this.waiting.size());
            }
            return this.marked;
        }

    }

    private record Parts(String name, List<Marked> marked) {

    }

    /**
     * The vocabulary; {@code ignored} are patterns, {@code year} to {@code ends} sets.
     */
    private record Words(List<String> off, List<String> worked, List<String> to, List<String> ignored, String partly,
            String negation, String numbering, String year, String month, String day, String ends) {

        String tokens() {
            String number = "\\d{1,2}";
            String month = "\\s*[" + this.month + "]\\s*";
            String day = "(?!\\d)\\s*[" + this.day + "]?";
            return "(?<y>\\d{4})\\s*[" + this.year + "]\\s*(?<m>" + number + ")" + month + "(?<d>" + number + ")" + day
                    + "|(?<whole>\\d{8})(?!\\d)" + "|(?<ignored>" + String.join("|", this.ignored) + ")" + "|(?<month>"
                    + number + ")" + month + "(?<day>" + number + ")" + day + "|(?<bareday>" + number + ")\\s*["
                    + this.day + "]" + "|(?<!\\d)(?<number>" + number + ")(?!\\d)" + "|(?<worked>" + any(this.worked)
                    + ")" + "|(?<off>" + any(this.off) + ")" + "|(?<to>" + any(this.to)
                    + "|[~\\-\u2010-\u2015\u2212\u301c]+)";
        }

        private static String any(List<String> words) {
            return words.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map((word) -> word.matches("[a-z ]+") ? "\\b" + word + "\\b" : Pattern.quote(word))
                .collect(Collectors.joining("|"));
        }

    }

    private static final class Unclear extends RuntimeException {

        private final String code;

        private final List<Object> arguments;

        Unclear(String code, Object... arguments) {
            super(code, null, false, false);
            this.code = code;
            this.arguments = List.of(arguments);
        }

    }

}

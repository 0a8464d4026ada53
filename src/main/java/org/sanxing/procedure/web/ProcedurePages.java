package org.sanxing.procedure.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

import org.sanxing.attachment.FileType;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NavigationEntry;
import org.sanxing.common.Page;
import org.sanxing.common.Pinyin;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.procedure.CaseDurations;
import org.sanxing.procedure.CaseState;
import org.sanxing.procedure.CaseViews;
import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.Fields;
import org.sanxing.procedure.OwnCases;
import org.sanxing.procedure.ProcedureCase;
import org.sanxing.procedure.Procedures;
import org.sanxing.procedure.Register;
import org.sanxing.tasks.Obligations;
import org.sanxing.tasks.TaskGroups;

/** The catalogue, one's own cases, and the registers. */
@Controller
@RequestMapping("/procedures")
class ProcedurePages {

    private static final int ROWS = 50;

    /** Of a column of dates or numbers: the ends of a range. */
    private static final String FROM = ".from";

    private static final String TO = ".to";

    private final Procedures procedures;

    private final Register register;

    private final CaseViews views;

    private final OwnCases own;

    private final Fields fields;

    private final CaseDurations durations;

    private final Organization organization;

    private final MessageSource messages;

    ProcedurePages(Procedures procedures, Register register, CaseViews views, OwnCases own, Fields fields,
            CaseDurations durations, Organization organization, MessageSource messages) {
        this.procedures = procedures;
        this.register = register;
        this.views = views;
        this.own = own;
        this.fields = fields;
        this.durations = durations;
        this.organization = organization;
        this.messages = messages;
    }

    @Bean
    static NavigationEntry proceduresPlace() {
        return new NavigationEntry("procedures", "/procedures", 35, NavigationEntry.STAFF);
    }

    /** What another case has begun for somebody, who has to write it. */
    @Bean
    static Obligations begunCases(OwnCases own) {
        return (account) -> own.owed(account)
            .stream()
            .map((of) -> new Obligations.Obligation(of.title(), "procedure.owed", null,
                    "/procedures/" + of.procedure() + "/cases/" + of.id() + "/edit"))
            .toList();
    }

    @GetMapping
    String catalogue(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String q, Locale locale,
            Model model) {
        String wanted = Texts.strip(q).toLowerCase(Locale.ROOT);
        Map<String, List<Offered>> groups = new LinkedHashMap<>();
        for (Declaration declared : this.procedures.all()) {
            String name = declared.name().in(locale);
            if (String
                .join(" ", name, declared.name().chinese(), declared.group().chinese(), declared.group().english())
                .toLowerCase(Locale.ROOT)
                .contains(wanted) || Pinyin.initials(declared.name().chinese()).contains(wanted)) {
                groups.computeIfAbsent(declared.group().in(locale), (group) -> new ArrayList<>())
                    .add(new Offered(declared, name, this.procedures.mayStart(declared, me.account()),
                            this.durations.of(declared.key()).orElse(null)));
            }
        }
        model.addAttribute("groups", groups);
        model.addAttribute("gone", this.procedures.gone());
        model.addAttribute("q", q);
        return "procedure/catalogue";
    }

    @GetMapping("/mine")
    String mine(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor, Locale locale, Model model) {
        CaseState wanted = Texts.isBlank(state) ? null
                : CaseState.of(state).orElseThrow(() -> new InvalidInput("state", "unknown-option", "state"));
        Page<ProcedureCase> page = this.own.page(me.account(), wanted, ROWS, cursor);
        model.addAttribute("waits", waits(page.items(), locale));
        model.addAttribute("page", page.map((of) -> this.views.brief(of, locale)));
        model.addAttribute("state", state);
        model.addAttribute("states", CaseState.values());
        model.addAttribute("names", names(locale));
        return "procedure/mine";
    }

    private Map<String, String> names(Locale locale) {
        Map<String, String> names = new LinkedHashMap<>();
        this.procedures.known().forEach((declared) -> names.put(declared.key(), declared.name().in(locale)));
        return names;
    }

    @GetMapping("/{key}")
    String register(@CurrentPerson Person me, @PathVariable String key, @RequestParam Map<String, String> parameters,
            Locale locale, Model model) {
        Declaration declared = this.procedures.get(key);
        Register.Query query = query(declared, parameters);
        Page<ProcedureCase> page = this.register.page(declared, query, me.account(), ROWS, parameters.get("cursor"));
        Map<CaseState, Integer> counts = this.register.counts(declared, query, me.account());
        Map<String, Map<String, String>> columns = this.register.columns(declared, page.items(), locale);
        Map<String, Waits> waits = waits(page.items(), locale);
        RegisterLinks links = new RegisterLinks("/procedures/" + key, filters(parameters));
        opening(declared, query, me, locale, links, model);
        model.addAttribute("page", page.map((of) -> new Row(this.views.brief(of, locale), department(of),
                columns.getOrDefault(of.id(), Map.of()), waits.get(of.id()))));
        model.addAttribute("counts", counts);
        model.addAttribute("states", states(declared, counts.keySet(), locale));
        model.addAttribute("all", counts.values().stream().mapToInt(Integer::intValue).sum());
        model.addAttribute("late", late(declared, query, me));
        // What the cases are called stands there already.
        model.addAttribute("columns",
                declared.register().stream().filter((each) -> !declared.title().equals("{" + each + "}")).toList());
        model.addAttribute("headings", headings(declared, locale));
        model.addAttribute("filters", controls(declared, me, locale));
        model.addAttribute("asked", parameters);
        model.addAttribute("first", Texts.isBlank(parameters.get("cursor")));
        return "procedure/register";
    }

    /** What they are called, by the models where these have one word for it. */
    private Map<CaseState, String> states(Declaration declared, Set<CaseState> states, Locale locale) {
        Map<CaseState, String> called = new EnumMap<>(CaseState.class);
        states.forEach((state) -> called.put(state,
                declared.called(state)
                    .map((label) -> label.in(locale))
                    .orElseGet(() -> this.messages.getMessage("procedure.state." + state.id(), null, locale))));
        return called;
    }

    /** How many of each person and each department. */
    @GetMapping("/{key}/totals")
    String totals(@CurrentPerson Person me, @PathVariable String key, @RequestParam Map<String, String> parameters,
            Locale locale, Model model) {
        Declaration declared = this.procedures.get(key);
        Register.Query query = query(declared, parameters);
        opening(declared, query, me, locale, new RegisterLinks("/procedures/" + key, filters(parameters)), model);
        model.addAttribute("departments", this.register.tallies(declared, query, me.account(), true));
        model.addAttribute("people", this.register.tallies(declared, query, me.account(), false));
        return "procedure/totals";
    }

    private void opening(Declaration declared, Register.Query query, Person me, Locale locale, RegisterLinks links,
            Model model) {
        model.addAttribute("declared", declared);
        model.addAttribute("name", declared.name().in(locale));
        model.addAttribute("mayStart", this.procedures.mayStart(declared, me.account()));
        model.addAttribute("offered", this.procedures.isOffered(declared));
        model.addAttribute("bulk", BulkPages.offered(declared));
        model.addAttribute("query", query);
        model.addAttribute("links", links);
        model.addAttribute("chips", chips(declared, links, locale));
    }

    @GetMapping("/{key}/cases.xlsx")
    void excel(@CurrentPerson Person me, @PathVariable String key, @RequestParam Map<String, String> parameters,
            HttpServletResponse response) throws IOException {
        Declaration declared = this.procedures.get(key);
        Register.Query query = query(declared, parameters);
        this.register.record(declared, query, me.account());
        response.setContentType(FileType.XLSX.mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                    .filename(declared.name().chinese() + ".xlsx", StandardCharsets.UTF_8)
                    .build()
                    .toString());
        this.register.write(declared, query, me.account(), response.getOutputStream());
    }

    /** Until when, and who has it: one, both, or one of how many. */
    private Map<String, Waits> waits(List<ProcedureCase> cases, Locale locale) {
        Map<String, Register.Waiting> waiting = this.register.waiting(cases.stream().map(ProcedureCase::id).toList());
        Map<String, Person> people = this.organization
            .findAll(waiting.values().stream().flatMap((one) -> one.holders().stream()).toList());
        Map<String, Waits> waits = new HashMap<>();
        waiting.forEach((id, one) -> {
            List<String> names = one.holders()
                .stream()
                .map((holder) -> TaskGroups.isGroup(holder)
                        ? this.messages.getMessage(TaskGroups.wordsOf(holder), null, locale)
                        : people.containsKey(holder) ? people.get(holder).name() : holder)
                .toList();
            waits.put(id,
                    new Waits(one.due(), (one.count() > names.size())
                            ? this.messages.getMessage("procedure.with.more",
                                    new Object[] { names.get(0), one.count() }, locale)
                            : String.join(this.messages.getMessage("procedure.separator", null, locale), names)));
        });
        return waits;
    }

    private int late(Declaration declared, Register.Query query, Person me) {
        Map<String, String> fieldsAndLate = new LinkedHashMap<>(query.fields());
        fieldsAndLate.put(Register.LATE, "true");
        return this.register.counts(declared, new Register.Query(null, query.text(), fieldsAndLate), me.account())
            .values()
            .stream()
            .mapToInt(Integer::intValue)
            .sum();
    }

    private @Nullable String department(ProcedureCase of) {
        return (of.departmentId() != null)
                ? this.organization.department(of.departmentId()).map(Department::name).orElse(null) : null;
    }

    private static Map<String, String> filters(Map<String, String> parameters) {
        Map<String, String> filters = new TreeMap<>(parameters);
        List.of("cursor", "lang").forEach(filters::remove);
        filters.values().removeIf(Texts::isBlank);
        return filters;
    }

    /** As the page asks; the ends of a range come each by itself. */
    private static Register.Query query(Declaration declared, Map<String, String> parameters) {
        Map<String, String> given = filters(parameters);
        String state = given.remove("state");
        String text = given.remove("q");
        for (String key : declared.register()) {
            String from = given.remove(key + FROM);
            String to = given.remove(key + TO);
            if (from != null || to != null) {
                given.put(key, Texts.strip(from) + ".." + Texts.strip(to));
            }
        }
        return new Register.Query(
                (state == null) ? null
                        : CaseState.of(state).orElseThrow(() -> new InvalidInput("state", "unknown-option", "state")),
                text, given);
    }

    private Map<String, String> headings(Declaration declared, Locale locale) {
        Map<String, String> headings = new LinkedHashMap<>();
        declared.register().forEach((key) -> headings.put(key, this.register.heading(declared, key, locale)));
        return headings;
    }

    /** What each column is narrowed down by. */
    private List<Control> controls(Declaration declared, Person me, Locale locale) {
        Map<String, List<FormComponent.Option>> lists = new LinkedHashMap<>();
        List<Control> controls = new ArrayList<>();
        for (FormComponent field : declared.columns()) {
            String kind = switch (field.type()) {
                case SELECT, RADIO, CHECKLIST -> "choice";
                case CHECKBOX -> "tick";
                case DATE, NUMBER -> "range";
                case TEXTFIELD, TEXTAREA -> "text";
                default -> "";
            };
            if (!kind.isEmpty()) {
                String list = field.valuesKey();
                if (list != null && !lists.containsKey(list)) {
                    lists.putAll(this.fields.options(new FormSchema(field.id(), List.of(field)), declared.key(),
                            me.account(), null));
                }
                controls.add(new Control(String.valueOf(field.key()), Fields.label(field, locale), kind,
                        field.type() == FormComponent.Type.DATE, field.choices(lists)));
            }
        }
        return controls;
    }

    private List<Chip> chips(Declaration declared, RegisterLinks links, Locale locale) {
        List<Chip> chips = new ArrayList<>();
        links.parameters().forEach((name, value) -> {
            String key = name.replaceFirst("\\.(from|to)$", "");
            String label = switch (name) {
                case "state" -> null;
                case "q" -> say("procedure.filter.q", value, locale);
                case Register.LATE -> say("procedure.filter.late", value, locale);
                case Register.OF -> this.organization.find(value).map(Person::name).orElse(value);
                case Register.DEPARTMENT -> this.organization.department(value).map(Department::name).orElse(value);
                default -> declared.field(key)
                    .map((field) -> say(
                            name.endsWith(FROM) ? "procedure.filter.from"
                                    : name.endsWith(TO) ? "procedure.filter.to" : "procedure.filter.is",
                            Fields.label(field, locale) + "\n" + shown(field, value, locale), locale))
                    .orElse(null);
            };
            if (label != null) {
                chips.add(new Chip(label, links.without(name)));
            }
        });
        return chips;
    }

    private String shown(FormComponent field, String value, Locale locale) {
        return (field.type() == FormComponent.Type.CHECKBOX) ? this.fields.text(field, Boolean.valueOf(value), locale)
                : (field.type() == FormComponent.Type.NUMBER) ? value : this.fields.text(field, value, locale);
    }

    /** Label and value stand on lines of their own. */
    private String say(String key, String lines, Locale locale) {
        return this.messages.getMessage(key, lines.split("\n", 2), locale);
    }

    /**
     * @param usual how long it takes; null where that is not known
     */
    record Offered(Declaration declared, String name, boolean mayStart, CaseDurations.@Nullable Usual usual) {

    }

    /**
     * @param waits null where nobody has it
     */
    record Row(CaseViews.Brief brief, @Nullable String department, Map<String, String> columns, @Nullable Waits waits) {

    }

    /**
     * @param due of its next open task; null where none has a time
     * @param with who has it
     */
    record Waits(@Nullable Instant due, String with) {

    }

    /**
     * @param kind {@code choice}, {@code tick}, {@code range} or {@code text}
     */
    record Control(String key, String label, String kind, boolean date, List<FormComponent.Option> options) {

    }

    /** A filter in force, and the list without it. */
    record Chip(String text, String without) {

    }

}

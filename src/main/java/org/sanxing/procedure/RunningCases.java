package org.sanxing.procedure;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormComponent;
import org.sanxing.notification.Notice;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.KeepDeputies;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.CaseCourse;
import org.sanxing.tasks.TaskGroups;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.Tell;
import org.sanxing.workflow.DeclaredProcedures;
import org.sanxing.workflow.UserTask;

/**
 * What the process of a case asks on its way: who has a task, whom to tell, a number, who
 * may read it; and that it is over. All in the transaction of the person whose action
 * moved it.
 */
@Component
public class RunningCases implements DeclaredProcedures, Tell.Declared, NoticeEvents {

    /** Names of variables that are no fields. */
    public static final String FURTHER_LEVEL = "furtherLevel";

    public static final String RETURNED_FROM = "returnedFrom";

    public static final String POSITION = "position";

    /** Words of {@code to} that are no holders. */
    public static final Set<String> TOLD = Set.of("addressees", "holders", "overseers");

    /** Of a field within a number: whoever decides must not fail for what was written. */
    private static final int LONGEST_PART = 40;

    /** How a case has come to those to whom it was published. */
    static final String PUBLISHED = "published";

    /** The words of {@code event}, and the notice that each is. */
    private static final Map<String, String> EVENTS = Map.of("approved", "caseApproved", "refused", "caseRefused",
            "entered", "caseEntered", "closed", "caseClosed", "returned", "returned", "withdrawn", "withdrawn",
            "reminded", "reminded", "escalated", "escalated");

    private final CaseStore cases;

    private final Declarations declarations;

    private final Holders holders;

    private final Register register;

    private final Fields fields;

    private final Organization organization;

    private final KeepDeputies deputies;

    private final Tasks tasks;

    private final Notifications notifications;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RunningCases(CaseStore cases, Declarations declarations, Holders holders, Register register, Fields fields,
            Organization organization, KeepDeputies deputies, Tasks tasks, Notifications notifications,
            WorkingCalendar calendar, ApplicationEventPublisher events, Clock clock) {
        this.cases = cases;
        this.declarations = declarations;
        this.holders = holders;
        this.register = register;
        this.fields = fields;
        this.organization = organization;
        this.deputies = deputies;
        this.tasks = tasks;
        this.notifications = notifications;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /** What a diagram can tell by an event. */
    public static Set<String> tellable() {
        return EVENTS.keySet();
    }

    @Override
    public List<String> events() {
        return List.of("caseApproved", "caseRefused", "caseEntered", "caseClosed", "casePublished", "caseTold",
                "caseWithoutDeputy");
    }

    Declaration declaration(ProcedureCase of) {
        return this.declarations.of(String.valueOf(of.definition()));
    }

    @Override
    public List<String> holders(String caseId, String elementId) {
        ProcedureCase of = this.cases.get(caseId);
        Declaration declared = declaration(of);
        Declaration.Step step = declared.step(elementId);
        List<String> all = this.holders.each(step, of);
        if (!all.isEmpty()) {
            this.cases.reached(of.id(), all, elementId, this.clock.instant());
            this.notifications.notify(waiting(of, step, all, "/tasks?view=todo&kind=" + declared.kind(elementId)));
        }
        return all;
    }

    @Override
    public String give(UserTask task, @Nullable String each) {
        ProcedureCase of = this.cases.get(task.caseId());
        Declaration.Step step = declaration(of).step(task.elementId());
        String holder = (each != null) ? each : holder(step, of);
        boolean arrives = of.waits(step);
        if (each == null) {
            Set<String> people = this.tasks.peopleBehind(holder, task.kind(), null,
                    step.keepsOut() ? of.subject() : null);
            this.cases.reached(of.id(), TaskGroups.isGroup(holder) ? members(holder) : List.of(holder), step.id(),
                    this.clock.instant());
            if (of.state() == CaseState.RETURNED) {
                this.notifications.notify(says("returned", people, of, task(task.id()), of.changedBy(), due(step, of)));
            }
            else if (of.state() != CaseState.DRAFT) {
                this.notifications.notify(waiting(of, step, people, task(task.id())));
            }
        }
        if (arrives) {
            this.cases.save(of);
        }
        return holder;
    }

    private static String task(String id) {
        return "/tasks/" + id;
    }

    private List<String> members(String group) {
        return TaskGroups.members(group, this.organization).stream().map(Person::account).toList();
    }

    /** The case has come to somebody whom the procedure did not name. */
    void reached(String caseId, String account, String step) {
        this.cases.reached(caseId, List.of(account), step, this.clock.instant());
    }

    /** The steps of people that may follow on one directly, whatever was decided. */
    Set<String> behind(ProcedureCase of, String step) {
        return this.declarations.behind(declaration(of), step);
    }

    /** Who has a step by the organisation as it is now. */
    String holder(Declaration.Step step, ProcedureCase of) {
        if (step.levels() == null) {
            return this.holders.holder(step, of);
        }
        if (newest(of, step.id()).isEmpty()) {
            of.levelsOf(step.id(), this.declarations.decide(String.valueOf(of.definition()), step.levels(),
                    firstFacts(declaration(of), of)));
        }
        Holders.Level level = this.holders.next(of.levels(), of.levelIndex(), of, null)
            .orElseGet(() -> this.holders.lastResort(of.levels(), of));
        of.level(level.index());
        return level.holder();
    }

    /**
     * Who holds the level by the organisation at which a case is; empty without levels.
     */
    Optional<String> levelHolder(Declaration.Step step, ProcedureCase of) {
        return (step.levels() == null) ? Optional.empty()
                : this.holders.next(of.levels(), of.levelIndex(), of, null)
                    .filter((level) -> level.index() == of.levelIndex())
                    .map(Holders.Level::holder);
    }

    /** The newest decision on this version at a step. */
    private Optional<CaseStore.Decision> newest(ProcedureCase of, String step) {
        return this.cases.decisions(of.id())
            .stream()
            .filter((decision) -> decision.version() == of.version() && decision.step().equals(step))
            .reduce((first, second) -> second);
    }

    /**
     * After an approval: whether another level follows, to which the case goes then.
     */
    boolean furtherLevel(ProcedureCase of, Declaration.Step step) {
        Holders.Decided decided = newest(of, step.id())
            .map((made) -> new Holders.Decided(made.holder(), made.actor(), made.onBehalfOf()))
            .orElse(null);
        Optional<Holders.Level> next = this.holders.next(of.levels(), of.levelIndex() + 1, of, decided);
        next.ifPresent((level) -> of.level(level.index()));
        return next.isPresent();
    }

    /** The levels after the one at which a case is, by the organisation as it is now. */
    List<CaseCourse.Next> levelsAfter(ProcedureCase of) {
        Declaration.Step step = (of.definition() != null) ? declaration(of).steps().get(String.valueOf(of.step()))
                : null;
        if (step == null || step.levels() == null || of.state().isOver()) {
            return List.of();
        }
        List<CaseCourse.Next> next = new ArrayList<>();
        String before = levelHolder(step, of).orElse("");
        int index = of.levelIndex() + 1;
        for (Optional<Holders.Level> level = level(of, index, before); level
            .isPresent(); level = level(of, level.get().index() + 1, level.get().holder())) {
            next.add(new CaseCourse.Next(declaration(of).kind(step.id()), TaskGroups.isGroup(level.get().holder())
                    ? members(level.get().holder()) : List.of(level.get().holder())));
        }
        return next;
    }

    private Optional<Holders.Level> level(ProcedureCase of, int index, String before) {
        return this.holders.next(of.levels(), index, of, new Holders.Decided(before, before, null));
    }

    /**
     * What the diagram and its tables read, of what was filled in; of what is not there
     * nothing is said, and it stays as it was.
     */
    public Map<String, Object> facts(Declaration declared, ProcedureCase of, Map<String, Object> data) {
        Map<String, Object> facts = new HashMap<>();
        for (String name : declared.facts()) {
            Object value = data.get(name);
            if (value instanceof Number number) {
                double exact = number.doubleValue();
                facts.put(name, (exact == Math.rint(exact)) ? (Object) number.longValue() : exact);
            }
            else if (value instanceof Boolean || value instanceof String) {
                facts.put(name, value);
            }
        }
        if (declared.facts().contains(POSITION)) {
            facts.put(POSITION, this.organization.positionOf(of.subject()).id());
        }
        return facts;
    }

    /** With all that is read before anybody has said it: an unknown name is an error. */
    Map<String, Object> firstFacts(Declaration declared, ProcedureCase of) {
        return firstFacts(declared, of, of.content());
    }

    /** The same of what a case said once. */
    public Map<String, Object> firstFacts(Declaration declared, ProcedureCase of, Map<String, Object> content) {
        Map<String, Object> facts = new HashMap<>();
        facts.put(FURTHER_LEVEL, false);
        facts.put(RETURNED_FROM, of.returnedFrom());
        facts.put(Declaration.DECISION, null);
        declared.facts()
            .forEach((name) -> facts.put(name,
                    declared.field(name)
                        .filter((field) -> field.type() == FormComponent.Type.CHECKBOX)
                        .<Object>map((field) -> false)
                        .orElse(facts.get(name))));
        facts.putAll(facts(declared, of, content));
        return facts;
    }

    /** The date by which a step is due; null where working days say it, or nothing. */
    @Nullable LocalDate dueOn(Declaration.Step step, ProcedureCase of) {
        if (step.due() == null || !(of.content().get(step.due()) instanceof String date) || date.isEmpty()) {
            return null;
        }
        LocalDate on = LocalDate.parse(date);
        return (step.days() != null) ? this.calendar.plusWorkingDays(on, step.days()) : on;
    }

    private @Nullable String due(Declaration.Step step, ProcedureCase of) {
        LocalDate on = dueOn(step, of);
        if (on == null && step.days() != null) {
            on = this.calendar.plusWorkingDays(this.calendar.today(), step.days());
        }
        return (on != null) ? on.toString() : null;
    }

    private Notice waiting(ProcedureCase of, Declaration.Step step, Collection<String> people, String link) {
        return says("taskWaiting", people, of, link, of.subject(), due(step, of));
    }

    /**
     * @param about account of the person whom the message names
     * @param more further arguments; nulls at the end are left out
     */
    private Notice says(String event, Collection<String> to, ProcedureCase of, String link, String about,
            @Nullable String... more) {
        List<String> arguments = new ArrayList<>(List.of(of.title(), name(about)));
        Stream.of(more).takeWhile((one) -> one != null).forEach(arguments::add);
        Notice notice = Notice.of(event, to, of.id(), link, arguments.toArray(String[]::new));
        return (of.number() != null) ? notice.numbered(of.number()) : notice;
    }

    private String name(String account) {
        return this.organization.find(account).map(Person::name).orElse(account);
    }

    /** Path of the page of a case. */
    public static String page(ProcedureCase of) {
        return "/procedures/" + of.procedure() + "/cases/" + of.id();
    }

    @Override
    public void tell(String caseId, Map<String, String> properties) {
        ProcedureCase of = this.cases.get(caseId);
        Set<String> people = people(words(properties.get("to")), of);
        String text = properties.get("text");
        if (text != null) {
            this.notifications.notify(says("caseTold", people, of, page(of), of.subject(), text));
            return;
        }
        tell(of, String.valueOf(properties.get("event")), people);
    }

    /** Where the message says more it is told of the step at which the case waits. */
    private void tell(ProcedureCase of, String event, Set<String> people) {
        String about = event.equals("reminded") || event.equals("escalated") ? of.subject() : of.changedBy();
        String due = null;
        String holders = null;
        if (event.equals("reminded") || event.equals("escalated")) {
            Declaration.Step step = declaration(of).steps().get(of.step());
            due = (step != null) ? due(step, of) : null;
            holders = event.equals("escalated")
                    ? holding(of).stream().map(this::name).collect(Collectors.joining(" / ")) : null;
            this.events
                .publishEvent((event.equals("reminded") ? CaseEvent.of("reminded", of) : CaseEvent.of("escalated", of))
                    .with("to", List.copyOf(people)));
        }
        this.notifications.notify(says(String.valueOf(EVENTS.get(event)), people, of, page(of), about, due, holders));
    }

    /** Those who had it are told that it is with its subject again. */
    void withdrawn(ProcedureCase of, Declaration declared) {
        if (of.step() != null && declared.steps().containsKey(of.step())) {
            this.notifications.notify(says("withdrawn", holding(of), of, page(of), of.subject()));
        }
    }

    /** A deadline has come of which the diagram tells nobody. */
    void due(ProcedureCase of, String holder, String kind, boolean overdue) {
        Set<String> holding = this.tasks.peopleBehind(holder, kind, null, null);
        if (!overdue) {
            tell(of, "reminded", holding);
            return;
        }
        Set<String> above = overseers(of);
        above.removeAll(holding);
        tell(of, "escalated", above);
    }

    private Set<String> people(Collection<String> words, ProcedureCase of) {
        Set<String> people = new LinkedHashSet<>();
        for (String word : words) {
            people.addAll(switch (word) {
                case "addressees" -> this.cases.reachedBy(of.id(), PUBLISHED);
                case "holders" -> holding(of);
                case "overseers" -> overseers(of);
                default -> this.holders.people(List.of(word), of);
            });
        }
        return people;
    }

    /** Those who have what is open of it, and who stand in for them. */
    private Set<String> holding(ProcedureCase of) {
        String kind = declaration(of).kind(String.valueOf(of.step()));
        return this.tasks.holdersOf(of.id(), kind)
            .stream()
            .flatMap((holder) -> this.tasks.peopleBehind(holder, kind, null, null).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The next above the subject, or the leader: told that something is overdue. */
    private Set<String> overseers(ProcedureCase of) {
        Set<String> above = new LinkedHashSet<>(this.holders.people(List.of("superior"), of));
        above.remove(of.subject());
        if (above.isEmpty()) {
            this.holders.leader(of.subject()).ifPresent(above::add);
        }
        return above;
    }

    /** Words with commas between them. */
    static List<String> words(@Nullable String text) {
        return Stream.of(StringUtils.tokenizeToStringArray(text, ",", true, true)).toList();
    }

    /** Gives the number, where the procedure has one and the case has none yet. */
    public void enter(String caseId) {
        ProcedureCase of = this.cases.get(caseId);
        Declaration declared = declaration(of);
        NumberPattern pattern = declared.number();
        if (pattern != null && of.number() == null) {
            Map<String, Object> content = of.content();
            String named = NumberPattern.filled(pattern.text(), (name) -> name.equals(NumberPattern.SEQUENCE) ? null
                    : name.equals(NumberPattern.YEAR) ? String.valueOf(this.calendar.today().getYear())
                            : declared.field(name)
                                .map((field) -> this.fields.text(field, content.get(name), Locale.SIMPLIFIED_CHINESE))
                                .map((text) -> Texts.cut(text, LONGEST_PART))
                                .orElse(""));
            String per = switch (pattern.per()) {
                case "organ" -> "";
                case "department" -> String.valueOf(of.departmentId());
                case "branch" -> String.valueOf(of.branchId());
                default -> Texts.cut(String.valueOf(content.get(pattern.per())), LONGEST_PART);
            };
            int number = this.cases.next(of.procedure() + "/" + per + "/" + named);
            of.numbered(named.replace("{" + NumberPattern.SEQUENCE + "}", String.valueOf(number)));
            this.tasks.alsoFoundBy(of.id(), of.number());
        }
        this.cases.save(of);
        this.events.publishEvent(CaseEvent.of("entered", of).with("number", of.number()));
    }

    /** Those whom a field names may read it from now on, and are told. */
    public void publish(String caseId, String to) {
        ProcedureCase of = this.cases.get(caseId);
        Set<String> people = this.holders.people(words(to), of);
        if (people.isEmpty()) {
            return;
        }
        this.cases.reached(of.id(), people, PUBLISHED, this.clock.instant());
        this.notifications.notify(says("casePublished", people, of, page(of), of.subject()));
        this.events.publishEvent(CaseEvent.of("published", of).with("to", List.copyOf(people)));
    }

    /**
     * The subject has a deputy from one date to another, where one is chosen. What was
     * possible at the submission may no longer be: that keeps nobody from deciding, and
     * the subject is told.
     */
    public void deputize(String caseId, String from, String to, String field) {
        ProcedureCase of = this.cases.get(caseId);
        if (of.content().get(field) instanceof String account && !account.isEmpty()
                && this.deputies
                    .nameAsAsked(of.subject(), account, date(of, from), date(of, to), reason(of, declaration(of)))
                    .isPresent()) {
            this.notifications.notify(says("caseWithoutDeputy", Set.of(of.subject()), of, "/account/deputy", account));
        }
    }

    /** What the deputation is for, as the deputy may read it: never the title. */
    private static String reason(ProcedureCase of, Declaration declared) {
        return declared.name().chinese() + ((of.number() != null) ? " " + of.number() : "");
    }

    /**
     * Refuses, before a case goes its way, a deputy who could not be one.
     * @param content of the case as it will be
     */
    void requireDeputies(Declaration declared, String subject, Map<String, Object> content) {
        for (Declaration.Deputizing one : declared.deputies()) {
            Declaration.Period period = one.period();
            if (content.get(one.account()) instanceof String account && !account.isEmpty()
                    && content.get(period.from()) instanceof String from
                    && content.get(period.to()) instanceof String to && to.compareTo(from) >= 0) {
                Map<String, String> fields = Map.of("to", one.account(), "from", period.from(), "until", period.to());
                try {
                    this.deputies.requirePossible(subject, account, LocalDate.parse(from), LocalDate.parse(to));
                }
                catch (InvalidInput wrong) {
                    throw new InvalidInput(wrong.errors()
                        .stream()
                        .map((error) -> new FieldError(fields.getOrDefault(error.field(), one.account()), error.code(),
                                error.arguments()))
                        .toList());
                }
            }
        }
    }

    /** The subject is there again: deputies whom the case named are none any more. */
    void back(ProcedureCase of, Declaration declared, String actor) {
        Map<String, Object> content = of.content();
        for (Declaration.Deputizing one : declared.deputies()) {
            if (content.get(one.account()) instanceof String account && !account.isEmpty()
                    && content.get(one.period().to()) instanceof String to) {
                this.deputies.endAsAsked(of.subject(), account, LocalDate.parse(to), declared.name().chinese(), actor);
            }
        }
    }

    /**
     * The working days from one date to another, both counted.
     * @throws InvalidInput where the second is before the first
     */
    public long workingDays(String caseId, String from, String to, String into) {
        ProcedureCase of = this.cases.get(caseId);
        LocalDate first = date(of, from);
        LocalDate last = date(of, to);
        if (last.isBefore(first)) {
            throw new InvalidInput(to, "before-other-date", label(of, to), label(of, from));
        }
        long days = this.calendar.workingDaysBetween(first.minusDays(1), last);
        of.put(Map.of(into, days));
        this.register.keep(of, declaration(of));
        this.cases.save(of);
        return days;
    }

    private LocalDate date(ProcedureCase of, String field) {
        if (of.content().get(field) instanceof String date && !date.isEmpty()) {
            return LocalDate.parse(date);
        }
        throw new InvalidInput(field, "required", label(of, field));
    }

    private String label(ProcedureCase of, String field) {
        return declaration(of).field(field).map(FormComponent::spoken).orElse(field);
    }

    @Override
    public void reached(String caseId, String endElementId) {
        ProcedureCase of = this.cases.get(caseId);
        of.reached(endElementId);
        this.cases.save(of);
    }

    @Override
    public void ended(String caseId) {
        ProcedureCase of = this.cases.get(caseId);
        Instant now = this.clock.instant();
        CaseState state = Optional.ofNullable(declaration(of).ends().get(String.valueOf(of.step())))
            .map(Declaration.Waiting::state)
            .orElse(CaseState.CLOSED);
        of.end(state, of.changedBy(), now);
        this.cases.save(of);
        back(of, declaration(of), of.changedBy());
        this.events.publishEvent(CaseEvent.of("closed", of).with("state", state.id()));
    }

}

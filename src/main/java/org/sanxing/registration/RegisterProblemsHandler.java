package org.sanxing.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;

import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.Deadlines;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Confirmation;
import org.sanxing.ledger.EntryTitle;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflections.AcceptedReflection;
import org.sanxing.reflection.Reflections.Problem;
import org.sanxing.reflection.Reflections;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The task in which a branch registers the problems of an accepted material. */
@Component
public class RegisterProblemsHandler implements TaskHandler {

    private final Reflections reflections;

    private final RegisterProblems registerProblems;

    private final LedgerEntries entries;

    private final Registrations registrations;

    private final LedgerNames.Source names;

    private final Tasks tasks;

    private final Organization organization;

    private final Deadlines deadlines;

    private final WorkingCalendar calendar;

    private final MessageSource messages;

    RegisterProblemsHandler(Reflections reflections, RegisterProblems registerProblems, LedgerEntries entries,
            Registrations registrations, LedgerNames.Source names, Tasks tasks, Organization organization,
            Deadlines deadlines, WorkingCalendar calendar, MessageSource messages) {
        this.reflections = reflections;
        this.registerProblems = registerProblems;
        this.entries = entries;
        this.registrations = registrations;
        this.names = names;
        this.tasks = tasks;
        this.organization = organization;
        this.deadlines = deadlines;
        this.calendar = calendar;
        this.messages = messages;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("registerProblems");
    }

    @Override
    public Set<String> formKeys(String kind) {
        return Set.of("entries", "entries[].problem", "entries[].title", "entries[].rootCause",
                "entries[].deadlineClass", "entries[].responsible", "opinion");
    }

    @Override
    public Map<String, Set<String>> understood(String kind) {
        return Map.of("entries[].deadlineClass", DeadlineClass.ids());
    }

    @Override
    public WorkItemFacts describe(String kind, String caseId) {
        AcceptedReflection material = this.reflections.accepted(caseId);
        return new WorkItemFacts(material.id(), null, material.title(), material.author(), material.departmentId(),
                material.campaignId(), material.version(), material.author(), this.deadlines.registration());
    }

    @Override
    public String stateOf(String caseId) {
        return this.reflections.stateOf(caseId);
    }

    @Override
    public void reached(WorkItem item, String account) {
        this.reflections.reached(item.caseId(), account, item.kind());
    }

    @Override
    public Optional<String> rightfulHolder(WorkItem item) {
        return this.reflections.registrars(item.caseId());
    }

    @Override
    public TaskPage caseView(WorkItem item, Person person) {
        AcceptedReflection material = this.reflections.accepted(item.caseId());
        this.reflections.opened(material.id(), person.account());
        return new TaskPage("registration/_case", Map.of("material", material));
    }

    @Override
    public boolean mayRead(WorkItem item, Person person) {
        return this.reflections.mayRead(item.caseId(), person.account());
    }

    @Override
    public Map<String, Object> initialData(WorkItem item, Person person) {
        AcceptedReflection material = this.reflections.accepted(item.caseId());
        boolean authorIsHere = this.organization.find(material.author()).filter(Person::active).isPresent();
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Problem problem : material.problems()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("problem", problem.index());
            line.put("title", EntryTitle.of(problem.manifestation()));
            line.put("rootCause", problem.cause());
            line.put("deadlineClass", problem.deadlineClass());
            line.put("responsible", authorIsHere ? material.author() : "");
            lines.add(line);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("entries", lines);
        data.put("opinion", "");
        return data;
    }

    /** The entries begin with what the author wrote. */
    @Override
    public void shown(WorkItem item, Person person) {
        this.reflections.opened(item.caseId(), person.account());
    }

    @Override
    public TaskPage page(WorkItem item, Person person) {
        AcceptedReflection material = this.reflections.accepted(item.caseId());
        this.reflections.opened(material.id(), person.account());
        LedgerNames known = this.names.with(List.of(material.author(), item.author()));
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("material", material);
        model.put("known", known);
        model.put("today", this.calendar.today());
        model.put("mayReadMaterial", this.reflections.mayRead(material.id(), person.account()));
        model.put("branch", known.branch(material.branchId()));
        Optional<Registration> registration = this.registrations.find(material.id());
        model.put("registration", registration.orElse(null));
        model.put("registered", registration.isPresent() ? this.entries.ofReflection(material.id()) : List.of());
        model.put("registeredBy",
                registration.map((done) -> this.organization.get(done.registeredBy()).name()).orElse(""));
        return new TaskPage("registration/register", model);
    }

    @Override
    public String decision(String kind, Map<String, Object> data) {
        return "register";
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        List<String> numbers = this.registerProblems
            .execute(new RegisterProblems.Command(item.id(), item.caseId(), data, actor.account(), actor.onBehalfOf()));
        this.tasks.alsoFoundBy(item.caseId(), String.join(" ", numbers));
        return new Outcome("registered", decision(item.kind(), data),
                Confirmation.of("ledger.flash.registered", numbers.size(), String.join(
                        this.messages.getMessage("ledger.flash.registered.and", null, LocaleContextHolder.getLocale()),
                        numbers)));
    }

}

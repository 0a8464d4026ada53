package org.sanxing.registration;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.Recorded;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryNumbers;
import org.sanxing.ledger.EntrySource;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerEntryOpened;
import org.sanxing.ledger.LedgerNumber;
import org.sanxing.organization.Branch;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.rectification.BeginRectification;
import org.sanxing.reflection.Reflections.AcceptedReflection;
import org.sanxing.reflection.Reflections.Problem;
import org.sanxing.reflection.Reflections;
import org.sanxing.tasks.Tasks;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/**
 * A member of the committee registers the problems of an accepted material. What was
 * decided is kept; the process then opens the entries.
 */
@UseCase
public class RegisterProblems {

    private final Reflections reflections;

    private final Organization organization;

    private final Registrations registrations;

    private final LedgerEntries entries;

    private final EntryNumbers numbers;

    private final WorkingCalendar calendar;

    private final BeginRectification beginRectification;

    private final Workflow workflow;

    private final Tasks tasks;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RegisterProblems(Reflections reflections, Organization organization, Registrations registrations,
            LedgerEntries entries, EntryNumbers numbers, WorkingCalendar calendar,
            BeginRectification beginRectification, Workflow workflow, Tasks tasks, ApplicationEventPublisher events,
            Clock clock) {
        this.reflections = reflections;
        this.organization = organization;
        this.registrations = registrations;
        this.entries = entries;
        this.numbers = numbers;
        this.calendar = calendar;
        this.beginRectification = beginRectification;
        this.workflow = workflow;
        this.tasks = tasks;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @return the numbers of the entries, in the order of the problems
     */
    public List<String> execute(Command command) {
        AcceptedReflection material = this.reflections.accepted(command.reflectionId());
        if (command.actor().equals(material.author()) || material.author().equals(command.onBehalfOf())) {
            throw new Forbidden("own-material");
        }
        this.registrations.find(material.id()).ifPresent((earlier) -> {
            throw new Conflict("reflection-registered-already").in("registered")
                .by(earlier.registeredBy(), earlier.registeredAt());
        });
        Set<String> eligible = this.organization.staff().stream().map(Person::account).collect(Collectors.toSet());
        List<Registration.Entry> entries = RegistrationForm.read(command.data(), material.problems(), eligible);
        Map<String, Object> others = new LinkedHashMap<>(command.data());
        others.remove("entries");
        this.registrations.add(new Registration(material.id(), material.version(), material.branchId(), entries, others,
                command.actor(), command.onBehalfOf(), this.clock.instant()), material.author());
        this.workflow.complete(command.taskId(), Map.of());
        return numbers(this.entries.ofReflection(material.id()));
    }

    /** Opens an entry for each problem that was registered; a step of the process. */
    public void openEntries(String reflectionId) {
        Registration registration = this.registrations.find(reflectionId)
            .orElseThrow(() -> new IllegalStateException("Material " + reflectionId + " was not registered"));
        AcceptedReflection material = this.reflections.accepted(reflectionId);
        Branch branch = this.organization.branch(registration.branchId())
            .orElseThrow(() -> new IllegalStateException("No branch " + registration.branchId()));
        List<LedgerEntry> opened = entries(registration, material, branch);
        this.entries.add(opened);
        this.tasks.added(opened.stream().map(LedgerEntry::id).toList());
        this.events.publishEvent(new Recorded(registered(registration, numbers(opened))));
        opened.forEach((entry) -> this.events.publishEvent(new LedgerEntryOpened(entry)));
        this.reflections.markRegistered(reflectionId, registration.registeredBy());
        opened.forEach(this.beginRectification::execute);
    }

    private List<LedgerEntry> entries(Registration registration, AcceptedReflection material, Branch branch) {
        Map<Integer, Problem> problems = material.problems()
            .stream()
            .collect(Collectors.toMap(Problem::index, Function.identity()));
        LedgerNumber first = this.numbers.reserve(branch, this.calendar.dateOf(registration.registeredAt()).getYear(),
                registration.entries().size());
        List<LedgerEntry> entries = new ArrayList<>();
        for (Registration.Entry entry : registration.entries()) {
            Problem problem = problems.get(entry.problem());
            entries.add(LedgerEntry.open(
                    new LedgerEntry.Identity(Ids.next(), first.plus(entries.size()), branch.id(),
                            entry.responsible().equals(material.author()) ? material.departmentId()
                                    : this.organization.get(entry.responsible()).departmentId(),
                            material.campaignId(),
                            new EntrySource.Reflection(material.id(), registration.version(), entry.problem()),
                            material.author(), registration.registeredBy(), registration.registeredAt()),
                    new LedgerEntry.Statement(entry.title(), problem.manifestation(), entry.rootCause(),
                            problem.measure(), problem.category(), entry.deadlineClass()),
                    entry.responsible(),
                    entry.deadlineClass().dueOn(this.calendar.dateOf(registration.registeredAt()), this.calendar)));
        }
        return entries;
    }

    /** With what the form asked of each problem, and of all of them. */
    private static AuditRecord registered(Registration registration, List<String> numbers) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Registration.Entry entry : registration.entries()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("number", numbers.get(entries.size()));
            line.putAll(entry.fields());
            entries.add(line);
        }
        AuditRecord record = AuditRecord
            .of(registration.reflectionId(), "reflection", "registered", registration.registeredBy())
            .onBehalfOf(registration.onBehalfOf())
            .version(registration.version())
            .detail("entries", entries);
        for (Map.Entry<String, Object> field : registration.others().entrySet()) {
            record = record.detail(field.getKey(), field.getValue());
        }
        return record;
    }

    private static List<String> numbers(List<LedgerEntry> entries) {
        return entries.stream().map((entry) -> entry.number().toString()).toList();
    }

    /**
     * @param onBehalfOf account of the member for whom a deputy registers; null otherwise
     * @param data {@code entries} and {@code opinion}, as api.md gives them
     */
    public record Command(String taskId, String reflectionId, Map<String, Object> data, String actor,
            @Nullable String onBehalfOf) {

    }

}

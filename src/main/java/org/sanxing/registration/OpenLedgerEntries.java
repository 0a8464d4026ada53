package org.sanxing.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerEntryOpened;
import org.sanxing.ledger.LedgerNumber;
import org.sanxing.organization.Branch;
import org.sanxing.organization.Organization;
import org.sanxing.rectification.BeginRectification;
import org.sanxing.reflection.Reflections.AcceptedReflection;
import org.sanxing.reflection.Reflections.Problem;
import org.sanxing.reflection.Reflections;
import org.springframework.context.ApplicationEventPublisher;

/** Opens an entry for each problem that was registered; a step of the review process. */
@UseCase
public class OpenLedgerEntries {

    private final Reflections reflections;

    private final Registrations registrations;

    private final LedgerEntries entries;

    private final Organization organization;

    private final WorkingCalendar calendar;

    private final BeginRectification beginRectification;

    private final ApplicationEventPublisher events;

    OpenLedgerEntries(Reflections reflections, Registrations registrations, LedgerEntries entries,
            Organization organization, WorkingCalendar calendar, BeginRectification beginRectification,
            ApplicationEventPublisher events) {
        this.reflections = reflections;
        this.registrations = registrations;
        this.entries = entries;
        this.organization = organization;
        this.calendar = calendar;
        this.beginRectification = beginRectification;
        this.events = events;
    }

    public void execute(String reflectionId) {
        Registration registration = this.registrations.find(reflectionId)
            .orElseThrow(() -> new IllegalStateException("Material " + reflectionId + " was not registered"));
        AcceptedReflection material = this.reflections.accepted(reflectionId);
        Branch branch = this.organization.branch(registration.branchId())
            .orElseThrow(() -> new IllegalStateException("No branch " + registration.branchId()));
        List<LedgerEntry> opened = open(registration, material, branch);
        opened.forEach(this.entries::add);
        this.events.publishEvent(new ProblemsRegistered(registration,
                opened.stream().map((entry) -> entry.number().toString()).toList()));
        opened.forEach((entry) -> this.events.publishEvent(new LedgerEntryOpened(entry)));
        this.reflections.markRegistered(reflectionId, registration.registeredBy());
        opened.forEach(this.beginRectification::execute);
    }

    private List<LedgerEntry> open(Registration registration, AcceptedReflection material, Branch branch) {
        Map<Integer, Problem> problems = material.problems()
            .stream()
            .collect(Collectors.toMap(Problem::index, Function.identity()));
        int year = this.calendar.dateOf(registration.registeredAt()).getYear();
        int next = this.entries.reserve(branch.id(), year, registration.entries().size());
        List<LedgerEntry> opened = new ArrayList<>();
        for (Registration.Entry entry : registration.entries()) {
            Problem problem = problems.get(entry.problem());
            LedgerEntry.Source source = new LedgerEntry.Source(LedgerEntry.Source.REFLECTION, material.id(),
                    registration.version(), entry.problem());
            LedgerEntry.Origin origin = new LedgerEntry.Origin(branch.id(), material.departmentId(),
                    material.campaignId(), problem.category(), problem.manifestation(), problem.measure(), source,
                    material.author());
            opened.add(LedgerEntry.open(new LedgerNumber(branch.code(), year, next++), origin, entry.title(),
                    entry.rootCause(), entry.deadlineClass(), entry.responsible(), registration.registeredBy(),
                    registration.registeredAt(), this.calendar));
        }
        return opened;
    }

}

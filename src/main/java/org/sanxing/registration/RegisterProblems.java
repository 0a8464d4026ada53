package org.sanxing.registration;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflections.AcceptedReflection;
import org.sanxing.reflection.Reflections;
import org.sanxing.workflow.Workflow;

/**
 * A member of the committee registers the problems of an accepted material. What was
 * decided is kept; the process then opens the entries ({@link OpenLedgerEntries}).
 */
@UseCase
public class RegisterProblems {

    private final Reflections reflections;

    private final Organization organization;

    private final Registrations registrations;

    private final LedgerEntries entries;

    private final Workflow workflow;

    private final Clock clock;

    RegisterProblems(Reflections reflections, Organization organization, Registrations registrations,
            LedgerEntries entries, Workflow workflow, Clock clock) {
        this.reflections = reflections;
        this.organization = organization;
        this.registrations = registrations;
        this.entries = entries;
        this.workflow = workflow;
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
                command.actor(), command.onBehalfOf(), this.clock.instant()));
        this.workflow.complete(command.taskId(), Map.of());
        return this.entries.numbersOf(material.id());
    }

    /**
     * @param onBehalfOf account of the member for whom a deputy registers; null otherwise
     * @param data {@code entries} and {@code opinion}, as api.md gives them
     */
    public record Command(String taskId, String reflectionId, Map<String, Object> data, String actor,
            @Nullable String onBehalfOf) {

    }

}

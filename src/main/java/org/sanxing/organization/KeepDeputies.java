package org.sanxing.organization;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;

import org.springframework.context.ApplicationEventPublisher;

/**
 * A person names who stands in while they are away, or the system administrator does it
 * for them. Tasks that are open already are included.
 */
@UseCase
class KeepDeputies {

    static final int LONGEST_REASON = 500;

    private final Organization organization;

    private final OrganizationStore store;

    private final JdbcDeputies deputies;

    private final Scopes scopes;

    private final Clock clock;

    private final ApplicationEventPublisher events;

    KeepDeputies(Organization organization, OrganizationStore store, JdbcDeputies deputies, Scopes scopes, Clock clock,
            ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.deputies = deputies;
        this.scopes = scopes;
        this.clock = clock;
        this.events = events;
    }

    Deputation name(NameDeputyCommand command) {
        String principal = Objects.requireNonNullElse(OrganizationInput.trimmed(command.principal()), command.actor());
        boolean forAnother = !principal.equals(command.actor());
        if (forAnother) {
            Roles.requireSystemAdministrator(this.organization, command.actor());
        }
        else if (administrator(principal)) {
            throw new Forbidden("administrators-have-no-deputy");
        }
        String deputy = OrganizationInput.trimmed(command.to());
        // In one order for all: two who name each other wait for one another here.
        this.store.lockPeople((deputy != null) ? List.of(principal, deputy) : List.of(principal));
        Deputation deputation = checked(command, principal, deputy, forAnother);
        DeputationRules
            .clash(deputation,
                    this.deputies.open(List.of(deputation.principal(), deputation.deputy()))
                        .stream()
                        .map(DeputationRow::deputation)
                        .toList())
            .ifPresent(this::refuse);
        String reason = OrganizationInput.trimmed(command.reason());
        this.deputies.insert(new DeputationRow(deputation, reason, this.clock.instant(), command.actor(), null, null));
        this.events.publishEvent(new OrganizationEvent.DeputyNamed(command.actor(), deputation,
                Scopes.named(deputation.campaigns(), this.scopes.campaigns()).stream().map(Named::name).toList(),
                reason));
        return deputation;
    }

    private boolean administrator(String account) {
        return this.organization.rolesOf(account).stream().anyMatch(Role::ofAdministrators);
    }

    private boolean colleague(String account) {
        return this.organization.find(account).filter(Person::active).isPresent() && !administrator(account);
    }

    /** Gathers all that is wrong before refusing. */
    private Deputation checked(NameDeputyCommand command, String principal, @Nullable String deputy,
            boolean forAnother) {
        List<FieldError> errors = new ArrayList<>();
        if (forAnother && !colleague(principal)) {
            errors.add(FieldError.of("for", "not-active-staff"));
        }
        if (deputy == null) {
            errors.add(FieldError.of("to", "needed"));
        }
        else if (deputy.equals(principal)) {
            errors.add(FieldError.of("to", "own-deputy"));
        }
        else if (!colleague(deputy)) {
            errors.add(FieldError.of("to", "not-active-staff"));
        }
        LocalDate today = this.deputies.today();
        LocalDate from = day("from", command.from(), errors);
        LocalDate until = day("until", command.until(), errors);
        if (from != null && from.isBefore(today)) {
            errors.add(FieldError.of("from", "day-past"));
        }
        else if (from != null && from.isAfter(today.plusYears(DeputationRules.YEARS))) {
            errors.add(FieldError.of("from", "day-too-far"));
        }
        if (from != null && until != null && until.isBefore(from)) {
            errors.add(FieldError.of("until", "day-before-first"));
        }
        else if (from != null && until != null && until.isAfter(from.plusYears(DeputationRules.YEARS))) {
            errors.add(FieldError.of("until", "period-too-long"));
        }
        Set<String> kinds = Scopes.ids(command.kinds());
        if (!Scopes.allOffered(kinds, this.scopes.kinds(Locale.ROOT))) {
            errors.add(FieldError.of("kinds", "unknown"));
        }
        Set<String> campaigns = Scopes.ids(command.campaigns());
        if (!Scopes.allOffered(campaigns, this.scopes.campaigns())) {
            errors.add(FieldError.of("campaigns", "unknown"));
        }
        String reason = OrganizationInput.trimmed(command.reason());
        if (reason == null && forAnother) {
            errors.add(FieldError.of("reason", "needed"));
        }
        else if (reason != null && reason.length() > LONGEST_REASON) {
            errors.add(FieldError.of("reason", "longer-than", LONGEST_REASON));
        }
        else if (reason != null && reason.codePoints().anyMatch(Character::isISOControl)) {
            errors.add(FieldError.of("reason", "with-control-character"));
        }
        if (!errors.isEmpty() || deputy == null || from == null || until == null) {
            throw new InvalidInput(errors);
        }
        return new Deputation(Ids.next(), principal, deputy, from, until, kinds, campaigns);
    }

    private static @Nullable LocalDate day(String field, @Nullable String typed, List<FieldError> errors) {
        String text = OrganizationInput.trimmed(typed);
        if (text == null) {
            errors.add(FieldError.of(field, "needed"));
            return null;
        }
        try {
            return LocalDate.parse(text);
        }
        catch (DateTimeParseException ex) {
            errors.add(FieldError.of(field, "day-format"));
            return null;
        }
    }

    private void refuse(DeputationRules.Clash clash) {
        Deputation other = clash.with();
        throw new Conflict(clash.reason().code(), this.organization.get(other.principal()).name(),
                this.organization.get(other.deputy()).name(), other.from(), other.until())
            .with("deputation", other.id());
    }

    /**
     * Ends a deputation before its last day: the one who is away, the one who stands in,
     * or the system administrator. It stays in the record.
     */
    Deputation end(String actor, String id) {
        DeputationRow row = this.deputies.find(id).orElseThrow(() -> new NotFound("deputation"));
        Deputation deputation = row.deputation();
        boolean own = actor.equals(deputation.principal()) || actor.equals(deputation.deputy());
        if (!own && !this.organization.rolesOf(actor).contains(Role.SYSTEM_ADMINISTRATOR)) {
            throw new NotFound("deputation");
        }
        if (!this.deputies.end(deputation.id(), actor)) {
            DeputationRow now = this.deputies.find(id).orElse(row);
            throw new Conflict("deputation-over").in(now.on(this.deputies.today()).id())
                .by(now.endedBy(), now.endedAt());
        }
        this.events.publishEvent(new OrganizationEvent.DeputyEnded(actor, deputation));
        return deputation;
    }

    /**
     * @param principal account of who is away; null for the actor
     * @param to account of the deputy
     * @param from first day, {@code yyyy-MM-dd}
     * @param until last day
     * @param kinds null or empty for all
     * @param campaigns null or empty for all
     * @param reason needed where it is done for somebody else
     */
    record NameDeputyCommand(String actor, @Nullable String principal, @Nullable String to, @Nullable String from,
            @Nullable String until, @Nullable Collection<@Nullable String> kinds,
            @Nullable Collection<@Nullable String> campaigns, @Nullable String reason) {

    }

}

package org.sanxing.organization;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.common.UseCase;
import org.sanxing.organization.OrganizationForms.DeputyForm;

import org.springframework.context.ApplicationEventPublisher;

/**
 * A person names who stands in while they are away, or the system administrator does it
 * for them. Tasks that are open already are included.
 */
@UseCase
public class KeepDeputies {

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

    Deputation name(String actor, DeputyForm form) {
        Deputation deputation = check(actor, form);
        this.deputies.insert(new DeputationRow(deputation, form.reason(), this.clock.instant(), actor, null, null));
        this.events.publishEvent(new OrganizationEvent.DeputyNamed(actor, deputation,
                Scopes.named(deputation.campaigns(), this.scopes.campaigns()).stream().map(Named::name).toList(),
                form.reason()));
        return deputation;
    }

    /**
     * Refuses what a person could not name for themselves, before a case asks for it.
     * Days that have passed count for nothing.
     * @throws org.sanxing.common.InvalidInput with the fields {@code to}, {@code from}
     * and {@code until}
     * @throws Conflict where it cannot be beside another one
     */
    public void requirePossible(String principal, String deputy, LocalDate from, LocalDate until) {
        if (!until.isBefore(this.deputies.today())) {
            check(principal, asked(deputy, from, until, null));
        }
    }

    private DeputyForm asked(String deputy, LocalDate from, LocalDate until, @Nullable String reason) {
        LocalDate today = this.deputies.today();
        return new DeputyForm(null, deputy, (from.isBefore(today) ? today : from).toString(), until.toString(), null,
                null, reason);
    }

    /**
     * Names a deputy as a person asked for it in a case, for what is left of the days.
     * @param reason the case, as colleagues may read it
     * @return why it cannot be any more; empty where it is, or nothing is left
     */
    public Optional<Refusal> nameAsAsked(String principal, String deputy, LocalDate from, LocalDate until,
            String reason) {
        if (until.isBefore(this.deputies.today())) {
            return Optional.empty();
        }
        try {
            name(principal, asked(deputy, from, until, reason));
            return Optional.empty();
        }
        catch (InvalidInput | Conflict | Forbidden refused) {
            return Optional.of(refused);
        }
    }

    /**
     * Ends what {@link #nameAsAsked} named, where it is not over by itself.
     * @param reason how that of the case begins
     */
    public void endAsAsked(String principal, String deputy, LocalDate until, String reason, String actor) {
        this.deputies.open(List.of(principal))
            .stream()
            .filter((row) -> row.reason() != null && row.reason().startsWith(reason))
            .map(DeputationRow::deputation)
            .filter((one) -> one.principal().equals(principal) && one.deputy().equals(deputy)
                    && one.until().equals(until))
            .filter((one) -> this.deputies.end(one.id(), actor))
            .forEach((one) -> this.events.publishEvent(new OrganizationEvent.DeputyEnded(actor, one)));
    }

    /** Refuses whom and what cannot be named. */
    Deputation check(String actor, DeputyForm form) {
        String principal = Objects.requireNonNullElse(form.principal(), actor);
        boolean forAnother = !principal.equals(actor);
        if (forAnother) {
            Roles.requireSystemAdministrator(this.organization, actor);
        }
        else if (administrator(principal)) {
            throw new Forbidden("administrators-have-no-deputy");
        }
        String deputy = form.to();
        // In one order for all: two who name each other wait for one another here.
        this.store.lockPeople((deputy != null) ? List.of(principal, deputy) : List.of(principal));
        Deputation deputation = checked(form, principal, deputy, forAnother);
        DeputationRules
            .clash(deputation,
                    this.deputies.open(List.of(deputation.principal(), deputation.deputy()))
                        .stream()
                        .map(DeputationRow::deputation)
                        .toList())
            .ifPresent(this::refuse);
        return deputation;
    }

    private boolean administrator(String account) {
        return this.organization.rolesOf(account).stream().anyMatch(Role::ofAdministrators);
    }

    private boolean colleague(String account) {
        return this.organization.find(account).filter(Person::active).isPresent() && !administrator(account);
    }

    /** Gathers all that is wrong before refusing. */
    private Deputation checked(DeputyForm form, String principal, @Nullable String deputy, boolean forAnother) {
        OrganizationInput input = OrganizationInput.check();
        if (forAnother && !colleague(principal)) {
            input.error("for", "not-active-staff");
        }
        if (deputy == null) {
            input.error("to", "needed");
        }
        else if (deputy.equals(principal)) {
            input.error("to", "own-deputy");
        }
        else if (!colleague(deputy)) {
            input.error("to", "not-active-staff");
        }
        LocalDate today = this.deputies.today();
        LocalDate from = day("from", form.from(), input);
        LocalDate until = day("until", form.until(), input);
        if (from != null && from.isBefore(today)) {
            input.error("from", "day-past");
        }
        else if (from != null && from.isAfter(today.plusYears(DeputationRules.YEARS))) {
            input.error("from", "day-too-far");
        }
        if (from != null && until != null && until.isBefore(from)) {
            input.error("until", "day-before-first");
        }
        else if (from != null && until != null && until.isAfter(from.plusYears(DeputationRules.YEARS))) {
            input.error("until", "period-too-long");
        }
        Set<String> kinds = Scopes.ids(form.kinds());
        if (!Scopes.allOffered(kinds, this.scopes.kinds(Locale.ROOT))) {
            input.error("kinds", "unknown");
        }
        Set<String> campaigns = Scopes.ids(form.campaigns());
        if (!Scopes.allOffered(campaigns, this.scopes.campaigns())) {
            input.error("campaigns", "unknown");
        }
        input.require(form.reason() != null || !forAnother, "reason", "needed")
            .text("reason", form.reason(), LONGEST_REASON)
            .refuseWhatIsWrong();
        return new Deputation(Ids.next(), principal, Objects.requireNonNull(deputy), Objects.requireNonNull(from),
                Objects.requireNonNull(until), kinds, campaigns);
    }

    private static @Nullable LocalDate day(String field, @Nullable String typed, OrganizationInput input) {
        String text = OrganizationInput.trimmed(typed);
        if (text == null) {
            input.error(field, "needed");
            return null;
        }
        try {
            return LocalDate.parse(Texts.figures(text));
        }
        catch (DateTimeParseException ex) {
            input.error(field, "day-format");
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

}

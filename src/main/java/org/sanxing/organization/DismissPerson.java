package org.sanxing.organization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * A person leaves: what can be handed on passes to successors, the rest ends, and so do
 * sessions and tokens; all of it or nothing. What the person did stays.
 */
@UseCase
class DismissPerson {

    private final Organization organization;

    private final OrganizationStore store;

    private final LeaverInventory held;

    private final Credentials credentials;

    private final MessageSource messages;

    private final ApplicationEventPublisher events;

    DismissPerson(Organization organization, OrganizationStore store, LeaverInventory held, Credentials credentials,
            MessageSource messages, ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.held = held;
        this.credentials = credentials;
        this.messages = messages;
        this.events = events;
    }

    /** Refuses where the person cannot leave at all, whatever the successors. */
    void check(String actor, String account) {
        Roles.requireSystemAdministrator(this.organization, actor);
        Person person = this.organization.get(account);
        if (!person.active()) {
            throw new Conflict("person-left");
        }
        if (actor.equals(account)) {
            throw new Conflict("not-oneself");
        }
        for (Role role : this.organization.rolesOf(account)) {
            if (role.ofAdministrators() && this.store.lockHolders(role).size() < 2) {
                throw new Conflict("last-administrator");
            }
        }
    }

    void execute(DismissPersonCommand command) {
        List<Move> moves = plan(command);
        List<String> roles = this.organization.rolesOf(command.account()).stream().map(Role::id).toList();
        String reason = Objects.requireNonNullElseGet(command.reason(), () -> this.messages
            .getMessage("organization.leave.reason.default", null, LocaleContextHolder.getLocale()));
        for (Move move : moves) {
            try {
                move.holdings()
                    .handOver(move.item().holding(), command.account(), move.successor(), command.actor(), reason);
            }
            catch (Refusal ex) {
                throw new HandoverRefused(move.item(), ex);
            }
        }
        this.store.markLeft(command.account());
        this.credentials.end(command.account());
        this.events
            .publishEvent(OrganizationEvent.personLeft(command.actor(), command.account(), roles, command.reason()));
    }

    /** Refuses what can be seen to fail before anything moves. */
    void check(DismissPersonCommand command) {
        plan(command);
    }

    /** What goes to whom. Holds back others who would change any of it. */
    private List<Move> plan(DismissPersonCommand command) {
        Roles.requireSystemAdministrator(this.organization, command.actor());
        OrganizationInput.check().text("reason", command.reason()).refuseWhatIsWrong();
        // The departments first, as everybody who changes them does.
        this.store.lockDepartments();
        Set<String> people = new TreeSet<>(command.named());
        people.add(command.account());
        this.store.lockPeople(people);
        check(command.actor(), command.account());
        List<LeaverInventory.Group> groups = this.held.of(command.account());
        requireSeen(command, groups);
        return moves(command, groups);
    }

    private static void requireSeen(DismissPersonCommand command, List<LeaverInventory.Group> groups) {
        Set<String> keys = groups.stream()
            .flatMap((group) -> group.items().stream())
            .map(LeaverInventory.Item::key)
            .collect(Collectors.toSet());
        if (!keys.containsAll(command.successors().keySet())
                || (command.seen() != null && !command.seen().equals(LeaverInventory.seen(groups)))) {
            throw new Conflict("holdings-changed");
        }
    }

    /** Where everything goes; all that is wrong is gathered before refusing. */
    private List<Move> moves(DismissPersonCommand command, List<LeaverInventory.Group> groups) {
        Map<String, Person> people = this.organization.staff()
            .stream()
            .collect(Collectors.toMap(Person::account, Function.identity()));
        List<FieldError> errors = new ArrayList<>();
        if (command.successor() != null) {
            check("successor", command.successor(), command.account(), Set.of(), people, errors);
        }
        boolean anybody = errors.isEmpty();
        List<LeaverInventory.Item> left = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        for (LeaverInventory.Group group : groups) {
            for (LeaverInventory.Item item : group.items()) {
                if (!item.holding().movable()) {
                    moves.add(new Move(group.holdings(), item, null));
                    continue;
                }
                boolean chosen = command.successors().containsKey(item.key());
                String successor = chosen ? command.successors().get(item.key()) : command.successor();
                if (successor != null && (chosen || anybody)) {
                    check("successors[" + item.key() + "]", successor, command.account(), item.holding().notTo(),
                            people, errors);
                }
                else if (successor == null && (group.leftKey(item) == null
                        || ((command.explicit() || !group.holdings().fallsVacant()) && !chosen))) {
                    left.add(item);
                }
                else if (successor == null && !group.holdings().fallsVacant() && command.reason() == null) {
                    errors.add(FieldError.of("reason", "needed"));
                }
                moves.add(new Move(group.holdings(), item, successor));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        if (!left.isEmpty()) {
            throw new HandoverRefused.Left(left);
        }
        return moves;
    }

    private static void check(String field, String successor, String leaver, Set<String> notTo,
            Map<String, Person> people, List<FieldError> errors) {
        Person person = people.get(successor);
        if (successor.equals(leaver)) {
            errors.add(FieldError.of(field, "own-successor"));
        }
        else if (person == null) {
            errors.add(FieldError.of(field, "not-active-staff"));
        }
        else if (notTo.contains(successor)) {
            errors.add(FieldError.of(field, "not-to-this-person", person.name()));
        }
    }

    private record Move(LeaverDuties holdings, LeaverInventory.Item item, @Nullable String successor) {

    }

    /**
     * @param successor account of who gets all that nothing else is said of; null for
     * nobody
     * @param successors by the key of a thing held, who gets it; null to leave it to
     * nobody
     * @param seen what {@link LeaverInventory#seen} said when the person was shown; null
     * not to check
     * @param reason null where none was given
     * @param explicit whether what may be left to nobody must be said to be
     */
    record DismissPersonCommand(String actor, String account, @Nullable String successor,
            Map<String, @Nullable String> successors, @Nullable String seen, @Nullable String reason,
            boolean explicit) {

        DismissPersonCommand {
            successor = OrganizationInput.trimmed(successor);
            Map<String, @Nullable String> each = new LinkedHashMap<>();
            successors.forEach((key, typed) -> each.put(key, OrganizationInput.trimmed(typed)));
            successors = each;
            seen = OrganizationInput.trimmed(seen);
            reason = OrganizationInput.trimmed(reason);
        }

        /** What is a position falls vacant. */
        DismissPersonCommand(String actor, String account) {
            this(actor, account, null, Map.of(), null, null, false);
        }

        /** All accounts that are to get something. */
        Set<String> named() {
            Set<String> named = new TreeSet<>();
            this.successors.values().stream().filter(Objects::nonNull).forEach(named::add);
            if (this.successor != null) {
                named.add(this.successor);
            }
            return named;
        }

    }

}

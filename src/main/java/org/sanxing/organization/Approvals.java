package org.sanxing.organization;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.sanxing.common.Claims;
import org.sanxing.common.Conflict;
import org.sanxing.common.Cursor;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.UseCase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Everything that gives rights passes through here: one administrator asks, another one
 * confirms, and only then is it done. Nobody can be somebody else alone.
 */
@UseCase
public class Approvals {

    static final int LONGEST_REASON = 500;

    private final ApprovalRows rows;

    private final Kinds kinds;

    private final Organization organization;

    private final Credentials credentials;

    private final JsonMapper json;

    private final Clock clock;

    private final ApplicationEventPublisher events;

    Approvals(ApprovalRows rows, Kinds kinds, Organization organization, Credentials credentials, JsonMapper json,
            Clock clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.kinds = kinds;
        this.organization = organization;
        this.credentials = credentials;
        this.json = json;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Asks for it, or does it at once where it gives nothing.
     * @param kind id of an {@link ApprovalKind}
     */
    public <C> Asked ask(String actor, String kind, C command, @Nullable String why) {
        ApprovalKind<C> does = this.kinds.kind(kind);
        if (!does.waits(actor, command)) {
            return new Asked(null, null, does.execute(actor, command));
        }
        String reason = Objects.requireNonNullElseGet(OrganizationInput.trimmed(why),
                () -> Objects.requireNonNullElse(does.reason(command), ""));
        does.check(actor, command);
        OrganizationInput.check().text("reason", reason, LONGEST_REASON).refuseWhatIsWrong();
        String text = this.json.writeValueAsString(command);
        String openKey = kind + ":" + sha256(text);
        this.rows.open(openKey).ifPresent((id) -> {
            throw new Conflict("approval-waits-already").with("approval", id);
        });
        Credentials.Half half = does.newcomers(command).isEmpty() ? null : this.credentials.firstHalf();
        Approval approval = new Approval(Ids.next(), kind, does.subject(command), text,
                (half != null) ? half.kept() : null, reason.isEmpty() ? null : reason, actor, this.clock.instant(),
                does.confirmer(command), Approval.State.WAITING, null, null, null, null);
        this.rows.insert(approval, openKey);
        publish(ApprovalEvent.ASKED, actor, approval, does, gives(does, approval), approval.reason());
        return new Asked(approval.id(), (half != null) ? half.shown() : null, null);
    }

    /**
     * Does what was asked for, with all checks again, in one transaction with the answer.
     * @return the second halves of the initial passwords, by account
     */
    public Map<String, String> confirm(String actor, String id) {
        Approval approval = mine(actor, id);
        ApprovalKind<Object> does = this.kinds.kind(approval.kind());
        // As it is before: afterwards there is nothing left to give.
        String gives = gives(does, approval);
        try {
            does.execute(approval.askedBy(), command(does, approval));
        }
        catch (Forbidden ex) {
            // The confirmer may; it is the asker who may no longer, or who is to get it.
            throw new Conflict(ex.code().endsWith("-administrator-only") ? "approval-asker-may-not" : ex.code());
        }
        Map<String, String> secondHalves = (approval.firstHalf() != null)
                ? this.credentials.complete(newcomers(does, approval), approval.firstHalf()) : Map.of();
        this.rows.decide(id, Approval.State.CONFIRMED, actor, this.clock.instant(), null, gives);
        publish(ApprovalEvent.CONFIRMED, actor, approval, does, gives, approval.reason());
        return secondHalves;
    }

    public void refuse(String actor, String id, @Nullable String reason) {
        Approval approval = mine(actor, id);
        String why = OrganizationInput.trimmed(reason);
        OrganizationInput.check()
            .require(why != null, "reason", "needed")
            .text("reason", why, LONGEST_REASON)
            .refuseWhatIsWrong();
        decideWithoutDoing(actor, approval, Approval.State.REFUSED, ApprovalEvent.REFUSED, why);
    }

    /** The asker has thought better of it. */
    public void takeBack(String actor, String id) {
        Approval approval = waiting(actor, id);
        if (!approval.askedBy().equals(actor)) {
            throw new Forbidden("approval-not-asked-by-you");
        }
        decideWithoutDoing(actor, approval, Approval.State.VOID, ApprovalEvent.TAKEN_BACK, null);
    }

    private void decideWithoutDoing(String actor, Approval approval, Approval.State state, String action,
            @Nullable String why) {
        ApprovalKind<Object> does = this.kinds.kind(approval.kind());
        String gives = gives(does, approval);
        this.rows.decide(approval.id(), state, actor, this.clock.instant(), why, gives);
        publish(action, actor, approval, does, gives, why);
    }

    /** Locked, so that of two who decide at once one is told. */
    private Approval waiting(String actor, String id) {
        Roles.requireAdministrator(this.organization, actor);
        Approval approval = this.rows.lock(id).orElseThrow(() -> new NotFound("approval"));
        if (approval.state() != Approval.State.WAITING) {
            throw new Conflict("approval-decided").in(approval.state().id())
                .by(approval.decidedBy(), approval.decidedAt());
        }
        return approval;
    }

    private Approval mine(String actor, String id) {
        Approval approval = waiting(actor, id);
        Forbidden refusal = refusal(actor, approval, this.organization.rolesOf(actor));
        if (refusal != null) {
            throw refusal;
        }
        return approval;
    }

    private @Nullable Forbidden refusal(String actor, Approval approval, Set<Role> held) {
        if (actor.equals(approval.askedBy())) {
            return new Forbidden("approval-own");
        }
        if (actor.equals(approval.subject())) {
            return new Forbidden("not-oneself");
        }
        return held.contains(approval.confirmer()) ? null : new Forbidden("approval-of-another-administrator");
    }

    private void publish(String action, String actor, Approval approval, ApprovalKind<?> does, String gives,
            @Nullable String reason) {
        this.events.publishEvent(new ApprovalEvent(action, actor, approval.id(), approval.kind(), approval.subject(),
                approval.askedBy(), approval.confirmer(), newcomers(does, approval), gives, reason));
    }

    private <C> C command(ApprovalKind<C> does, Approval approval) {
        return this.json.readValue(approval.command(), does.command());
    }

    private <C> List<String> newcomers(ApprovalKind<C> does, Approval approval) {
        return does.newcomers(command(does, approval));
    }

    private <C> String gives(ApprovalKind<C> does, Approval approval) {
        return String.join("\n", does.gives(command(does, approval)));
    }

    /**
     * By when they were asked for, the newest first.
     * @param state null for all
     */
    Page<Item> list(String actor, Approval.@Nullable State state, @Nullable String cursor, int limit) {
        Roles.requireAdministrator(this.organization, actor);
        Set<Role> held = this.organization.rolesOf(actor);
        return Page
            .of(this.rows.list(state, Cursor.decode(cursor, 2).orElse(null), limit + 1), limit,
                    (one) -> List.of(one.askedAt().toString(), one.id()))
            .map((one) -> item(actor, one, held));
    }

    private Item item(String actor, Approval one, Set<Role> held) {
        boolean waits = one.state() == Approval.State.WAITING;
        String what = Objects.requireNonNullElseGet(one.gave(), () -> gives(this.kinds.kind(one.kind()), one));
        return new Item(one.id(), one.kind(), one.subject(), what, one.reason(), one.askedBy(), one.askedAt(),
                one.state(), one.confirmer(), one.decidedBy(), one.decidedAt(), one.refusal(),
                waits && refusal(actor, one, held) == null, waits && one.askedBy().equals(actor));
    }

    /** How many wait for this person's answer. */
    int waitingFor(String account) {
        return this.rows.waiting(account, this.organization.rolesOf(account));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * What became of asking: it waits, or it is done.
     *
     * @param id of what waits; null where it is done
     * @param firstHalf of the initial password, to be shown this once; null where there
     * is none
     * @param done what came of it; null where it waits
     */
    public record Asked(@Nullable String id, @Nullable String firstHalf, @Nullable Object done) {

        public boolean waits() {
            return this.id != null;
        }

    }

    /**
     * @param what it would give, a line each; what it gave once it is decided
     * @param refusal why it was refused
     * @param mayDecide whether who reads may confirm or refuse it
     */
    record Item(String id, String kind, String subject, String what, @Nullable String reason, String askedBy,
            Instant askedAt, Approval.State state, Role confirmer, @Nullable String decidedBy,
            @Nullable Instant decidedAt, @Nullable String refusal, boolean mayDecide, boolean mayTakeBack) {

    }

    /** Who does what once it is confirmed. */
    @Component
    static class Kinds extends Claims<ApprovalKind<?>> {

        Kinds(ObjectProvider<ApprovalKind<?>> contributors) {
            super("does what was confirmed of the kind", contributors, (kind) -> Set.of(kind.id()));
        }

        @SuppressWarnings("unchecked")
        <C> ApprovalKind<C> kind(String id) {
            return (ApprovalKind<C>) of(id);
        }

    }

}

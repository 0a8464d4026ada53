package org.sanxing.rectification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.EntryTurn.EntryVoided;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;
import org.sanxing.rectification.RectificationHistory.Amendment;
import org.sanxing.rectification.RectificationHistory.Round;
import org.sanxing.rectification.RectificationHistory.Verification;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.Tell;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.CaseRepair;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/** What the branch does with the entries that it keeps. */
@UseCase
public class KeepEntry {

    private static final int TITLE = 100;

    private static final int TEXT = 20_000;

    private static final int ROOT_CAUSE = 5_000;

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    private final Organization organization;

    private final WorkingCalendar calendar;

    private final Extensions extensions;

    private final Tell tell;

    private final Tasks tasks;

    private final Workflow workflow;

    private final CaseRepair repair;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    KeepEntry(LedgerEntries entries, RectificationHistories records, EntryPolicy policy, Organization organization,
            WorkingCalendar calendar, Extensions extensions, Tell tell, Tasks tasks, Workflow workflow,
            CaseRepair repair, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.policy = policy;
        this.organization = organization;
        this.calendar = calendar;
        this.extensions = extensions;
        this.tell = tell;
        this.tasks = tasks;
        this.workflow = workflow;
        this.repair = repair;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Mends what was registered wrongly; what stood there stays in the file.
     * <p>
     * With another class the deadline is counted again from the registration. That is
     * refused where the deadline in force does not follow from the class any more (it was
     * extended, or set by a redo or a reopening) or more time is being asked for: then a
     * class would say nothing about it, or take back what somebody decided. It is
     * refused, too, where the deadline would lie in the past, so that nobody is late by a
     * correction.
     * @throws org.sanxing.common.Forbidden for who does not keep the entry, and on their
     * own
     * @throws org.sanxing.common.Conflict where it is over, or was changed
     * @throws InvalidInput without a reason, or where nothing is changed
     */
    public void correct(CorrectEntryCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        this.policy.requireKeeper(entry, command.account());
        entry.requireOpen().requireRevision(command.revision());
        String reason = Texts.needed("reason", command.reason(), Texts.REASON);
        String title = Texts.strip(changed("title", command.title(), entry.title(), TITLE));
        String manifestation = changed("manifestation", command.manifestation(), entry.manifestation(), TEXT);
        String rootCause = changed("rootCause", command.rootCause(), entry.rootCause(), ROOT_CAUSE);
        DeadlineClass deadlineClass = deadlineClass(command.deadlineClass(), entry);
        LocalDate dueOn = (deadlineClass != entry.deadlineClass()) ? dueOn(entry, deadlineClass) : entry.dueOn();
        Instant now = this.clock.instant();
        List<String> fields = new ArrayList<>();
        amend(entry, "title", entry.title(), title, reason, command.account(), now, fields);
        amend(entry, "manifestation", entry.manifestation(), manifestation, reason, command.account(), now, fields);
        amend(entry, "rootCause", entry.rootCause(), rootCause, reason, command.account(), now, fields);
        amend(entry, "deadlineClass", entry.deadlineClass().id(), deadlineClass.id(), reason, command.account(), now,
                fields);
        if (fields.isEmpty()) {
            throw new InvalidInput("title", "ledger-nothing-changed");
        }
        LedgerEntry corrected = this.entries.save(entry.corrected(title, manifestation, rootCause, deadlineClass));
        if (deadlineClass != entry.deadlineClass()) {
            this.entries.move(corrected.putOffTo(dueOn), new LedgerEntries.Deadline(entry.cycle(), deadlineClass, dueOn,
                    LedgerEntries.Deadline.CORRECTED, command.account(), now));
            this.tasks.dueOn(entry.id(), RectificationProcess.KIND_RECTIFY, dueOn);
        }
        boolean moved = !dueOn.equals(entry.dueOn());
        this.events.publishEvent(EntryEvent.of("corrected", corrected, command.account())
            .with("fields", fields)
            .with("dueOnBefore", moved ? entry.dueOn().toString() : null)
            .with("dueOn", moved ? dueOn.toString() : null)
            .with("opinion", reason));
    }

    private static DeadlineClass deadlineClass(@Nullable String typed, LedgerEntry entry) {
        return Texts.isBlank(typed) ? entry.deadlineClass()
                : DeadlineClass.of(typed).orElseThrow(() -> new InvalidInput("deadlineClass", "ledger-deadline-class"));
    }

    private LocalDate dueOn(LedgerEntry entry, DeadlineClass deadlineClass) {
        entry.require(LedgerEntry.State.RECTIFYING);
        this.extensions.requireNone(entry);
        if (!this.entries.deadlines(entry.id()).stream().allMatch(LedgerEntries.Deadline::isCounted)) {
            throw new Conflict("deadline-moved").in(entry.state().id());
        }
        LocalDate dueOn = deadlineClass.dueOn(this.calendar.dateOf(entry.registeredAt()), this.calendar);
        if (dueOn.isBefore(this.calendar.today())) {
            throw new InvalidInput("deadlineClass", "ledger-class-past", dueOn.toString());
        }
        return dueOn;
    }

    private static String changed(String field, @Nullable String typed, String before, int limit) {
        return (typed == null) ? before : Texts.needed(field, typed, limit);
    }

    private void amend(LedgerEntry entry, String field, String before, String after, String reason, String account,
            Instant now, List<String> fields) {
        if (!before.equals(after)) {
            fields.add(field);
            this.records.add(entry.id(), new Amendment("correct", field, before, after, reason, account, now));
        }
    }

    /**
     * Voids what should not stand in the ledger; its file stays.
     * @param revision that the person saw; null to leave the check out
     * @throws org.sanxing.common.Forbidden for who does not keep the entry, and on their
     * own
     * @throws org.sanxing.common.Conflict where it is over, or was changed
     * @throws org.sanxing.common.InvalidInput without a reason
     */
    public void voided(String entryId, @Nullable String typed, String account, @Nullable Integer revision) {
        LedgerEntry entry = this.entries.lock(entryId);
        this.policy.requireKeeper(entry, account);
        entry.requireRevision(revision);
        voided(entry, typed, account);
    }

    /**
     * The system administrator ends the personal problem of somebody who has left.
     * @throws Forbidden for anybody else
     */
    public void end(String entryId, @Nullable String reason, String administrator) {
        requireSystemAdministrator(administrator);
        voided(this.entries.lock(entryId), reason, administrator);
    }

    private void voided(LedgerEntry entry, @Nullable String typed, String account) {
        LedgerEntry voided = entry.voided();
        String reason = Texts.needed("reason", typed, Texts.REASON);
        this.extensions.cancel(entry);
        this.records.add(entry.id(), new Amendment("void", "state", entry.state().id(), voided.state().id(), reason,
                account, this.clock.instant()));
        this.records.round(entry.id())
            .map(Round::ballot)
            .filter((ballot) -> !ballot.over())
            .ifPresent((ballot) -> this.records.announced(ballot.id(), "over"));
        LedgerEntry saved = this.entries.save(voided);
        this.entries.announce(entry.id(), null);
        this.events.publishEvent(new EntryVoided(EntryEvent.of("voided", saved, account).with("opinion", reason)));
        if (!this.workflow.correlate(RectificationProcess.MSG_VOIDED, entry.id())) {
            this.repair.cancel(entry.id());
        }
    }

    /**
     * Gives it another responsible party. Who stays out of its decisions changes with it.
     * @param responsible account; null where none was given
     * @param revision that the person saw; null to leave the check out
     * @throws Forbidden for who does not keep the entry, and on their own
     * @throws Conflict where it is over, or the new responsible party decides on it now
     * @throws InvalidInput without a reason, or where the person cannot answer for it
     */
    public void reassign(String entryId, @Nullable String responsible, @Nullable String reason, String account,
            @Nullable Integer revision) {
        LedgerEntry entry = this.entries.lock(entryId);
        this.policy.requireKeeper(entry, account);
        entry.requireRevision(revision);
        give(entry, responsible, reason, account);
    }

    /**
     * The system administrator hands over what somebody answers for who has left or
     * leaves.
     * @throws Forbidden for anybody else
     */
    public void handOver(String entryId, @Nullable String to, @Nullable String reason, String administrator) {
        requireSystemAdministrator(administrator);
        give(this.entries.lock(entryId), to, reason, administrator);
    }

    private void requireSystemAdministrator(String account) {
        if (!this.organization.rolesOf(account).contains(Role.SYSTEM_ADMINISTRATOR)) {
            throw new Forbidden("system-administrator-only");
        }
    }

    /** Refuses who cannot answer for it. */
    void requireAnswerable(String entryId, @Nullable String to) {
        given(this.entries.lock(entryId), to);
    }

    private LedgerEntry given(LedgerEntry entry, @Nullable String to) {
        entry.requireOpen();
        if (to == null || to.equals(entry.responsible()) || !this.policy.mayAnswer(to)) {
            throw new InvalidInput("responsible", "ledger-responsible");
        }
        LedgerEntry given = entry.givenTo(to, this.organization.get(to).departmentId());
        requireUndecided(entry, to);
        this.policy.verifiers(given);
        return given;
    }

    private void give(LedgerEntry entry, @Nullable String to, @Nullable String typed, String by) {
        entry.requireOpen();
        String reason = Texts.needed("reason", typed, Texts.REASON);
        LedgerEntry given = given(entry, to);
        this.extensions.cancel(entry);
        LedgerEntry saved = this.entries.save(given);
        this.records.add(entry.id(),
                new Amendment("reassign", "responsible", entry.responsible(), to, reason, by, this.clock.instant()));
        this.events.publishEvent(EntryEvent.of("reassigned", saved, by)
            .with("responsible", to)
            .with("from", entry.responsible())
            .with("opinion", reason));
        this.tasks.concerns(entry.id(), to, RectificationProcess.KIND_RECTIFY);
        this.tell.tell(RectificationProcess.KEY, entry.id(), "entryAssigned", List.of("responsible"));
    }

    /** Nobody may come to decide on themselves in what is being decided now. */
    private void requireUndecided(LedgerEntry entry, String to) {
        if (entry.state() == LedgerEntry.State.RECTIFYING) {
            return;
        }
        Round round = this.records.round(entry.id()).orElseThrow();
        Verification done = round.verification();
        boolean verified = done != null && (to.equals(done.decidedBy()) || to.equals(done.onBehalfOf()));
        boolean verifies = this.tasks.openTaskOf(entry.id()).map(WorkItem::holder).filter(to::equals).isPresent();
        boolean votes = round.ballot() != null && round.ballot().isEntitled(to);
        if (verified || verifies || votes) {
            throw new Conflict("responsible-decides").in(entry.state().id());
        }
    }

    /**
     * @param title null to leave it as it is; so with the other texts
     * @param revision that the person saw; null to leave the check out
     */
    public record CorrectEntryCommand(String entryId, @Nullable String title, @Nullable String manifestation,
            @Nullable String rootCause, @Nullable String deadlineClass, @Nullable String reason, String account,
            @Nullable Integer revision) {

    }

}

package org.sanxing.rectification.usecase;

import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;
import org.sanxing.rectification.RectificationFile.Amendment;
import org.sanxing.rectification.RectificationFile.Verification;
import org.sanxing.rectification.RectificationFile;
import org.sanxing.rectification.RectificationRecords;
import org.sanxing.rectification.process.RectificationProcess;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.Tell;
import org.sanxing.tasks.WorkItem;
import org.springframework.context.ApplicationEventPublisher;

/**
 * An entry gets another responsible party: by the branch, or by the system administrator
 * where the one before has left or leaves. Who stays out of its decisions changes with
 * it.
 */
@UseCase
public class ReassignEntry {

    private final LedgerEntries entries;

    private final RectificationRecords records;

    private final EntryPolicy policy;

    private final Organization organization;

    private final CancelExtension cancelExtension;

    private final Tell tell;

    private final Tasks tasks;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ReassignEntry(LedgerEntries entries, RectificationRecords records, EntryPolicy policy, Organization organization,
            CancelExtension cancelExtension, Tell tell, Tasks tasks, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.policy = policy;
        this.organization = organization;
        this.cancelExtension = cancelExtension;
        this.tell = tell;
        this.tasks = tasks;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Forbidden for who does not keep the entry, and on their own
     * @throws Conflict where it is over, or the new responsible party decides on it now
     * @throws InvalidInput without a reason, or where the person cannot answer for it
     */
    public LedgerEntry execute(ReassignEntryCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        this.policy.requireKeeper(entry, command.account());
        entry.requireRevision(command.revision());
        return give(entry, command.responsible(), command.reason(), command.account());
    }

    /**
     * The system administrator hands over what a leaver answers for.
     * @throws Forbidden for anybody else
     */
    public LedgerEntry handOver(String entryId, @Nullable String to, @Nullable String reason, String administrator) {
        if (!this.organization.rolesOf(administrator).contains(Role.SYSTEM_ADMINISTRATOR)) {
            throw new Forbidden("system-administrator-only");
        }
        return give(this.entries.lock(entryId), to, reason, administrator);
    }

    private LedgerEntry give(LedgerEntry entry, @Nullable String to, @Nullable String typed, String by) {
        entry.requireOpen();
        String reason = Texts.needed("reason", typed, Texts.REASON);
        if (to == null || to.equals(entry.responsible()) || !this.policy.mayAnswer(to)) {
            throw new InvalidInput("responsible", "ledger-responsible");
        }
        LedgerEntry given = entry.givenTo(to);
        requireUndecided(entry, to);
        this.policy.verifiers(given);
        this.cancelExtension.execute(entry);
        LedgerEntry saved = this.entries.save(given);
        this.records.add(entry.id(),
                new Amendment("reassign", "responsible", entry.responsible(), to, reason, by, this.clock.instant()));
        this.events.publishEvent(EntryEvent.of("reassigned", saved, by)
            .with("responsible", to)
            .with("from", entry.responsible())
            .with("opinion", reason));
        this.tasks.concerns(entry.id(), to, RectificationProcess.KIND_RECTIFY);
        this.tell.tell(RectificationProcess.KEY, entry.id(), "entryAssigned", List.of("responsible"));
        return saved;
    }

    /** Nobody may come to decide on themselves in what is being decided now. */
    private void requireUndecided(LedgerEntry entry, String to) {
        if (entry.state() == LedgerEntry.State.RECTIFYING) {
            return;
        }
        RectificationFile file = this.records.of(entry.id());
        RectificationFile.Request request = file.latestRequest().orElseThrow();
        boolean verified = file.verificationOf(request)
            .filter((Verification done) -> to.equals(done.decidedBy()) || to.equals(done.onBehalfOf()))
            .isPresent();
        boolean verifies = this.tasks.openTaskOf(entry.id()).map(WorkItem::holder).filter(to::equals).isPresent();
        boolean votes = file.ballotOf(request).filter((ballot) -> ballot.isEntitled(to)).isPresent();
        if (verified || verifies || votes) {
            throw new Conflict("responsible-decides").in(entry.state().id());
        }
    }

    /**
     * @param responsible account; null where none was given
     * @param revision that the person saw; null to leave the check out
     */
    public record ReassignEntryCommand(String entryId, @Nullable String responsible, @Nullable String reason,
            String account, @Nullable Integer revision) {

    }

}

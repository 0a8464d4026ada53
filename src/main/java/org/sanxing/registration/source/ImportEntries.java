package org.sanxing.registration.source;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.campaign.Campaign;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Recorded;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryNumbers;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerEntryOpened;
import org.sanxing.ledger.LedgerNumber;
import org.sanxing.organization.Branch;
import org.sanxing.organization.NamedPeople;
import org.sanxing.organization.Organization;
import org.sanxing.rectification.BeginRectification;
import org.sanxing.registration.source.ImportStore.Import;
import org.springframework.context.ApplicationEventPublisher;

/**
 * A branch registers what a file lists, all of it or nothing: first it is looked at, then
 * confirmed, without being sent again.
 * <p>
 * All entries, with their numbers and first deadlines, are added in one transaction, in
 * batches. Up to {@value #AT_ONCE} of them have their procedure begun in it, too. With
 * more it would take minutes and hold the branch's numbers as long: they are begun
 * afterwards, some in each transaction, which also opens their own stories
 * ({@link BeginImported}); the record of the import itself, with the hash of the rows and
 * the numbers, is in the one transaction.
 */
@UseCase
public class ImportEntries {

    static final int AT_ONCE = 100;

    /** How long a file waits to be confirmed. */
    static final Duration KEPT = Duration.ofHours(24);

    private static final int BATCH = 500;

    private final ImportStore store;

    private final ImportVocabulary words;

    private final LedgerEntries entries;

    private final EntryNumbers numbers;

    private final EntryPolicy policy;

    private final Organization organization;

    private final RegistrationTarget target;

    private final WorkingCalendar calendar;

    private final BeginRectification beginRectification;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ImportEntries(ImportStore store, ImportVocabulary words, LedgerEntries entries, EntryNumbers numbers,
            EntryPolicy policy, Organization organization, RegistrationTarget target, WorkingCalendar calendar,
            BeginRectification beginRectification, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.words = words;
        this.entries = entries;
        this.numbers = numbers;
        this.policy = policy;
        this.organization = organization;
        this.target = target;
        this.calendar = calendar;
        this.beginRectification = beginRectification;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Looks at a file; nothing is kept.
     * @throws Forbidden for who is not on the branch's committee
     * @throws InvalidInput where it is no file that can be read
     * @throws Conflict where the branch registered the same rows before
     */
    ImportPreview look(Path file, @Nullable String branch, @Nullable String campaignId, String account) {
        Branch chosen = this.target.branch(branch, account);
        ImportPreview preview = preview(file, chosen.id(), this.target.campaign(campaignId), account);
        requireNew(chosen.id(), preview.contentHash());
        return preview;
    }

    /**
     * Looks at a file and keeps it until it is confirmed, given up, or has expired.
     * @return its id
     */
    String keep(Path file, String fileName, @Nullable String branch, @Nullable String campaignId, String account) {
        return kept(file, fileName, branch, campaignId, account).id();
    }

    private Kept kept(Path file, String fileName, @Nullable String branch, @Nullable String campaignId,
            String account) {
        Branch chosen = this.target.branch(branch, account);
        Campaign campaign = this.target.campaign(campaignId);
        ImportPreview preview = preview(file, chosen.id(), campaign, account);
        requireNew(chosen.id(), preview.contentHash());
        Import kept = new Import(Ids.next(), account, chosen.id(), (campaign != null) ? campaign.id() : null, fileName,
                preview.contentHash(), preview.rows(), Import.PREVIEWED, this.clock.instant(), null, null, null, null);
        this.store.add(kept, file);
        return new Kept(kept.id(), preview.hidden(), preview.unread());
    }

    /** What a kept file would bring, by what holds now. */
    ImportPreview preview(Import kept) {
        List<ImportPreview> found = new ArrayList<>();
        this.store.withFile(kept.id(), (file) -> found
            .add(preview(file, kept.branchId(), this.target.campaign(kept.campaignId()), kept.account())));
        return found.get(0);
    }

    private ImportPreview preview(Path file, String branchId, @Nullable Campaign campaign, String account) {
        ImportPreview preview = new ImportPreview();
        NamedPeople people = new NamedPeople(this.organization.staff());
        reader(people, branchId, campaign, account).read(file, preview);
        this.store.existing(branchId, preview::compare);
        return preview;
    }

    private ImportFile reader(NamedPeople people, String branchId, @Nullable Campaign campaign, String account) {
        return new ImportFile(new FindingForm(this.calendar.today(), people.all(), campaign), people, this.words,
                this.policy.registrar(branchId, account));
    }

    /**
     * Registers a kept file.
     * @param progress gets the number of rows that are done
     * @throws InvalidInput naming the cells, where something is wrong by now
     * @throws Conflict where it is registered already, or the same rows are
     */
    Import execute(String importId, String account, IntConsumer progress) {
        Import kept = ImportStore.of(account, this.store.lock(importId));
        if (kept.state().equals(Import.REGISTERED)) {
            throw done(kept);
        }
        Branch branch = this.target.branch(kept.branchId(), account);
        Campaign campaign = this.target.campaign(kept.campaignId());
        NamedPeople people = new NamedPeople(this.organization.staff());
        Instant now = this.clock.instant();
        // From here on nobody else registers for this branch until it is done.
        LedgerNumber first = this.numbers.reserve(branch, this.calendar.dateOf(now).getYear(), kept.rows());
        requireNew(branch.id(), kept.contentHash());
        Registering registering = new Registering(kept, people, now, first, progress);
        this.store.withFile(importId, (file) -> reader(people, branch.id(), campaign, account).read(file, registering));
        registering.finish();
        String last = first.plus(kept.rows() - 1).toString();
        this.store.registered(importId, first.toString(), last, now);
        this.events.publishEvent(new Recorded(AuditRecord.of("imports", "ledgerImport", "imported", account)
            .object("ledgerImport", importId)
            .detail("name", kept.fileName())
            .detail("branch", branch.name())
            .detail("rows", kept.rows())
            .detail("firstNumber", first.toString())
            .detail("lastNumber", last)
            .detail("contentHash", kept.contentHash())));
        return this.store.find(importId).orElseThrow();
    }

    /** Registers a file that was never kept, for scripts. */
    Registered execute(Path file, String fileName, @Nullable String branch, @Nullable String campaignId,
            String account) {
        Kept kept = kept(file, fileName, branch, campaignId, account);
        return new Registered(execute(kept.id(), account, (rows) -> {
        }), kept.hidden(), kept.unread());
    }

    private record Kept(String id, List<Integer> hidden, List<FieldError> unread) {

    }

    /**
     * @param hidden rows with something in them, that the file hides: they do not count
     * @param unread columns and sheets that do not count
     */
    record Registered(Import done, List<Integer> hidden, List<FieldError> unread) {

    }

    private void requireNew(String branchId, String contentHash) {
        this.store.registered(branchId, contentHash).ifPresent((earlier) -> {
            throw done(earlier);
        });
    }

    private Conflict done(Import earlier) {
        String name = this.organization.find(earlier.account()).map((one) -> one.name()).orElse(earlier.account());
        String date = (earlier.registeredAt() != null) ? this.calendar.dateOf(earlier.registeredAt()).toString() : "";
        return new Conflict("ledger-import-done", name, date, String.valueOf(earlier.firstNumber()),
                String.valueOf(earlier.lastNumber()))
            .in(Import.REGISTERED)
            .by(earlier.account(), earlier.registeredAt());
    }

    /** Adds the rows, batch by batch, and stops at the first that is wrong. */
    private final class Registering implements ImportFile.Handler {

        private final Import kept;

        private final NamedPeople people;

        private final Instant now;

        private final LedgerNumber first;

        private final IntConsumer progress;

        private final Map<DeadlineClass, LocalDate> dueOn = new EnumMap<>(DeadlineClass.class);

        private final List<LedgerEntry> pending = new ArrayList<>();

        private final List<FieldError> errors = new ArrayList<>();

        private int rows;

        Registering(Import kept, NamedPeople people, Instant now, LedgerNumber first, IntConsumer progress) {
            this.kept = kept;
            this.people = people;
            this.now = now;
            this.first = first;
            this.progress = progress;
        }

        @Override
        public void row(ImportRow row) {
            Finding finding = row.finding();
            if (finding == null) {
                row.errors()
                    .stream()
                    .limit(ImportPreview.ERRORS - this.errors.size())
                    .map((error) -> FieldError.of(error.cell(), "ledger-cell", error.row(), error.column(),
                            error.title(), ImportEntries.this.words.reason(error.error())))
                    .forEach(this.errors::add);
            }
            if (finding == null || !this.errors.isEmpty()) {
                return;
            }
            LocalDate due = this.dueOn.computeIfAbsent(finding.statement().deadlineClass(),
                    (each) -> each.dueOn(ImportEntries.this.calendar.dateOf(this.now), ImportEntries.this.calendar));
            this.pending.add(finding.open(this.first.plus(this.rows++), this.kept.branchId(),
                    this.people.get(finding.responsible()), this.kept.account(), this.now, due));
            if (this.pending.size() == BATCH) {
                flush();
            }
        }

        private void flush() {
            boolean atOnce = this.kept.rows() <= AT_ONCE;
            ImportEntries.this.entries.add(this.pending, this.kept.id(), atOnce);
            if (atOnce) {
                for (LedgerEntry entry : this.pending) {
                    ImportEntries.this.events.publishEvent(
                            EntryEvent.of("imported", entry, this.kept.account()).with("file", this.kept.fileName()));
                    ImportEntries.this.events.publishEvent(new LedgerEntryOpened(entry));
                }
                ImportEntries.this.beginRectification.execute(this.pending);
            }
            this.pending.clear();
            this.progress.accept(this.rows);
        }

        void finish() {
            if (!this.errors.isEmpty()) {
                throw new InvalidInput(this.errors);
            }
            flush();
            if (this.rows != this.kept.rows()) {
                throw new IllegalStateException("Import " + this.kept.id() + " has " + this.rows + " rows now");
            }
        }

    }

}

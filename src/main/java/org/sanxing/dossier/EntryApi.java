package org.sanxing.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.Attachment;
import org.sanxing.common.IfMatch;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.dossier.signs.Sign;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.lookback.BeginLookBack.BeginLookBackCommand;
import org.sanxing.lookback.BeginLookBack;
import org.sanxing.lookback.LookBack;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;
import org.sanxing.rectification.RectificationHistory;
import org.sanxing.rectification.AskExtension.AskExtensionCommand;
import org.sanxing.rectification.AskExtension;
import org.sanxing.rectification.ConfirmMeasures.ConfirmMeasuresCommand;
import org.sanxing.rectification.ConfirmMeasures;
import org.sanxing.rectification.CorrectEntry.CorrectEntryCommand;
import org.sanxing.rectification.CorrectEntry;
import org.sanxing.rectification.ReassignEntry.ReassignEntryCommand;
import org.sanxing.rectification.ReassignEntry;
import org.sanxing.rectification.ReportProgress.ReportProgressCommand;
import org.sanxing.rectification.ReportProgress;
import org.sanxing.rectification.VoidEntry.VoidEntryCommand;
import org.sanxing.rectification.VoidEntry;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ledger/entries/{id}")
@Tag(name = "Ledger")
class EntryApi {

    private final LedgerEntries entries;

    private final EntryView.Source views;

    private final ConfirmMeasures confirmMeasures;

    private final ReportProgress reportProgress;

    private final AskExtension askExtension;

    private final CorrectEntry correctEntry;

    private final ReassignEntry reassignEntry;

    private final VoidEntry voidEntry;

    private final BeginLookBack beginLookBack;

    EntryApi(LedgerEntries entries, EntryView.Source views, ConfirmMeasures confirmMeasures,
            ReportProgress reportProgress, AskExtension askExtension, CorrectEntry correctEntry,
            ReassignEntry reassignEntry, VoidEntry voidEntry, BeginLookBack beginLookBack) {
        this.beginLookBack = beginLookBack;
        this.entries = entries;
        this.views = views;
        this.confirmMeasures = confirmMeasures;
        this.reportProgress = reportProgress;
        this.askExtension = askExtension;
        this.correctEntry = correctEntry;
        this.reassignEntry = reassignEntry;
        this.voidEntry = voidEntry;
    }

    @GetMapping
    @Operation(summary = "One problem, one file")
    ResponseEntity<File> one(@CurrentPerson Person me, @PathVariable String id) {
        LedgerEntry entry = this.entries.find(id, me.account()).orElseThrow(() -> new NotFound("ledger-entry"));
        return ResponseEntity.ok().eTag("\"" + entry.revision() + "\"").body(File.of(this.views.of(entry, me)));
    }

    @PutMapping("/measures")
    @Operation(summary = "The responsible party confirms measures and timetable")
    ResponseEntity<File> measures(@CurrentPerson Person me, @PathVariable String id, @RequestBody MeasuresBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        visible(me, id);
        List<ConfirmMeasures.Typed> typed = new ArrayList<>();
        List<@Nullable MeasureBody> rows = (body.measures() != null) ? body.measures() : List.of();
        for (int row = 0; row < rows.size(); row++) {
            MeasureBody one = rows.get(row);
            if (one == null) {
                throw new InvalidInput("measures[" + row + "]", "ledger-text-required");
            }
            typed.add(new ConfirmMeasures.Typed(one.text(), one.standard(),
                    date("measures[" + row + "].dueOn", one.dueOn()),
                    done("measures[" + row + "].state", one.state())));
        }
        this.confirmMeasures.execute(new ConfirmMeasuresCommand(id, typed, me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/progress")
    @Operation(summary = "The responsible party reports progress")
    ResponseEntity<File> progress(@CurrentPerson Person me, @PathVariable String id, @RequestBody ProgressBody body) {
        visible(me, id);
        this.reportProgress.execute(new ReportProgressCommand(id, body.text(), body.percent(), me.account()));
        return one(me, id);
    }

    @PostMapping("/extension")
    @Operation(summary = "The responsible party asks for more time")
    ResponseEntity<File> extension(@CurrentPerson Person me, @PathVariable String id, @RequestBody ExtensionBody body) {
        visible(me, id);
        this.askExtension.execute(new AskExtensionCommand(id, date("to", body.to()), body.reason(), me.account()));
        return one(me, id);
    }

    @PostMapping("/correct")
    @Operation(summary = "The branch mends what was registered wrongly")
    ResponseEntity<File> correct(@CurrentPerson Person me, @PathVariable String id, @RequestBody CorrectBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        visible(me, id);
        this.correctEntry.execute(new CorrectEntryCommand(id, body.title(), body.manifestation(), body.rootCause(),
                body.deadlineClass(), body.reason(), me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/reassign")
    @Operation(summary = "The branch gives the entry to another responsible party")
    ResponseEntity<File> reassign(@CurrentPerson Person me, @PathVariable String id, @RequestBody ReassignBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        visible(me, id);
        this.reassignEntry.execute(
                new ReassignEntryCommand(id, body.responsible(), body.reason(), me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/void")
    @Operation(summary = "The branch voids an entry that should not stand in the ledger")
    ResponseEntity<File> voided(@CurrentPerson Person me, @PathVariable String id, @RequestBody VoidBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        visible(me, id);
        this.voidEntry.execute(new VoidEntryCommand(id, body.reason(), me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/lookback")
    @Operation(summary = "The branch looks back on a closed entry now")
    ResponseEntity<File> lookBack(@CurrentPerson Person me, @PathVariable String id, @RequestBody LookBackBody body) {
        visible(me, id);
        this.beginLookBack.execute(new BeginLookBackCommand(id, body.reason(), me.account()));
        return one(me, id);
    }

    private void visible(Person me, String id) {
        this.entries.find(id, me.account()).orElseThrow(() -> new NotFound("ledger-entry"));
    }

    static @Nullable LocalDate date(String field, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(typed.strip());
        }
        catch (DateTimeParseException ex) {
            throw new InvalidInput(field, "ledger-date-required");
        }
    }

    private static boolean done(String field, @Nullable String state) {
        return switch ((state != null) ? state : "open") {
            case "open" -> false;
            case "done" -> true;
            default -> throw new InvalidInput(field, "ledger-measure-state");
        };
    }

    record MeasuresBody(@Nullable List<@Nullable MeasureBody> measures) {

    }

    /**
     * @param state {@code open} or {@code done}
     */
    record MeasureBody(@Nullable String text, @Nullable String standard, @Nullable String dueOn,
            @Nullable String state) {

    }

    record ProgressBody(@Nullable String text, @Nullable Integer percent) {

    }

    record ExtensionBody(@Nullable String to, @Nullable String reason) {

    }

    record CorrectBody(@Nullable String title, @Nullable String manifestation, @Nullable String rootCause,
            @Nullable String deadlineClass, @Nullable String reason) {

    }

    record ReassignBody(@Nullable String responsible, @Nullable String reason) {

    }

    record LookBackBody(@Nullable String reason) {

    }

    record VoidBody(@Nullable String reason) {

    }

    record Unit(String id, String name) {

        static @Nullable Unit of(@Nullable String id, String name) {
            return (id != null) ? new Unit(id, name) : null;
        }

    }

    record File(String id, String number, String title, @Nullable String category, String categoryName,
            LedgerEntry.Source source, String state, PersonRef responsible, String deadlineClass, LocalDate dueOn,
            int cycle, int redoCount, boolean recurring, boolean overdue, @Nullable String campaignId,
            @Nullable Unit branch, @Nullable Unit department, Instant registeredAt, int revision, String manifestation,
            String rootCause, @Nullable PersonRef author, PersonRef registeredBy, List<MeasureItem> measures,
            List<MeasureSetItem> measureSets, List<ProgressItem> progress, List<DeadlineItem> deadlines,
            List<String> checklist, List<Map<String, Object>> evidence, List<CycleItem> cycles,
            List<RequestItem> requests, List<VerificationItem> verifications, List<BallotItem> votes,
            List<RedoItem> redos, List<RectificationHistory.Closing> closings, List<ExtensionItem> extensions,
            List<AmendmentItem> amendments, List<LookBackItem> lookBacks, List<Sign> signs) {

        static File of(EntryView view) {
            LedgerEntry entry = view.entry();
            LedgerNames known = view.known();
            RectificationHistory file = view.file();
            return new File(entry.id(), entry.number().toString(), entry.title(), entry.category(),
                    known.category(entry.category()), entry.source(), entry.state().id(),
                    known.person(entry.responsible()), entry.deadlineClass().id(), entry.dueOn(), entry.cycle(),
                    entry.redoCount(), entry.recurring(), entry.isOverdue(view.today()), entry.campaignId(),
                    Unit.of(entry.branchId(), known.branch(entry.branchId())),
                    Unit.of(entry.departmentId(), known.department(entry.departmentId())), entry.registeredAt(),
                    entry.revision(), entry.manifestation(), entry.rootCause(),
                    (entry.author() != null) ? known.person(entry.author()) : null, known.person(entry.registeredBy()),
                    view.measures().stream().map(MeasureItem::of).toList(),
                    file.measureSets().stream().map((set) -> MeasureSetItem.of(set, known)).toList(),
                    file.progress().stream().map((one) -> ProgressItem.of(one, known)).toList(),
                    view.deadlines().stream().map((one) -> DeadlineItem.of(one, known)).toList(), view.checklist(),
                    view.evidence().values().stream().map(Attachment::json).toList(),
                    view.cycles().stream().map((one) -> CycleItem.of(one, view)).toList(),
                    file.requests().stream().map((one) -> RequestItem.of(one, view)).toList(),
                    file.verifications().stream().map((one) -> VerificationItem.of(one, known)).toList(),
                    file.ballots().stream().map((one) -> BallotItem.of(one, known)).toList(),
                    file.redos().stream().map(RedoItem::of).toList(), file.closings(),
                    file.extensions().stream().map((one) -> ExtensionItem.of(one, known)).toList(),
                    file.amendments().stream().map((one) -> AmendmentItem.of(one, known)).toList(),
                    view.lookBacks().stream().map((one) -> LookBackItem.of(one, view)).toList(), view.signs());
        }

    }

    record MeasureItem(String text, String standard, LocalDate dueOn, String state) {

        static MeasureItem of(RectificationHistory.Measure measure) {
            return new MeasureItem(measure.text(), measure.standard(), measure.dueOn(),
                    measure.done() ? "done" : "open");
        }

    }

    record MeasureSetItem(int version, PersonRef confirmedBy, Instant confirmedAt, List<MeasureItem> measures) {

        static MeasureSetItem of(RectificationHistory.MeasureSet set, LedgerNames known) {
            return new MeasureSetItem(set.number(), known.person(set.confirmedBy()), set.confirmedAt(),
                    set.measures().stream().map(MeasureItem::of).toList());
        }

    }

    record ProgressItem(int cycle, String text, int percent, PersonRef reportedBy, Instant reportedAt) {

        static ProgressItem of(RectificationHistory.Progress one, LedgerNames known) {
            return new ProgressItem(one.cycle(), one.text(), one.percent(), known.person(one.reportedBy()),
                    one.reportedAt());
        }

    }

    record DeadlineItem(int cycle, String deadlineClass, LocalDate dueOn, String reason, PersonRef setBy,
            Instant setAt) {

        static DeadlineItem of(LedgerEntries.Deadline deadline, LedgerNames known) {
            return new DeadlineItem(deadline.cycle(), deadline.deadlineClass().id(), deadline.dueOn(),
                    deadline.reason(), known.person(deadline.setBy()), deadline.setAt());
        }

    }

    /**
     * @param cause {@code registered}, {@code relapse} or {@code counterDecision}
     * @param closedOn null while it is not closed
     */
    record CycleItem(int number, String cause, @Nullable String reason, PersonRef openedBy, Instant openedAt,
            LocalDate firstDueOn, LocalDate dueOn, List<DeadlineItem> deadlines, int redoCount, List<RedoItem> redos,
            @Nullable LocalDate closedOn, @Nullable Integer daysUsed, @Nullable Integer daysLate,
            List<LookBackItem> lookBacks) {

        static CycleItem of(EntryCycle cycle, EntryView view) {
            LedgerNames known = view.known();
            RectificationHistory.Reopening reopening = cycle.reopening();
            RectificationHistory.Closing closing = cycle.closing();
            return new CycleItem(cycle.number(), (reopening != null) ? reopening.cause() : "registered",
                    (reopening != null) ? reopening.reason() : null, known.person(cycle.openedBy()), cycle.openedAt(),
                    cycle.firstDueOn(), cycle.dueOn(),
                    cycle.deadlines().stream().map((one) -> DeadlineItem.of(one, known)).toList(), cycle.redos().size(),
                    cycle.redos().stream().map(RedoItem::of).toList(), (closing != null) ? closing.closedOn() : null,
                    (closing != null) ? closing.daysUsed() : null, (closing != null) ? closing.daysLate() : null,
                    cycle.lookBacks().stream().map((one) -> LookBackItem.of(one, view)).toList());
        }

    }

    /**
     * @param state {@code passed} where the policy asks for none, {@code planned},
     * {@code open}, {@code consolidated}, {@code relapsed} or {@code cancelled}
     * @param way {@code policy} or {@code hand}
     * @param drawn 0 to 99, of a random sample
     * @param on the date that was counted; it begins on the next working day
     * @param more what else the form asked
     */
    record LookBackItem(String id, int cycle, String state, String way, @Nullable String mode,
            @Nullable Integer percent, @Nullable Integer drawn, @Nullable String quarter, LocalDate on,
            @Nullable PersonRef begunBy, @Nullable String reason, @Nullable Instant begunAt, @Nullable LocalDate dueOn,
            @Nullable String opinion, @Nullable Map<String, Object> more, List<Map<String, Object>> evidence,
            @Nullable PersonRef decidedBy, @Nullable PersonRef onBehalfOf, @Nullable Instant decidedAt) {

        static LookBackItem of(LookBack one, EntryView view) {
            LedgerNames known = view.known();
            LookBack.End end = one.end();
            String begunBy = one.begunBy();
            boolean decided = end != null && !end.outcome().equals(LookBack.End.CANCELLED);
            String onBehalfOf = (end != null) ? end.onBehalfOf() : null;
            return new LookBackItem(one.id(), one.cycle(), one.status(), one.way(), view.oversees() ? one.mode() : null,
                    view.oversees() ? one.percent() : null, view.oversees() ? one.drawn() : null,
                    view.oversees() ? one.quarter() : null, one.countedOn(),
                    (begunBy != null) ? known.person(begunBy) : null, one.begunReason(), one.begunAt(), one.dueOn(),
                    decided ? end.opinion() : null, decided ? end.more() : null,
                    (end != null) ? view.evidenceOf(end).stream().map(Attachment::json).toList() : List.of(),
                    decided ? known.person(end.decidedBy()) : null,
                    (onBehalfOf != null) ? known.person(onBehalfOf) : null, (end != null) ? end.decidedAt() : null);
        }

    }

    record RequestItem(String id, int cycle, int attempt, String conclusion, List<RectificationHistory.Item> checklist,
            List<Map<String, Object>> evidence, Map<String, Object> more, PersonRef requestedBy, Instant requestedAt) {

        static RequestItem of(RectificationHistory.Request one, EntryView view) {
            return new RequestItem(one.id(), one.cycle(), one.attempt(), one.conclusion(), one.checklist(),
                    view.evidenceOf(one).stream().map(Attachment::json).toList(), one.more(),
                    view.known().person(one.requestedBy()), one.requestedAt());
        }

    }

    record VerificationItem(String requestId, String decision, String opinion, @Nullable LocalDate dueOn,
            PersonRef decidedBy, @Nullable PersonRef onBehalfOf, Instant decidedAt) {

        static VerificationItem of(RectificationHistory.Verification one, LedgerNames known) {
            return new VerificationItem(one.requestId(), one.decision(), one.opinion(), one.dueOn(),
                    known.person(one.decidedBy()), (one.onBehalfOf() != null) ? known.person(one.onBehalfOf()) : null,
                    one.decidedAt());
        }

    }

    /**
     * @param outcome {@code agree}, {@code disagree}, or {@code putOff} by a meeting;
     * null while it is open
     */
    record BallotItem(String requestId, int entitled, int needed, long agree, long disagree, long abstain,
            @Nullable String outcome, Instant calledAt, Instant dueAt, List<MemberItem> members) {

        static BallotItem of(RectificationHistory.Ballot one, LedgerNames known) {
            return new BallotItem(one.requestId(), one.entitled(), one.needed(), one.count("agree"),
                    one.count("disagree"), one.count("abstain"), one.outcome(), one.calledAt(), one.dueAt(),
                    one.members()
                        .stream()
                        .map((member) -> new MemberItem(known.person(member.account()), member.entitled(),
                                member.reason(), member.vote(), member.opinion(), member.votedAt()))
                        .toList());
        }

    }

    /**
     * @param reason why the member stays out; null for who is entitled
     */
    record MemberItem(PersonRef member, boolean entitled, @Nullable String reason, @Nullable String vote,
            @Nullable String opinion, @Nullable Instant votedAt) {

    }

    record RedoItem(int cycle, String requestId, String stage, String reason, int daysUsed, LocalDate dueOn,
            Instant redoneAt) {

        static RedoItem of(RectificationHistory.Redo one) {
            return new RedoItem(one.cycle(), one.requestId(), one.stage(), one.reason(), one.daysUsed(), one.dueOn(),
                    one.redoneAt());
        }

    }

    record ExtensionItem(String id, LocalDate dueBefore, LocalDate to, String reason, PersonRef askedBy,
            Instant askedAt, @Nullable String decision, @Nullable String opinion, @Nullable PersonRef decidedBy,
            @Nullable PersonRef onBehalfOf, @Nullable Instant decidedAt) {

        static ExtensionItem of(RectificationHistory.Extension one, LedgerNames known) {
            return new ExtensionItem(one.id(), one.dueBefore(), one.wantedOn(), one.reason(),
                    known.person(one.askedBy()), one.askedAt(), one.decision(), one.opinion(),
                    (one.decidedBy() != null) ? known.person(one.decidedBy()) : null,
                    (one.onBehalfOf() != null) ? known.person(one.onBehalfOf()) : null, one.decidedAt());
        }

    }

    record AmendmentItem(String action, String field, @Nullable String before, @Nullable String after, String reason,
            PersonRef madeBy, Instant madeAt) {

        static AmendmentItem of(RectificationHistory.Amendment one, LedgerNames known) {
            return new AmendmentItem(one.action(), one.field(), one.before(), one.after(), one.reason(),
                    known.person(one.madeBy()), one.madeAt());
        }

    }

}

package org.sanxing.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.Attachment;
import org.sanxing.dossier.signs.Sign;
import org.sanxing.ledger.EntryItem;
import org.sanxing.ledger.LedgerEntries.Deadline;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.lookback.LookBack;
import org.sanxing.organization.PersonRef;
import org.sanxing.rectification.RectificationHistory;

/** An entry with all that belongs to it, as the API shows it. */
record WholeEntry(@JsonUnwrapped EntryItem item, String manifestation, String rootCause, @Nullable PersonRef author,
        PersonRef registeredBy, List<MeasureItem> measures, List<MeasureSetItem> measureSets,
        List<ProgressItem> progress, List<DeadlineItem> deadlines, List<String> checklist,
        List<Attachment.Described> evidence, List<CycleItem> cycles, List<RequestItem> requests,
        List<VerificationItem> verifications, List<BallotItem> votes, List<RectificationHistory.Redo> redos,
        List<RectificationHistory.Closing> closings, List<ExtensionItem> extensions, List<AmendmentItem> amendments,
        List<LookBackItem> lookBacks, List<Sign> signs) {

    static WholeEntry of(EntryView view) {
        LedgerEntry entry = view.entry();
        LedgerNames known = view.known();
        RectificationHistory file = view.file();
        return new WholeEntry(EntryItem.of(entry, known, view.today()), entry.manifestation(), entry.rootCause(),
                person(entry.author(), known), known.person(entry.registeredBy()),
                view.measures().stream().map(MeasureItem::of).toList(),
                file.measureSets().stream().map((set) -> MeasureSetItem.of(set, known)).toList(),
                file.progress().stream().map((one) -> ProgressItem.of(one, known)).toList(),
                view.deadlines().stream().map((one) -> DeadlineItem.of(one, known)).toList(), view.checklist(),
                view.evidence().values().stream().map(Attachment::json).toList(),
                view.cycles().stream().map((one) -> CycleItem.of(one, view)).toList(),
                file.requests().stream().map((one) -> RequestItem.of(one, view)).toList(),
                file.verifications().stream().map((one) -> VerificationItem.of(one, known)).toList(),
                file.ballots().stream().map((one) -> BallotItem.of(one, known)).toList(), file.redos(), file.closings(),
                file.extensions().stream().map((one) -> ExtensionItem.of(one, known)).toList(),
                file.amendments().stream().map((one) -> AmendmentItem.of(one, known)).toList(),
                view.lookBacks().stream().map((one) -> LookBackItem.of(one, view)).toList(), view.signs());
    }

    private static @Nullable PersonRef person(@Nullable String account, LedgerNames known) {
        return (account != null) ? known.person(account) : null;
    }

    /**
     * @param reason why it was dropped; null for all others
     */
    record MeasureItem(String text, String standard, LocalDate dueOn, String state, @Nullable String reason) {

        static MeasureItem of(RectificationHistory.Measure measure) {
            return new MeasureItem(measure.text(), measure.standard(), measure.dueOn(), measure.state(),
                    measure.droppedBecause());
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

        static DeadlineItem of(Deadline deadline, LedgerNames known) {
            return new DeadlineItem(deadline.cycle(), deadline.deadlineClass().id(), deadline.dueOn(),
                    deadline.reason(), known.person(deadline.setBy()), deadline.setAt());
        }

    }

    /**
     * @param cause {@code registered}, {@code relapse} or {@code counterDecision}
     * @param closedOn null while it is not closed
     */
    record CycleItem(int number, String cause, @Nullable String reason, PersonRef openedBy, Instant openedAt,
            LocalDate firstDueOn, LocalDate dueOn, List<DeadlineItem> deadlines, int redoCount,
            List<RectificationHistory.Redo> redos, @Nullable LocalDate closedOn, @Nullable Integer daysUsed,
            @Nullable Integer daysLate, List<LookBackItem> lookBacks) {

        static CycleItem of(EntryCycle cycle, EntryView view) {
            LedgerNames known = view.known();
            RectificationHistory.Reopening reopening = cycle.reopening();
            RectificationHistory.Closing closing = cycle.closing();
            return new CycleItem(cycle.number(), (reopening != null) ? reopening.cause() : "registered",
                    (reopening != null) ? reopening.reason() : null, known.person(cycle.openedBy()), cycle.openedAt(),
                    cycle.firstDueOn(), cycle.dueOn(),
                    cycle.deadlines().stream().map((one) -> DeadlineItem.of(one, known)).toList(), cycle.redos().size(),
                    cycle.redos(), (closing != null) ? closing.closedOn() : null,
                    (closing != null) ? closing.daysUsed() : null, (closing != null) ? closing.daysLate() : null,
                    cycle.lookBacks().stream().map((one) -> LookBackItem.of(one, view)).toList());
        }

    }

    /**
     * @param state {@code passed} where the policy asks for none, {@code planned},
     * {@code open}, {@code consolidated}, {@code relapsed} or {@code cancelled}
     * @param way {@code policy} or {@code hand}
     * @param drawn 0 to 99, of a random sample
     * @param on the day on which it begins
     * @param more what else the form asked
     */
    record LookBackItem(String id, int cycle, String state, String way, @Nullable String mode,
            @Nullable Integer percent, @Nullable Integer drawn, @Nullable String quarter, LocalDate on,
            @Nullable PersonRef begunBy, @Nullable String reason, @Nullable Instant begunAt, @Nullable LocalDate dueOn,
            @Nullable String opinion, @Nullable Map<String, Object> more, List<Attachment.Described> evidence,
            @Nullable PersonRef decidedBy, @Nullable PersonRef onBehalfOf, @Nullable Instant decidedAt) {

        static LookBackItem of(LookBack one, EntryView view) {
            LedgerNames known = view.known();
            LookBack.End end = one.end();
            boolean decided = end != null && !end.outcome().equals(LookBack.End.CANCELLED);
            return new LookBackItem(one.id(), one.cycle(), one.status(), one.way(), view.oversees() ? one.mode() : null,
                    view.oversees() ? one.percent() : null, view.oversees() ? one.drawn() : null,
                    view.oversees() ? one.quarter() : null, view.lookBackDates().begins(one.countedOn()),
                    person(one.begunBy(), known), one.begunReason(), one.begunAt(), one.dueOn(),
                    decided ? end.opinion() : null, decided ? end.more() : null,
                    (end != null) ? view.files(end.evidence()).stream().map(Attachment::json).toList() : List.of(),
                    decided ? known.person(end.decidedBy()) : null,
                    (end != null) ? person(end.onBehalfOf(), known) : null, (end != null) ? end.decidedAt() : null);
        }

    }

    record RequestItem(String id, int cycle, int attempt, String conclusion, List<RectificationHistory.Item> checklist,
            List<Attachment.Described> evidence, Map<String, Object> more, PersonRef requestedBy, Instant requestedAt) {

        static RequestItem of(RectificationHistory.Request one, EntryView view) {
            return new RequestItem(one.id(), one.cycle(), one.attempt(), one.conclusion(), one.checklist(),
                    view.files(one.evidence()).stream().map(Attachment::json).toList(), one.more(),
                    view.known().person(one.requestedBy()), one.requestedAt());
        }

    }

    record VerificationItem(String requestId, String decision, String opinion, @Nullable LocalDate dueOn,
            PersonRef decidedBy, @Nullable PersonRef onBehalfOf, Instant decidedAt) {

        static VerificationItem of(RectificationHistory.Verification one, LedgerNames known) {
            return new VerificationItem(one.requestId(), one.decision(), one.opinion(), one.dueOn(),
                    known.person(one.decidedBy()), person(one.onBehalfOf(), known), one.decidedAt());
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

    record ExtensionItem(String id, LocalDate dueBefore, LocalDate to, String reason, PersonRef askedBy,
            Instant askedAt, @Nullable String decision, @Nullable String opinion, @Nullable PersonRef decidedBy,
            @Nullable PersonRef onBehalfOf, @Nullable Instant decidedAt) {

        static ExtensionItem of(RectificationHistory.Extension one, LedgerNames known) {
            return new ExtensionItem(one.id(), one.dueBefore(), one.wantedOn(), one.reason(),
                    known.person(one.askedBy()), one.askedAt(), one.decision(), one.opinion(),
                    person(one.decidedBy(), known), person(one.onBehalfOf(), known), one.decidedAt());
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

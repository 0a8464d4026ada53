package org.sanxing.rectification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.ledger.LedgerEntry;

/** All that was done on one entry (一问题一档案), each list oldest first. */
public record RectificationHistory(List<MeasureSet> measureSets, List<Progress> progress, List<Request> requests,
        List<Verification> verifications, List<Ballot> ballots, List<Redo> redos, List<Closing> closings,
        List<Extension> extensions, List<Amendment> amendments, List<Reopening> reopenings) {

    /** When and why a cycle began; empty for the first. */
    public Optional<Reopening> reopeningOf(int cycle) {
        return this.reopenings.stream().filter((reopening) -> reopening.cycle() == cycle).findFirst();
    }

    /** When the cycle began in which the entry is. */
    public Instant begunAt(LedgerEntry entry) {
        return reopeningOf(entry.cycle()).map(Reopening::reopenedAt).orElse(entry.registeredAt());
    }

    /** The measures in force; empty where none were confirmed yet. */
    public List<Measure> measures() {
        return this.measureSets.isEmpty() ? List.of() : this.measureSets.get(this.measureSets.size() - 1).measures();
    }

    public Optional<Request> latestRequest() {
        return last(this.requests);
    }

    public Optional<Verification> verificationOf(Request request) {
        return this.verifications.stream().filter((done) -> done.requestId().equals(request.id())).findFirst();
    }

    /** The newest vote on a request; those before it were put off. */
    public Optional<Ballot> ballotOf(Request request) {
        return this.ballots.stream()
            .filter((ballot) -> ballot.requestId().equals(request.id()))
            .reduce((earlier, later) -> later);
    }

    public Optional<Redo> redoOf(Request request) {
        return this.redos.stream().filter((redo) -> redo.requestId().equals(request.id())).findFirst();
    }

    public Optional<Extension> openExtension() {
        return this.extensions.stream().filter(Extension::isOpen).findFirst();
    }

    /** Accounts of everybody who appears in it. */
    public List<String> accounts() {
        return Stream
            .of(this.measureSets.stream().map(MeasureSet::confirmedBy),
                    this.progress.stream().map(Progress::reportedBy), this.requests.stream().map(Request::requestedBy),
                    this.verifications.stream().flatMap((done) -> Stream.of(done.decidedBy(), done.onBehalfOf())),
                    this.ballots.stream().flatMap((ballot) -> ballot.members().stream().map(BallotMember::account)),
                    this.extensions.stream()
                        .flatMap((asked) -> Stream.of(asked.askedBy(), asked.decidedBy(), asked.onBehalfOf())),
                    this.reopenings.stream().map(Reopening::reopenedBy),
                    this.amendments.stream()
                        .flatMap((made) -> Stream.of(made.madeBy(),
                                "responsible".equals(made.field()) ? made.before() : null,
                                "responsible".equals(made.field()) ? made.after() : null)))
            .flatMap((accounts) -> accounts)
            .filter((account) -> account != null && !account.isEmpty())
            .distinct()
            .toList();
    }

    private static final String OPEN = "open";

    private static <T> Optional<T> last(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The measures as they were confirmed at one time. */
    public record MeasureSet(String id, int number, String confirmedBy, Instant confirmedAt, List<Measure> measures) {

    }

    /**
     * @param standard by which it is seen that it is done
     * @param droppedBecause why it is not carried out any more; null for all others
     */
    public record Measure(String text, String standard, LocalDate dueOn, boolean done,
            @Nullable String droppedBecause) {

        /** {@code done}, {@code dropped} or {@code open}. */
        public String state() {
            return this.done ? "done" : (this.droppedBecause != null) ? "dropped" : OPEN;
        }

        public boolean isOpen() {
            return state().equals(OPEN);
        }

        /** As the chain keeps it. */
        public Map<String, Object> recorded() {
            Map<String, Object> recorded = told();
            recorded.put("completeBy", recorded.remove("dueOn"));
            return recorded;
        }

        /** As the API tells it beside a task. */
        public Map<String, Object> told() {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("text", this.text);
            told.put("standard", this.standard);
            told.put("dueOn", this.dueOn.toString());
            told.put("state", state());
            if (this.droppedBecause != null) {
                told.put("reason", this.droppedBecause);
            }
            return told;
        }

    }

    public record Progress(int cycle, String text, int percent, String reportedBy, Instant reportedAt) {

    }

    /**
     * Close-out was asked for.
     *
     * @param attempt from 1, over all cycles
     * @param evidence ids of attachments
     * @param more what else the form asked, by field
     */
    public record Request(String id, int cycle, int attempt, String conclusion, List<Item> checklist,
            List<String> evidence, Map<String, Object> more, String requestedBy, Instant requestedAt) {

    }

    /**
     * The newest request and what was decided on it.
     *
     * @param evidence how many files were shown
     * @param ballot the newest vote; those before it were put off
     */
    public record Round(String requestId, int evidence, @Nullable Verification verification, @Nullable Ballot ballot) {

        Round with(Ballot called) {
            return new Round(this.requestId, this.evidence, this.verification, called);
        }

    }

    /** One item of the acceptance checklist. */
    public record Item(String item, boolean met) {

    }

    /**
     * @param decision {@code pass} or {@code redo}
     * @param dueOn the time limit that the branch set with a redo; null where it set none
     */
    public record Verification(String id, String requestId, String decision, String opinion, @Nullable LocalDate dueOn,
            Map<String, Object> more, String decidedBy, @Nullable String onBehalfOf, Instant decidedAt) {

        public boolean passed() {
            return switch (this.decision) {
                case "pass" -> true;
                case "redo" -> false;
                default -> throw new IllegalStateException("Unknown decision: " + this.decision);
            };
        }

    }

    /**
     * A vote on one request.
     *
     * @param needed how many must agree
     * @param over whether it goes on no more
     * @param declared {@code agree}, {@code disagree} or {@code putOff} as a meeting
     * declared it; null for a vote by the task list
     */
    public record Ballot(String id, String requestId, int entitled, int needed, Instant calledAt, Instant dueAt,
            List<BallotMember> members, boolean over, @Nullable String declared) {

        public Ballot(String id, String requestId, int entitled, int needed, Instant calledAt, Instant dueAt,
                List<BallotMember> members) {
            this(id, requestId, entitled, needed, calledAt, dueAt, members, false, null);
        }

        Ballot voted(String account, String vote, String opinion, Instant now) {
            return new Ballot(this.id, this.requestId, this.entitled, this.needed, this.calledAt, this.dueAt,
                    this.members.stream()
                        .map((member) -> member.account().equals(account)
                                ? new BallotMember(account, member.entitled(), member.reason(), vote, opinion, now)
                                : member)
                        .toList(),
                    this.over, this.declared);
        }

        public Tally tally() {
            long voted = this.members.stream().filter((member) -> member.entitled() && member.vote() != null).count();
            return new Tally(this.entitled, this.needed, (int) count(AGREE), (int) voted);
        }

        public long count(String vote) {
            return this.members.stream().filter((member) -> member.entitled() && vote.equals(member.vote())).count();
        }

        /** {@code agree}, {@code disagree} or {@code putOff}; null while it is open. */
        public @Nullable String outcome() {
            if (this.declared != null || !this.over || !tally().decided()) {
                return this.declared;
            }
            return tally().agreed() ? AGREE : "disagree";
        }

        public boolean isPutOff() {
            return "putOff".equals(this.declared);
        }

        public boolean isEntitled(String account) {
            return this.members.stream().anyMatch((member) -> member.entitled() && member.account().equals(account));
        }

        /** Those who are entitled and have not voted yet. */
        public List<String> waiting() {
            return this.members.stream()
                .filter((member) -> member.entitled() && member.vote() == null)
                .map(BallotMember::account)
                .toList();
        }

    }

    static final String AGREE = "agree";

    /** The vote of a member who cannot vote any more. */
    public static final String GONE = "gone";

    /**
     * @param reason why the member stays out; null for who is entitled
     * @param vote {@code agree}, {@code disagree}, {@code abstain}, or {@code gone} for
     * who left before voting; null while there is none
     */
    public record BallotMember(String account, boolean entitled, @Nullable String reason, @Nullable String vote,
            @Nullable String opinion, @Nullable Instant votedAt) {

    }

    /**
     * @param stage {@code verification} or {@code vote}
     * @param reason what was said
     * @param dueOn the new time limit
     */
    public record Redo(int cycle, String requestId, String stage, String reason, int daysUsed, LocalDate dueOn,
            Instant redoneAt) {

    }

    /**
     * What stays true of a closing whatever comes later.
     *
     * @param dueOn in force when it was closed
     * @param firstDueOn the first deadline of the cycle
     */
    public record Closing(int cycle, String requestId, LocalDate closedOn, LocalDate dueOn, LocalDate firstDueOn,
            int daysUsed, int daysLate, Instant closedAt) {

    }

    /**
     * A closed entry was opened again.
     *
     * @param cycle that began with it
     * @param cause {@code relapse} or {@code counterDecision}
     */
    public record Reopening(int cycle, String cause, String reason, String reopenedBy, Instant reopenedAt) {

    }

    /**
     * @param decision {@code grant}, {@code refuse} or {@code cancelled}; null while open
     */
    public record Extension(String id, String entryId, int cycle, LocalDate dueBefore, LocalDate wantedOn,
            String reason, String askedBy, Instant askedAt, @Nullable String decision, @Nullable String opinion,
            @Nullable String decidedBy, @Nullable String onBehalfOf, @Nullable Instant decidedAt) {

        public boolean isOpen() {
            return this.decision == null;
        }

        /** Whether it was granted; asked once it is decided. */
        public boolean granted() {
            return switch (String.valueOf(this.decision)) {
                case "grant" -> true;
                case "refuse" -> false;
                default -> throw new IllegalStateException("Unknown decision: " + this.decision);
            };
        }

    }

    /**
     * @param action {@code correct}, {@code reassign} or {@code void}
     * @param field what was changed
     */
    public record Amendment(String action, String field, @Nullable String before, @Nullable String after, String reason,
            String madeBy, Instant madeAt) {

    }

}

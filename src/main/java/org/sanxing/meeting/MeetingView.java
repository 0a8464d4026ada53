package org.sanxing.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.Texts;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.meeting.ItemSheet.Seat;
import org.sanxing.meeting.Meetings.Attendance;
import org.sanxing.organization.PersonRef;
import org.springframework.stereotype.Component;

/**
 * One meeting as its page and the API show it to a person.
 *
 * @param manages whether the person may change it
 * @param records whether the person notes who is there and what is said
 * @param chairs whether the person chairs it
 */
public record MeetingView(Meeting meeting, String label, String localTime, List<ItemView> items,
        List<Attendance> attendance, LedgerNames known, String me, boolean manages, boolean records, boolean chairs) {

    /** The item on which is voted now; null where there is none. */
    public @Nullable ItemView open() {
        return this.items.stream()
            .filter((one) -> one.sheet().item().is(AgendaItem.State.OPEN))
            .findFirst()
            .orElse(null);
    }

    public long present() {
        return this.attendance.stream().filter(Attendance::isPresent).count();
    }

    public List<Attendance> absent() {
        return this.attendance.stream().filter(Attendance::isAbsent).toList();
    }

    public boolean noted() {
        return this.attendance.stream().allMatch((one) -> one.present() != null);
    }

    public boolean is(String state) {
        return this.meeting.state().id().equals(state);
    }

    public boolean maySign() {
        return this.meeting.is(Meeting.State.ENDED) && this.records && !this.meeting.signedBy(this.me);
    }

    /** What of it the page of this person must show anew when it changes. */
    public String signature() {
        ItemView open = open();
        return this.meeting.revision() + "-"
                + this.items.stream().map((one) -> one.sheet().item().state().id()).collect(Collectors.joining("-"))
                + "-" + (open != null && open.mayVote());
    }

    /**
     * @param chair account of who chairs it now; null where nobody does
     * @param mine the seat of the person; null for who is no member
     * @param reads whether the person may read the file of the entry
     */
    public record ItemView(ItemSheet sheet, @Nullable String chair, @Nullable Seat mine, String me, boolean reads,
            boolean putsOff) {

        public boolean chairs() {
            return this.me.equals(this.chair);
        }

        /** Those who are to vote before the person, who chairs. */
        public List<String> before() {
            return !chairs() ? List.of()
                    : this.sheet.waiting().stream().filter((account) -> !account.equals(this.me)).toList();
        }

        public boolean hasVote() {
            return this.sheet.item().is(AgendaItem.State.OPEN) && this.mine != null && this.mine.entitled()
                    && this.mine.isPresent() && this.mine.vote() == null;
        }

        public boolean mayVote() {
            return hasVote() && before().isEmpty();
        }

        public boolean mayWrite() {
            return this.sheet.item().isLive() && this.mine != null && this.mine.entitled() && !this.mine.isPresent();
        }

        /** Those who are entitled and absent, for whom a view may be kept. */
        public List<Seat> away() {
            return this.sheet.seats().stream().filter((seat) -> seat.entitled() && seat.isAbsent()).toList();
        }

    }

    /** A meeting in a list. */
    public record Listed(String id, int year, int number, String title, String label, Instant meetsAt, String place,
            @Schema(implementation = Meeting.State.class) String state, PersonRef chair, PersonRef recorder, int items,
            int decided, int revision) {

    }

    @Component
    static class Source {

        private final Meetings meetings;

        private final ItemSheets sheets;

        private final MeetingPolicy policy;

        private final MeetingTexts texts;

        private final LedgerEntries entries;

        private final LedgerNames.Source names;

        Source(Meetings meetings, ItemSheets sheets, MeetingPolicy policy, MeetingTexts texts, LedgerEntries entries,
                LedgerNames.Source names) {
            this.meetings = meetings;
            this.sheets = sheets;
            this.policy = policy;
            this.texts = texts;
            this.entries = entries;
            this.names = names;
        }

        MeetingView of(Meeting meeting, String me) {
            List<AgendaItem> agenda = this.meetings.agenda(meeting.id());
            List<ItemSheet> all = this.sheets.of(meeting, agenda);
            List<Attendance> attendance = this.meetings.attendance(meeting.id());
            Set<String> readable = new HashSet<>(
                    this.entries.readable(agenda.stream().map(AgendaItem::entryId).distinct().toList(), me));
            Set<String> accounts = new HashSet<>(List.of(meeting.chair(), meeting.recorder(), meeting.calledBy()));
            attendance.forEach((one) -> accounts.add(one.account()));
            Optional<String> deputy = this.policy.deputy();
            List<ItemView> items = new ArrayList<>();
            for (ItemSheet sheet : all) {
                sheet.accounts().forEach(accounts::add);
                String chair = (sheet.item().chair() != null && !sheet.item().isLive()) ? sheet.item().chair()
                        : this.policy.chairOf(sheet, deputy).orElse(null);
                items.add(new ItemView(sheet, chair, sheet.seat(me).orElse(null), me,
                        readable.contains(sheet.entry().id()), me.equals(meeting.chair()) || me.equals(chair)));
            }
            return new MeetingView(meeting, this.texts.label(meeting), this.texts.local(meeting.meetsAt()), items,
                    attendance, this.names.with(accounts), me, this.policy.manages(meeting, me),
                    this.policy.records(meeting, me), me.equals(meeting.chair()));
        }

        /**
         * @throws NotFound where the person may not see it
         */
        Meeting readable(String id, String account) {
            return this.meetings.find(id)
                .filter((found) -> this.policy.reads(found, account))
                .orElseThrow(() -> new NotFound("meeting"));
        }

        /**
         * Those that the person may see, the newest first.
         * @param state typed; null or empty for all
         * @throws InvalidInput where there is no such state
         */
        Page<Listed> page(@Nullable String state, String account, int limit, @Nullable String cursor) {
            Meeting.State wanted = Texts.isBlank(state) ? null
                    : Meeting.State.of(state).orElseThrow(() -> new InvalidInput("state", "meeting-state", state));
            Page<Meeting> page = this.meetings.page(wanted, this.policy.readsAll(account) ? null : account, limit,
                    cursor);
            Set<String> accounts = new HashSet<>();
            page.items().forEach((meeting) -> accounts.addAll(List.of(meeting.chair(), meeting.recorder())));
            LedgerNames known = this.names.with(accounts);
            Map<String, Meetings.Counts> counts = this.meetings.counts(page.items().stream().map(Meeting::id).toList());
            return page.map((meeting) -> {
                Meetings.Counts of = counts.getOrDefault(meeting.id(), new Meetings.Counts(0, 0));
                return new Listed(meeting.id(), meeting.year(), meeting.number(), meeting.title(),
                        this.texts.label(meeting), meeting.meetsAt(), meeting.place(), meeting.state().id(),
                        known.person(meeting.chair()), known.person(meeting.recorder()), of.items(), of.decided(),
                        meeting.revision());
            });
        }

    }

}

package org.sanxing.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.meeting.ItemSheet.Seat;
import org.sanxing.meeting.Meetings.Attendance;
import org.sanxing.meeting.Meetings.Excused;
import org.sanxing.meeting.Meetings.Votes;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.rectification.Corrections;
import org.sanxing.rectification.RectificationHistories;
import org.sanxing.rectification.RectificationHistory.Amendment;
import org.sanxing.rectification.Tally;
import org.springframework.stereotype.Component;

/**
 * Puts together who has to do with the items of a meeting. Until an item is opened, who
 * is entitled follows from the vote that was called, the party group and what was noted
 * for the item; from then on it is fixed.
 */
@Component
public class ItemSheets {

    /** Why a member is not entitled who is no longer of the party group. */
    static final String LEFT = "left";

    private final Meetings meetings;

    private final LedgerEntries entries;

    private final RectificationHistories histories;

    private final RectificationSettings settings;

    private final MeetingSettings meetingSettings;

    private final Organization organization;

    ItemSheets(Meetings meetings, LedgerEntries entries, RectificationHistories histories,
            RectificationSettings settings, MeetingSettings meetingSettings, Organization organization) {
        this.meetings = meetings;
        this.entries = entries;
        this.histories = histories;
        this.settings = settings;
        this.meetingSettings = meetingSettings;
        this.organization = organization;
    }

    ItemSheet of(Meeting meeting, AgendaItem item) {
        return of(meeting, List.of(item)).get(0);
    }

    /** The number of statements does not depend on how many items there are. */
    public List<ItemSheet> of(Meeting meeting, List<AgendaItem> items) {
        Map<String, LedgerEntry> known = this.entries.all(items.stream().map(AgendaItem::entryId).distinct().toList())
            .stream()
            .collect(Collectors.toMap(LedgerEntry::id, Function.identity()));
        Instant signed = meeting.signedAt();
        Map<String, List<Amendment>> corrections = (signed != null)
                ? this.histories.amendedSince(known.keySet(), signed) : Map.of();
        Map<String, String> called = this.meetings.openBallots(items.stream()
            .filter((item) -> item.isLive() && item.ballotId() == null && !item.isCounter())
            .map(AgendaItem::entryId)
            .toList());
        Set<String> ballots = new HashSet<>(called.values());
        items.stream().map(AgendaItem::ballotId).filter((id) -> id != null).forEach(ballots::add);
        Map<String, Votes> votes = this.meetings.votes(ballots);
        Map<String, ItemSheet.Report> reports = this.meetings.reports(ballots);
        List<Attendance> attendance = this.meetings.attendance(meeting.id());
        Map<String, Map<String, Excused>> excused = this.meetings.excused(meeting.id());
        Map<String, Map<String, String>> views = this.meetings.views(meeting.id());
        List<String> group = this.organization.partyGroup().stream().map(Person::account).toList();
        List<ItemSheet> sheets = new ArrayList<>();
        for (AgendaItem item : items) {
            LedgerEntry entry = known.get(item.entryId());
            List<Amendment> made = corrections.getOrDefault(item.entryId(), List.of());
            String ballot = (item.ballotId() != null) ? item.ballotId()
                    : item.isCounter() ? null : called.get(entry.id());
            Votes taken = (ballot != null) ? votes.get(ballot) : null;
            boolean open = item.ballotId() == null;
            List<Seat> seats = new ArrayList<>();
            for (Seat seat : (taken != null) ? taken.seats() : members(item, entry, group)) {
                Excused out = open ? out(seat, group, excused.getOrDefault(item.id(), Map.of()).get(seat.account()))
                        : null;
                seats.add(there(seat, out, attendance, views.getOrDefault(item.id(), Map.of()).get(seat.account()),
                        meeting.begunAt()));
            }
            int count = (int) seats.stream().filter(Seat::entitled).count();
            int needed = (taken != null && !open) ? taken.needed() : Tally.needed(count, this.settings.majority());
            sheets.add(new ItemSheet(meeting, item, Corrections.before(entry, made), made, List.copyOf(seats),
                    reports.get(ballot), needed, (taken != null) ? taken.declared() : null,
                    this.meetingSettings.quorum()));
        }
        return sheets;
    }

    /**
     * Where nothing has been voted on yet: the party group, but for the responsible
     * party.
     */
    private static List<Seat> members(AgendaItem item, LedgerEntry entry, List<String> group) {
        return !item.isLive() ? List.of() : group.stream().map((account) -> {
            boolean own = account.equals(entry.responsible());
            return new Seat(account, !own, own ? EntryPolicy.RESPONSIBLE : null, "", null, null, null, null, null,
                    false, null);
        }).toList();
    }

    /** Why a member who was entitled is so no longer; null for everybody else. */
    private static @Nullable Excused out(Seat seat, List<String> group, @Nullable Excused excused) {
        if (!seat.entitled() || excused != null) {
            return seat.entitled() ? excused : null;
        }
        return group.contains(seat.account()) ? null : new Excused(seat.account(), LEFT, "");
    }

    private static Seat there(Seat seat, @Nullable Excused out, List<Attendance> attendance, @Nullable String written,
            @Nullable Instant begun) {
        Attendance noted = attendance.stream()
            .filter((one) -> one.account().equals(seat.account()))
            .findFirst()
            .orElse(null);
        return new Seat(seat.account(), seat.entitled() && out == null, (out != null) ? out.reason() : seat.reason(),
                (out != null) ? out.note() : seat.note(), (noted != null) ? noted.present() : null,
                (noted != null) ? noted.reason() : null, seat.vote(), seat.opinion(), seat.votedAt(),
                seat.votedAt() != null && (begun == null || seat.votedAt().isBefore(begun)), written);
    }

}

package org.sanxing.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.meeting.ItemSheet.Seat;
import org.sanxing.meeting.Meetings.Votes;
import org.springframework.stereotype.Component;

/** The meetings in which an entry was on the agenda, for its file. */
@Component("entryMeetings")
public class EntryMeetings {

    private final Meetings meetings;

    private final MeetingPolicy policy;

    private final MeetingTexts texts;

    EntryMeetings(Meetings meetings, MeetingPolicy policy, MeetingTexts texts) {
        this.meetings = meetings;
        this.policy = policy;
        this.texts = texts;
    }

    /**
     * Oldest first. Who may read the entry may know what was decided on it.
     * @param reader who sees the meeting itself only where they may read it
     */
    public List<Decided> of(LedgerEntry entry, String reader) {
        List<AgendaItem> items = this.meetings.ofEntry(entry.id());
        Map<String, Meeting> known = this.meetings.all(items.stream().map(AgendaItem::meetingId).distinct().toList())
            .stream()
            .collect(Collectors.toMap(Meeting::id, Function.identity()));
        Map<String, Votes> votes = this.meetings
            .votes(items.stream().map(AgendaItem::ballotId).filter(Objects::nonNull).toList());
        List<Decided> decided = new ArrayList<>();
        for (AgendaItem item : items) {
            Meeting meeting = known.get(item.meetingId());
            Votes taken = (item.ballotId() != null) ? votes.get(item.ballotId()) : null;
            List<Seat> seats = (taken != null) ? taken.seats().stream().filter(Seat::entitled).toList() : List.of();
            decided.add(new Decided(meeting.id(), this.texts.label(meeting), meeting.meetsAt(), meeting.state().id(),
                    this.policy.reads(meeting, reader), item.kind().id(), item.cycle(), item.state().id(),
                    (taken != null) ? taken.declared() : null, seats.size(), item.present(), count(seats, "agree"),
                    count(seats, "disagree"), count(seats, "abstain"), item.reason(), item.settledReason(),
                    item.settledAt()));
        }
        return decided;
    }

    /** The meeting that has the entry on its agenda now; null where none has. */
    public @Nullable Decided live(LedgerEntry entry, String reader) {
        return of(entry, reader).stream()
            .filter((one) -> one.settledAt() == null
                    && (one.meetingState().equals("called") || one.meetingState().equals("inSession")))
            .findFirst()
            .orElse(null);
    }

    /** Who was absent when a vote was taken, by the vote; none for those by task list. */
    public Map<String, Set<String>> absent(LedgerEntry entry) {
        Map<String, Set<String>> absent = new HashMap<>();
        for (AgendaItem item : this.meetings.ofEntry(entry.id())) {
            if (item.ballotId() != null) {
                absent.put(item.ballotId(),
                        this.meetings.attendance(item.meetingId())
                            .stream()
                            .filter(Meetings.Attendance::isAbsent)
                            .map(Meetings.Attendance::account)
                            .collect(Collectors.toSet()));
            }
        }
        return absent;
    }

    private static long count(List<Seat> seats, String vote) {
        return seats.stream().filter((seat) -> vote.equals(seat.vote())).count();
    }

    /**
     * @param readable whether the reader may see the meeting
     * @param kind {@code closeOut} or {@code counter}
     * @param state of the item: {@code listed}, {@code open}, {@code decided},
     * {@code putOff}, {@code lapsed} or {@code notTaken}
     * @param outcome {@code agree}, {@code disagree} or {@code putOff}; null where
     * nothing was declared
     * @param reason why a closing is to be taken back; empty for a close-out
     */
    public record Decided(String meetingId, String meeting, Instant meetsAt, String meetingState, boolean readable,
            String kind, int cycle, String state, @Nullable String outcome, int entitled, @Nullable Integer present,
            long agree, long disagree, long abstain, String reason, @Nullable String settledReason,
            @Nullable Instant settledAt) {

    }

}

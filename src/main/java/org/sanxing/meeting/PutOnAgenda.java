package org.sanxing.meeting;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.LedgerEntry;

/**
 * Puts an entry on the agenda of a meeting that has not begun: one that is voted on, or
 * one that is closed and whose closing is to be taken back.
 */
@UseCase
public class PutOnAgenda {

    private final MeetingSupport desk;

    PutOnAgenda(MeetingSupport desk) {
        this.desk = desk;
    }

    /**
     * @throws org.sanxing.common.Forbidden for who may not put it there
     * @throws Conflict where it is on an agenda already, or there is nothing to decide
     * @throws InvalidInput where there is no such entry, or a counter-decision has no
     * reason
     */
    public Meeting execute(PutOnAgendaCommand command) {
        Meeting meeting = this.desk.lock(command.meetingId(), command.account(), command.revision())
            .require(Meeting.State.CALLED);
        this.desk.policy.requireManager(meeting, command.account());
        list(meeting, command.proposed(), command.account());
        return this.desk.meetings.save(meeting);
    }

    void list(Meeting meeting, CallMeeting.Proposed proposed, String account) {
        String id = (proposed.entryId() != null) ? proposed.entryId().strip() : "";
        AgendaItem.Kind kind = AgendaItem.Kind.of((proposed.kind() != null) ? proposed.kind() : "closeOut")
            .orElseThrow(() -> new InvalidInput("kind", "meeting-kind"));
        String entryId = this.desk.entries.find(id, account)
            .or(() -> this.desk.entries.findByNumber(id)
                .filter((found) -> this.desk.entries.find(found.id(), account).isPresent()))
            .map(LedgerEntry::id)
            .orElseThrow(() -> new InvalidInput("entryId", "meeting-entry"));
        LedgerEntry entry = this.desk.entries.lock(entryId);
        if (!this.desk.policy.mayList(meeting, entry, account)) {
            throw new Forbidden("meeting-own-branch-only");
        }
        entry.require((kind == AgendaItem.Kind.COUNTER) ? LedgerEntry.State.CLOSED : LedgerEntry.State.VOTING);
        String reason = (kind == AgendaItem.Kind.COUNTER) ? Texts.needed("reason", proposed.reason(), Texts.REASON)
                : "";
        this.desk.meetings.liveItem(entryId).ifPresent((other) -> {
            throw new Conflict("meeting-entry-listed", entry.number().toString()).in(entry.state().id())
                .with("meetingId", other.meetingId());
        });
        int line = this.desk.meetings.agenda(meeting.id()).stream().mapToInt(AgendaItem::line).max().orElse(0) + 1;
        this.desk.meetings.add(AgendaItem.listed(meeting.id(), line, kind, entry, reason, account));
        String action = (kind == AgendaItem.Kind.COUNTER) ? "counterProposed" : "putOnAgenda";
        this.desk.tell(MeetingSupport.event(action, meeting, entry, account).with("opinion", reason));
        this.desk.tell(this.desk.event(action, entry, meeting, account).with("opinion", reason));
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record PutOnAgendaCommand(String meetingId, CallMeeting.Proposed proposed, String account,
            @Nullable Integer revision) {

    }

}

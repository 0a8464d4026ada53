package org.sanxing.meeting;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.UseCase;
import org.sanxing.meeting.Planning.Typed;

/**
 * Calls a meeting of the party group, with what is on its agenda.
 */
@UseCase
public class CallMeeting {

    private final MeetingSupport desk;

    private final Planning planning;

    private final PutOnAgenda putOnAgenda;

    CallMeeting(MeetingSupport desk, Planning planning, PutOnAgenda putOnAgenda) {
        this.desk = desk;
        this.planning = planning;
        this.putOnAgenda = putOnAgenda;
    }

    /**
     * @throws org.sanxing.common.Forbidden for who may not call one, or not on this entry
     * @throws Conflict where an entry is on another agenda, or nothing is to be decided
     * on it
     * @throws org.sanxing.common.InvalidInput where time, place or somebody is missing
     */
    public Meeting execute(CallMeetingCommand command) {
        this.desk.policy.requireCaller(command.account());
        String id = Ids.next();
        Meeting meeting = Meeting.called(id, this.planning.of(id, command.plan()), command.account(), this.desk.now());
        this.desk.meetings.add(meeting);
        this.desk.tell(MeetingEvent.of("called", meeting, command.account())
            .with("title", meeting.title())
            .with("number", meeting.year() + "-" + meeting.number())
            .with("place", meeting.place())
            .with("meetsAt", this.desk.moment(meeting))
            .with("chair", meeting.chair())
            .with("recorder", meeting.recorder()));
        for (Proposed proposed : command.agenda()) {
            this.putOnAgenda.list(meeting, proposed, command.account());
        }
        this.desk.notify("meetingCalled", meeting, command.account(), command.agenda().size());
        return meeting;
    }

    public record CallMeetingCommand(Typed plan, List<Proposed> agenda, String account) {

    }

    /**
     * What is to be put on an agenda.
     *
     * @param reason why a closing is to be taken back; null for a close-out
     */
    public record Proposed(@Nullable String entryId, @Nullable String kind, @Nullable String reason) {

    }

}

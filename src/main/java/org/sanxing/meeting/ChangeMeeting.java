package org.sanxing.meeting;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.UseCase;
import org.sanxing.meeting.Planning.Typed;

/**
 * Changes what was agreed on for a meeting; once it has begun, who chairs, who records
 * and who else attends.
 */
@UseCase
public class ChangeMeeting {

    private final MeetingSupport desk;

    private final Planning planning;

    ChangeMeeting(MeetingSupport desk, Planning planning) {
        this.desk = desk;
        this.planning = planning;
    }

    public Meeting execute(ChangeMeetingCommand command) {
        Meeting meeting = this.desk.lock(command.meetingId(), command.account(), command.revision())
            .require(Meeting.State.CALLED, Meeting.State.IN_SESSION);
        this.desk.policy.requireManager(meeting, command.account());
        boolean begun = meeting.is(Meeting.State.IN_SESSION);
        Typed typed = command.plan();
        Meeting changed = meeting.changed(this.planning.of(meeting.id(),
                begun ? new Typed(meeting.title(), meeting.number(), meeting.meetsAt(), meeting.place(), typed.chair(),
                        typed.recorder(), typed.invited())
                        : new Typed(typed.title(), number(meeting, typed), typed.meetsAt(), typed.place(),
                                typed.chair(), typed.recorder(), typed.invited())));
        Meeting saved = this.desk.meetings.save(changed);
        this.desk.tell(MeetingEvent.of("changed", saved, command.account())
            .with("title", saved.title())
            .with("number", saved.year() + "-" + saved.number())
            .with("place", saved.place())
            .with("meetsAt", this.desk.moment(saved))
            .with("chair", saved.chair())
            .with("recorder", saved.recorder()));
        if (!saved.meetsAt().equals(meeting.meetsAt()) || !saved.place().equals(meeting.place())) {
            this.desk.notify("meetingChanged", saved, command.account(), this.desk.meetings.agenda(saved.id()).size());
        }
        return saved;
    }

    /** Without a number it keeps its own, unless it moves to another year. */
    private @Nullable Integer number(Meeting meeting, Typed typed) {
        if (typed.number() != null || typed.meetsAt() == null) {
            return typed.number();
        }
        return (this.planning.yearOf(typed.meetsAt()) == meeting.year()) ? meeting.number() : null;
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record ChangeMeetingCommand(String meetingId, Typed plan, String account, @Nullable Integer revision) {

    }

}

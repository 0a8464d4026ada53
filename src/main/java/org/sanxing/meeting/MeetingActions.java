package org.sanxing.meeting;

import org.springframework.stereotype.Component;

/** All that can be done in a meeting, for the pages and the API alike. */
@Component
class MeetingActions {

    final CallMeeting call;

    final ChangeMeeting change;

    final PutOnAgenda putOn;

    final TakeOffAgenda takeOff;

    final BeginMeeting begin;

    final NoteAttendance note;

    final ExcuseMember excuse;

    final ChooseChair chair;

    final OpenItem open;

    final VoteInMeeting vote;

    final DeclareDecision declare;

    final PutOffItem putOff;

    final WriteDiscussion discuss;

    final WriteView write;

    final EndMeeting end;

    final CancelMeeting cancel;

    final SignMinutes sign;

    MeetingActions(CallMeeting call, ChangeMeeting change, PutOnAgenda putOn, TakeOffAgenda takeOff, BeginMeeting begin,
            NoteAttendance note, ExcuseMember excuse, ChooseChair chair, OpenItem open, VoteInMeeting vote,
            DeclareDecision declare, PutOffItem putOff, WriteDiscussion discuss, WriteView write, EndMeeting end,
            CancelMeeting cancel, SignMinutes sign) {
        this.call = call;
        this.change = change;
        this.putOn = putOn;
        this.takeOff = takeOff;
        this.begin = begin;
        this.note = note;
        this.excuse = excuse;
        this.chair = chair;
        this.open = open;
        this.vote = vote;
        this.declare = declare;
        this.putOff = putOff;
        this.discuss = discuss;
        this.write = write;
        this.end = end;
        this.cancel = cancel;
        this.sign = sign;
    }

}

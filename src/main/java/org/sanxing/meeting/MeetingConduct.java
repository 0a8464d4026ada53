package org.sanxing.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.meeting.ItemSheet.Seat;
import org.sanxing.meeting.MeetingCommands.AttendanceCommand;
import org.sanxing.meeting.MeetingCommands.ChairCommand;
import org.sanxing.meeting.MeetingCommands.DiscussionCommand;
import org.sanxing.meeting.MeetingCommands.Doing;
import org.sanxing.meeting.MeetingCommands.ExcuseCommand;
import org.sanxing.meeting.MeetingCommands.MemberCommand;
import org.sanxing.meeting.MeetingCommands.ViewCommand;
import org.sanxing.meeting.Meetings.Attendance;
import org.sanxing.meeting.Meetings.Excused;
import org.sanxing.organization.Person;

/** Conducts a meeting from its beginning to its minutes, but for its decisions. */
@UseCase
class MeetingConduct {

    /** Why a member may not count, but for what the system knows itself. */
    static final List<String> EXCUSES = List.of("relative", "ill", "suspended", "other");

    private static final int SHORT = 200;

    private static final int VIEW = 5_000;

    private static final int DISCUSSION = 10_000;

    private final MeetingSupport support;

    private final Minutes minutes;

    MeetingConduct(MeetingSupport support, Minutes minutes) {
        this.support = support;
        this.minutes = minutes;
    }

    /**
     * From now on its agenda stays, and who is there is noted.
     * @throws Conflict where it has begun, or has nothing on its agenda
     */
    void begin(Doing doing) {
        Meeting meeting = this.support.lock(doing);
        requireRecorderOrManager(meeting, doing);
        Meeting begun = meeting.begun(this.support.now());
        if (this.support.meetings.agenda(meeting.id()).stream().noneMatch(AgendaItem::isLive)) {
            throw new Conflict("meeting-without-agenda").in(meeting.state().id());
        }
        this.support.meetings.expect(meeting.id(),
                this.support.organization.partyGroup().stream().map(Person::account).toList());
        save("begun", begun, doing);
    }

    /**
     * Recorder or chair notes who is there; who is not has a reason.
     * @throws InvalidInput for who is not of the party group, and without a reason
     */
    void note(Doing doing, AttendanceCommand typed) {
        Meeting meeting = this.support.inSession(doing);
        this.support.policy.requireRecorder(meeting, doing.account());
        List<String> expected = this.support.meetings.attendance(meeting.id())
            .stream()
            .map(Attendance::account)
            .toList();
        List<Attendance> noted = new ArrayList<>();
        List<@Nullable MemberCommand> members = (typed.members() != null) ? typed.members() : List.of();
        for (int row = 0; row < members.size(); row++) {
            MemberCommand member = members.get(row);
            String path = "members[" + row + "].";
            if (member == null || member.present() == null) {
                throw new InvalidInput(path + "present", "meeting-present");
            }
            String account = member.account();
            if (account == null || !expected.contains(account)) {
                throw new InvalidInput(path + "account", "meeting-not-a-member");
            }
            noted.add(new Attendance(account, 0, member.present(),
                    member.present() ? null : Texts.strip(Texts.needed(path + "reason", member.reason(), SHORT)),
                    doing.account(), this.support.now()));
        }
        this.support.meetings.note(meeting.id(), noted);
        this.support.meetings.save(meeting);
        List<Map<String, Object>> absent = noted.stream()
            .filter(Attendance::isAbsent)
            .map((one) -> Map.<String, Object>of("account", one.account(), "reason", String.valueOf(one.reason())))
            .toList();
        this.support.tell(MeetingEvent.of("attendanceNoted", meeting, doing.account())
            .with("present", noted.stream().filter(Attendance::isPresent).map(Attendance::account).toList())
            .with("absent", absent.isEmpty() ? null : absent));
    }

    /**
     * Recorder or chair says why a member does not count as entitled on an item, until it
     * is opened; or takes that back.
     * @throws InvalidInput for who is not of the party group, and for another reason
     */
    void excuse(Doing doing, String itemId, ExcuseCommand typed) {
        Meeting meeting = this.support.inSession(doing);
        this.support.policy.requireRecorder(meeting, doing.account());
        ItemSheet sheet = this.support.sheet(meeting, itemId);
        sheet.item().require(AgendaItem.State.LISTED);
        Seat seat = seat(sheet, (typed.account() != null) ? typed.account() : "");
        String reason = (typed.reason() != null) ? typed.reason() : "";
        String note = "";
        if (!reason.isEmpty()) {
            if (!EXCUSES.contains(reason)) {
                throw new InvalidInput("reason", "meeting-excuse");
            }
            note = Texts.strip(("other".equals(reason) ? Texts.needed("note", typed.note(), SHORT)
                    : Texts.optional("note", typed.note(), SHORT)));
        }
        if (!seat.entitled()) {
            this.support.meetings.entitle(sheet.item().id(), seat.account());
        }
        if (!reason.isEmpty()) {
            this.support.meetings.excuse(sheet.item().id(), new Excused(seat.account(), reason, note), doing.account(),
                    this.support.now());
        }
        this.support.meetings.save(meeting);
        this.support
            .tell(MeetingSupport.event(reason.isEmpty() ? "memberEntitled" : "memberExcused", sheet, doing.account())
                .with("to", seat.account())
                .with("excuse", reason)
                .with("opinion", note));
    }

    /**
     * Names who chairs one item, where the chair must stay out of it.
     * @throws InvalidInput for who is not entitled on it or not there
     */
    void chair(Doing doing, String itemId, ChairCommand typed) {
        Meeting meeting = this.support.inSession(doing);
        requireRecorderOrManager(meeting, doing);
        ItemSheet sheet = this.support.sheet(meeting, itemId);
        String chosen = (typed.account() != null) ? typed.account() : "";
        if (!sheet.mayChair(chosen)) {
            throw new InvalidInput("account", "meeting-item-chair");
        }
        this.support.meetings.save(sheet.item().chairedBy(chosen));
        this.support.meetings.save(meeting);
        this.support.tell(MeetingSupport.event("chairChosen", sheet, doing.account()).with("to", chosen));
    }

    /** Recorder or chair writes what was said on an item, until the meeting ends. */
    void discuss(Doing doing, String itemId, DiscussionCommand typed) {
        Meeting meeting = this.support.inSession(doing);
        this.support.policy.requireRecorder(meeting, doing.account());
        String text = Texts.optional("text", typed.text(), DISCUSSION);
        ItemSheet sheet = this.support.sheet(meeting, itemId);
        this.support.meetings.save(sheet.item().discussed(text));
        this.support.tell(MeetingSupport.event("discussionWritten", sheet, doing.account()).with("opinion", text));
    }

    /**
     * Keeps what an absent member wrote on an item: by the member, or by recorder or
     * chair. It is shown, and not counted.
     * @throws Forbidden for anybody else
     * @throws Conflict where the member is there
     */
    void view(Doing doing, String itemId, ViewCommand typed) {
        Meeting meeting = this.support.lock(doing).require(Meeting.State.IN_SESSION, Meeting.State.CALLED);
        String member = (typed.account() != null) ? typed.account() : doing.account();
        if (!member.equals(doing.account())) {
            this.support.policy.requireRecorder(meeting, doing.account());
        }
        ItemSheet sheet = this.support.sheet(meeting, itemId);
        Seat seat = seat(sheet, member);
        if (!seat.entitled()) {
            throw new Forbidden("not-entitled-to-vote");
        }
        sheet.item().require(AgendaItem.State.LISTED, AgendaItem.State.OPEN);
        if (seat.isPresent()) {
            throw new Conflict("meeting-member-present").in(sheet.item().state().id());
        }
        String text = Texts.optional("text", typed.text(), VIEW);
        this.support.meetings.write(sheet.item().id(), member, text, seat.written() != null, doing.account(),
                this.support.now());
        this.support
            .tell(MeetingSupport.event("viewWritten", sheet, doing.account()).with("to", member).with("opinion", text));
    }

    /**
     * The chair ends a meeting; what was not taken up stays in the task list.
     * @throws Forbidden for who does not chair
     * @throws Conflict where a vote is open
     */
    void end(Doing doing) {
        Meeting meeting = this.support.inSession(doing);
        if (!doing.account().equals(meeting.chair()) && !this.support.policy.leads(doing.account())) {
            throw new Forbidden("meeting-chair-only");
        }
        List<AgendaItem> agenda = this.support.meetings.agenda(meeting.id());
        if (agenda.stream().anyMatch((item) -> item.is(AgendaItem.State.OPEN))) {
            throw new Conflict("meeting-item-open").in(meeting.state().id());
        }
        Instant now = this.support.now();
        agenda.stream()
            .filter((item) -> item.is(AgendaItem.State.LISTED))
            .forEach((item) -> this.support.meetings.save(item.notTaken(doing.account(), now)));
        save("ended", meeting.ended(now), doing);
    }

    /** Recorder and chair each confirm the minutes of a meeting that has ended. */
    void sign(Doing doing) {
        Meeting meeting = this.support.lock(doing);
        this.support.policy.requireRecorder(meeting, doing.account());
        Meeting signed = meeting.signed(doing.account(), this.support.now());
        this.support.meetings.save(signed);
        this.support
            .tell(MeetingEvent.of("signed", signed, doing.account()).with("paper", this.minutes.keep(signed).proof()));
    }

    private void save(String action, Meeting meeting, Doing doing) {
        this.support.meetings.save(meeting);
        this.support.tell(MeetingEvent.of(action, meeting, doing.account()));
    }

    private void requireRecorderOrManager(Meeting meeting, Doing doing) {
        if (!this.support.policy.records(meeting, doing.account())) {
            this.support.policy.requireManager(meeting, doing.account());
        }
    }

    private static Seat seat(ItemSheet sheet, String member) {
        return sheet.seat(member).orElseThrow(() -> new InvalidInput("account", "meeting-not-a-member"));
    }

}

package org.sanxing.meeting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.IfMatch;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.document.OfficialWord;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.meeting.BeginMeeting.BeginMeetingCommand;
import org.sanxing.meeting.CallMeeting.CallMeetingCommand;
import org.sanxing.meeting.CallMeeting.Proposed;
import org.sanxing.meeting.CancelMeeting.CancelMeetingCommand;
import org.sanxing.meeting.ChangeMeeting.ChangeMeetingCommand;
import org.sanxing.meeting.ChooseChair.ChooseChairCommand;
import org.sanxing.meeting.DeclareDecision.DeclareDecisionCommand;
import org.sanxing.meeting.EndMeeting.EndMeetingCommand;
import org.sanxing.meeting.ExcuseMember.ExcuseMemberCommand;
import org.sanxing.meeting.NoteAttendance.NoteAttendanceCommand;
import org.sanxing.meeting.NoteAttendance.Noted;
import org.sanxing.meeting.OpenItem.OpenItemCommand;
import org.sanxing.meeting.Planning.Typed;
import org.sanxing.meeting.PutOffItem.PutOffItemCommand;
import org.sanxing.meeting.PutOnAgenda.PutOnAgendaCommand;
import org.sanxing.meeting.SignMinutes.SignMinutesCommand;
import org.sanxing.meeting.TakeOffAgenda.TakeOffAgendaCommand;
import org.sanxing.meeting.VoteInMeeting.VoteInMeetingCommand;
import org.sanxing.meeting.WriteDiscussion.WriteDiscussionCommand;
import org.sanxing.meeting.WriteView.WriteViewCommand;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ledger")
@Tag(name = "Meetings")
class MeetingApi {

    private final Meetings meetings;

    private final MeetingPolicy policy;

    private final MeetingView.Source views;

    private final LedgerEntries entries;

    private final EntryMeetings entryMeetings;

    private final MeetingWord word;

    private final MeetingActions actions;

    MeetingApi(Meetings meetings, MeetingPolicy policy, MeetingView.Source views, LedgerEntries entries,
            EntryMeetings entryMeetings, MeetingWord word, MeetingActions actions) {
        this.meetings = meetings;
        this.policy = policy;
        this.views = views;
        this.entries = entries;
        this.entryMeetings = entryMeetings;
        this.word = word;
        this.actions = actions;
    }

    @GetMapping("/meetings")
    @Operation(summary = "Meetings that the caller may see, the newest first")
    Page<Item> list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page<Meeting> page = this.meetings.page(state(state), this.policy.readsAll(me.account()) ? null : me.account(),
                PageLimit.of(limit), cursor);
        LedgerNames known = this.views.names(page.items());
        Map<String, Meetings.Counts> counts = this.meetings.counts(page.items().stream().map(Meeting::id).toList());
        Map<String, String> labels = this.views.labels(page.items());
        return page.map((meeting) -> Item.of(meeting, labels.get(meeting.id()), known,
                counts.getOrDefault(meeting.id(), new Meetings.Counts(0, 0))));
    }

    static Meeting.@Nullable State state(@Nullable String typed) {
        return (typed == null || typed.isBlank()) ? null
                : Meeting.State.of(typed).orElseThrow(() -> new InvalidInput("state", "meeting-state", typed));
    }

    @PostMapping("/meetings")
    @Operation(summary = "Calls a meeting, with its agenda")
    ResponseEntity<File> call(@CurrentPerson Person me, @RequestBody CallBody body) {
        List<Proposed> agenda = new ArrayList<>();
        for (ItemBody item : (body.items() != null) ? body.items() : List.<@Nullable ItemBody>of()) {
            agenda.add((item != null) ? item.proposed() : new Proposed(null, null, null));
        }
        Meeting called = this.actions.call
            .execute(new CallMeetingCommand(new Typed(body.title(), body.number(), time(body.meetsAt()), body.place(),
                    body.chair(), body.recorder(), body.invited()), agenda, me.account()));
        return file(me, called.id(), HttpStatus.CREATED);
    }

    @GetMapping("/meetings/{id}")
    @Operation(summary = "One meeting: agenda, attendance, votes, decisions")
    ResponseEntity<File> one(@CurrentPerson Person me, @PathVariable String id) {
        return file(me, id, HttpStatus.OK);
    }

    @PutMapping("/meetings/{id}")
    @Operation(summary = "Changes what was agreed on; once begun only chair, recorder and invited")
    ResponseEntity<File> change(@CurrentPerson Person me, @PathVariable String id, @RequestBody PlanBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.change.execute(
                new ChangeMeetingCommand(id, new Typed(body.title(), body.number(), time(body.meetsAt()), body.place(),
                        body.chair(), body.recorder(), body.invited()), me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/items")
    @Operation(summary = "Puts an entry on the agenda, for close-out or for taking a closing back")
    ResponseEntity<File> list(@CurrentPerson Person me, @PathVariable String id, @RequestBody ItemBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.putOn.execute(new PutOnAgendaCommand(id, body.proposed(), me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @DeleteMapping("/meetings/{id}/items/{item}")
    @Operation(summary = "Takes an entry off the agenda")
    ResponseEntity<File> unlist(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.takeOff.execute(new TakeOffAgendaCommand(id, item, me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/begin")
    @Operation(summary = "Begins the meeting")
    ResponseEntity<File> begin(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.begin.execute(new BeginMeetingCommand(id, me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/attendance")
    @Operation(summary = "Recorder or chair notes who is there")
    ResponseEntity<File> attendance(@CurrentPerson Person me, @PathVariable String id, @RequestBody AttendanceBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        List<Noted> noted = new ArrayList<>();
        List<@Nullable MemberBody> rows = (body.members() != null) ? body.members() : List.of();
        for (int row = 0; row < rows.size(); row++) {
            MemberBody one = rows.get(row);
            if (one == null || one.present() == null) {
                throw new InvalidInput("members[" + row + "].present", "meeting-present");
            }
            noted.add(new Noted(one.account(), one.present(), one.reason()));
        }
        this.actions.note.execute(new NoteAttendanceCommand(id, noted, me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/items/{item}/excuse")
    @Operation(summary = "Says why a member does not count as entitled on an item; without a reason, takes it back")
    ResponseEntity<File> excuse(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestBody ExcuseBody body, @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.excuse.execute(new ExcuseMemberCommand(id, item, body.account(), body.reason(), body.note(),
                me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/items/{item}/chair")
    @Operation(summary = "Names who chairs one item")
    ResponseEntity<File> chair(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestBody AccountBody body, @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.chair
            .execute(new ChooseChairCommand(id, item, body.account(), me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/items/{item}/open")
    @Operation(summary = "The chair opens the vote on one item")
    ResponseEntity<File> open(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.open.execute(new OpenItemCommand(id, item, me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/items/{item}/vote")
    @Operation(summary = "A member who is there votes on the item that is open")
    ResponseEntity<File> vote(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestBody Map<String, Object> data) {
        this.actions.vote.execute(new VoteInMeetingCommand(id, item, data, me.account()));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/items/{item}/declare")
    @Operation(summary = "The chair declares what was decided; it takes effect at once")
    ResponseEntity<File> declare(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.declare.execute(new DeclareDecisionCommand(id, item, me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/items/{item}/put-off")
    @Operation(summary = "The chair puts an item off; an open vote ends without a result and is called anew")
    ResponseEntity<File> putOff(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestBody ReasonBody body, @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.putOff
            .execute(new PutOffItemCommand(id, item, body.reason(), me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PutMapping("/meetings/{id}/items/{item}/discussion")
    @Operation(summary = "Recorder or chair writes what was said on an item")
    ResponseEntity<File> discussion(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestBody TextBody body, @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.discuss
            .execute(new WriteDiscussionCommand(id, item, body.text(), me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/items/{item}/views")
    @Operation(summary = "Keeps the written view of a member who is absent; it is not counted")
    ResponseEntity<File> view(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestBody ViewBody body, @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.write.execute(
                new WriteViewCommand(id, item, body.account(), body.text(), me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/end")
    @Operation(summary = "The chair ends the meeting")
    ResponseEntity<File> end(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.end.execute(new EndMeetingCommand(id, me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/cancel")
    @Operation(summary = "Cancels a meeting that has not begun")
    ResponseEntity<File> cancel(@CurrentPerson Person me, @PathVariable String id, @RequestBody ReasonBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.cancel.execute(new CancelMeetingCommand(id, body.reason(), me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/sign")
    @Operation(summary = "Recorder and chair each confirm the minutes")
    ResponseEntity<File> sign(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        this.actions.sign.execute(new SignMinutesCommand(id, me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    @GetMapping(path = "/meetings/{id}/minutes.docx", produces = OfficialWord.MEDIA_TYPE)
    @Operation(summary = "The minutes in the official layout as Word, marked with who took them")
    ResponseEntity<byte[]> minutes(@CurrentPerson Person me, @PathVariable String id) {
        return this.word.minutes(id, me.account());
    }

    @GetMapping("/entries/{id}/meetings")
    @Operation(summary = "The meetings in which an entry was on the agenda, and what they decided")
    Decisions ofEntry(@CurrentPerson Person me, @PathVariable String id) {
        LedgerEntry entry = this.entries.find(id, me.account()).orElseThrow(() -> new NotFound("ledger-entry"));
        return new Decisions(this.entryMeetings.of(entry, me.account()));
    }

    private ResponseEntity<File> file(Person me, String id, HttpStatus status) {
        Meeting meeting = this.meetings.find(id)
            .filter((found) -> this.policy.reads(found, me.account()))
            .orElseThrow(() -> new NotFound("meeting"));
        return ResponseEntity.status(status)
            .eTag("\"" + meeting.revision() + "\"")
            .body(File.of(this.views.of(meeting, me.account())));
    }

    private static @Nullable Instant time(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(typed.strip()).toInstant();
        }
        catch (DateTimeException ex) {
            throw new InvalidInput("meetsAt", "meeting-time");
        }
    }

    record PlanBody(@Nullable String title, @Nullable Integer number, @Nullable String meetsAt, @Nullable String place,
            @Nullable String chair, @Nullable String recorder, @Nullable String invited) {

    }

    /**
     * @param number counted within the year; the next one where it is missing
     * @param meetsAt ISO 8601 with offset
     * @param chair account; the party group secretary where it is missing
     */
    record CallBody(@Nullable String title, @Nullable Integer number, @Nullable String meetsAt, @Nullable String place,
            @Nullable String chair, @Nullable String recorder, @Nullable String invited,
            @Nullable List<@Nullable ItemBody> items) {

    }

    /**
     * @param entryId id or number
     * @param kind {@code closeOut}, unless a closing is to be taken back: {@code counter}
     * @param reason of the latter
     */
    record ItemBody(@Nullable String entryId, @Nullable String kind, @Nullable String reason) {

        Proposed proposed() {
            return new Proposed(this.entryId, this.kind, this.reason);
        }

    }

    record AttendanceBody(@Nullable List<@Nullable MemberBody> members) {

    }

    record MemberBody(@Nullable String account, @Nullable Boolean present, @Nullable String reason) {

    }

    /**
     * @param reason {@code relative}, {@code ill}, {@code suspended} or {@code other}
     */
    record ExcuseBody(@Nullable String account, @Nullable String reason, @Nullable String note) {

    }

    record AccountBody(@Nullable String account) {

    }

    record ReasonBody(@Nullable String reason) {

    }

    record TextBody(@Nullable String text) {

    }

    record ViewBody(@Nullable String account, @Nullable String text) {

    }

    record Decisions(List<EntryMeetings.Decided> items) {

    }

    record Item(String id, int year, int number, String title, String label, Instant meetsAt, String place,
            String state, PersonRef chair, PersonRef recorder, int items, int decided, int revision) {

        static Item of(Meeting meeting, String label, LedgerNames known, Meetings.Counts counts) {
            return new Item(meeting.id(), meeting.year(), meeting.number(), meeting.title(), label, meeting.meetsAt(),
                    meeting.place(), meeting.state().id(), known.person(meeting.chair()),
                    known.person(meeting.recorder()), counts.items(), counts.decided(), meeting.revision());
        }

    }

    /**
     * @param expected how many members the party group has
     * @param present how many of them are there
     */
    record File(String id, int year, int number, String title, String label, Instant meetsAt, String place,
            String state, PersonRef chair, PersonRef recorder, String invited, PersonRef calledBy, Instant calledAt,
            @Nullable Instant begunAt, @Nullable Instant endedAt, @Nullable String cancelReason,
            @Nullable Instant chairSignedAt, @Nullable Instant recorderSignedAt, int expected, long present,
            int revision, List<AttendanceItem> attendance, List<SheetItem> items) {

        static File of(MeetingView view) {
            Meeting meeting = view.meeting();
            LedgerNames known = view.known();
            return new File(meeting.id(), meeting.year(), meeting.number(), meeting.title(), view.label(),
                    meeting.meetsAt(), meeting.place(), meeting.state().id(), known.person(meeting.chair()),
                    known.person(meeting.recorder()), meeting.invited(), known.person(meeting.calledBy()),
                    meeting.calledAt(), meeting.begunAt(), meeting.endedAt(), meeting.cancelReason(),
                    meeting.chairSignedAt(), meeting.recorderSignedAt(), view.attendance().size(), view.present(),
                    meeting.revision(),
                    view.attendance()
                        .stream()
                        .map((one) -> new AttendanceItem(known.person(one.account()), one.present(), one.reason()))
                        .toList(),
                    view.items().stream().map((one) -> SheetItem.of(one, known)).toList());
        }

    }

    /**
     * @param present null while nobody noted it
     */
    record AttendanceItem(PersonRef member, @Nullable Boolean present, @Nullable String reason) {

    }

    /**
     * @param chair who chairs it now; null where nobody does
     * @param quorum how many of those entitled must be there
     * @param needed how many must agree
     * @param outcome {@code agree}, {@code disagree} or {@code putOff}; null before
     */
    record SheetItem(String id, String kind, String state, EntryItem entry, String reason, PersonRef proposedBy,
            @Nullable ReportItem report, @Nullable PersonRef chair, int entitled, int present, int quorum,
            boolean quorate, int needed, long agree, long disagree, long abstain, @Nullable String outcome,
            String discussion, @Nullable String settledReason, @Nullable PersonRef settledBy,
            @Nullable Instant settledAt, List<SeatItem> members) {

        static SheetItem of(MeetingView.ItemView one, LedgerNames known) {
            ItemSheet sheet = one.sheet();
            AgendaItem item = sheet.item();
            ItemSheet.Report report = sheet.report();
            return new SheetItem(item.id(), item.kind().id(), item.state().id(), EntryItem.of(sheet.entry(), known),
                    item.reason(), known.person(item.proposedBy()),
                    (report == null) ? null
                            : new ReportItem(report.conclusion(), report.opinion(), known.person(report.verifiedBy()),
                                    report.evidence()),
                    (one.chair() != null) ? known.person(one.chair()) : null, sheet.entitled(), sheet.present(),
                    sheet.quorumNeeded(), sheet.quorate(), sheet.needed(), sheet.count("agree"),
                    sheet.count("disagree"), sheet.count("abstain"), sheet.outcome(), item.discussion(),
                    item.settledReason(), (item.settledBy() != null) ? known.person(item.settledBy()) : null,
                    item.settledAt(), sheet.seats().stream().map((seat) -> SeatItem.of(seat, known)).toList());
        }

    }

    record EntryItem(String id, String number, String title, String state, PersonRef responsible, String deadlineClass,
            LocalDate dueOn) {

        static EntryItem of(LedgerEntry entry, LedgerNames known) {
            return new EntryItem(entry.id(), entry.number().toString(), entry.title(), entry.state().id(),
                    known.person(entry.responsible()), entry.deadlineClass().id(), entry.dueOn());
        }

    }

    record ReportItem(String conclusion, String opinion, PersonRef verifiedBy, int evidence) {

    }

    /**
     * @param reason why the member is not entitled; null for who is
     * @param absence why the member is absent
     * @param early whether the vote was cast before the meeting
     * @param written what an absent member wrote, which is not counted
     */
    record SeatItem(PersonRef member, boolean entitled, @Nullable String reason, String note, @Nullable Boolean present,
            @Nullable String absence, @Nullable String vote, @Nullable String opinion, @Nullable Instant votedAt,
            boolean early, @Nullable String written) {

        static SeatItem of(ItemSheet.Seat seat, LedgerNames known) {
            return new SeatItem(known.person(seat.account()), seat.entitled(), seat.reason(), seat.note(),
                    seat.present(), seat.absence(), seat.vote(), seat.opinion(), seat.votedAt(), seat.early(),
                    seat.written());
        }

    }

}

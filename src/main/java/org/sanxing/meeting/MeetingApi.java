package org.sanxing.meeting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.IfMatch;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.document.OfficialWord;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.meeting.MeetingCommands.AttendanceCommand;
import org.sanxing.meeting.MeetingCommands.ChairCommand;
import org.sanxing.meeting.MeetingCommands.DiscussionCommand;
import org.sanxing.meeting.MeetingCommands.Doing;
import org.sanxing.meeting.MeetingCommands.ExcuseCommand;
import org.sanxing.meeting.MeetingCommands.ItemCommand;
import org.sanxing.meeting.MeetingCommands.PlanCommand;
import org.sanxing.meeting.MeetingCommands.ReasonCommand;
import org.sanxing.meeting.MeetingCommands.ViewCommand;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;
import org.sanxing.rectification.Corrections;
import org.sanxing.rectification.RectificationHistory.Measure;
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

    private final MeetingView.Source views;

    private final LedgerEntries entries;

    private final EntryMeetings entryMeetings;

    private final Minutes minutes;

    private final Corrections corrections;

    private final MeetingPlanning planning;

    private final MeetingConduct conduct;

    private final DecideItem decideItem;

    private final VoteInMeeting voteInMeeting;

    MeetingApi(MeetingView.Source views, LedgerEntries entries, EntryMeetings entryMeetings, Minutes minutes,
            Corrections corrections, MeetingPlanning planning, MeetingConduct conduct, DecideItem decideItem,
            VoteInMeeting voteInMeeting) {
        this.views = views;
        this.entries = entries;
        this.entryMeetings = entryMeetings;
        this.minutes = minutes;
        this.corrections = corrections;
        this.planning = planning;
        this.conduct = conduct;
        this.decideItem = decideItem;
        this.voteInMeeting = voteInMeeting;
    }

    @GetMapping("/meetings")
    @Operation(operationId = "listMeetings")
    Page<MeetingView.Listed> list(@CurrentPerson Person me,
            @RequestParam(required = false) @Schema(implementation = Meeting.State.class) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return this.views.page(state, me.account(), PageLimit.of(limit), cursor);
    }

    @PostMapping("/meetings")
    @Operation(operationId = "callMeeting")
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    ResponseEntity<Detail> call(@CurrentPerson Person me, @RequestBody PlanCommand body) {
        return detail(me, this.planning.call(body, me.account()).id(), HttpStatus.CREATED);
    }

    @GetMapping("/meetings/{id}")
    @Operation(operationId = "getMeeting")
    ResponseEntity<Detail> one(@CurrentPerson Person me, @PathVariable String id) {
        return detail(me, id, HttpStatus.OK);
    }

    @PutMapping("/meetings/{id}")
    @Operation(operationId = "changeMeeting")
    ResponseEntity<Detail> change(@CurrentPerson Person me, @PathVariable String id, @RequestBody PlanCommand body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, (doing) -> this.planning.change(doing, body));
    }

    @PostMapping("/meetings/{id}/items")
    @Operation(operationId = "addMeetingItem")
    ResponseEntity<Detail> list(@CurrentPerson Person me, @PathVariable String id, @RequestBody ItemCommand body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, (doing) -> this.planning.list(doing, body));
    }

    @DeleteMapping("/meetings/{id}/items/{item}")
    @Operation(operationId = "removeMeetingItem")
    ResponseEntity<Detail> unlist(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, (doing) -> this.planning.unlist(doing, item));
    }

    @PostMapping("/meetings/{id}/begin")
    @Operation(operationId = "beginMeeting")
    ResponseEntity<Detail> begin(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, this.conduct::begin);
    }

    @PostMapping("/meetings/{id}/attendance")
    @Operation(operationId = "recordAttendance")
    ResponseEntity<Detail> attendance(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody AttendanceCommand body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, (doing) -> this.conduct.note(doing, body));
    }

    @PostMapping("/meetings/{id}/items/{item}/excuse")
    @Operation(operationId = "excuseMember")
    ResponseEntity<Detail> excuse(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestBody ExcuseCommand body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, (doing) -> this.conduct.excuse(doing, item, body));
    }

    @PostMapping("/meetings/{id}/items/{item}/chair")
    @Operation(operationId = "chairItem")
    ResponseEntity<Detail> chair(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestBody ChairCommand body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, (doing) -> this.conduct.chair(doing, item, body));
    }

    @PostMapping("/meetings/{id}/items/{item}/open")
    @Operation(operationId = "openVote")
    ResponseEntity<Detail> open(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, (doing) -> this.decideItem.open(doing, item));
    }

    @PostMapping("/meetings/{id}/items/{item}/vote")
    @Operation(operationId = "castVote")
    ResponseEntity<Detail> vote(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestBody @Schema(ref = "TaskData") Map<String, Object> data) {
        this.voteInMeeting.execute(id, item, data, me.account());
        return one(me, id);
    }

    @PostMapping("/meetings/{id}/items/{item}/declare")
    @Operation(operationId = "declareDecision")
    ResponseEntity<Detail> declare(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, (doing) -> this.decideItem.declare(doing, item));
    }

    @PostMapping("/meetings/{id}/items/{item}/put-off")
    @Operation(operationId = "putItemOff")
    ResponseEntity<Detail> putOff(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestBody ReasonCommand body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, (doing) -> this.decideItem.putOff(doing, item, body));
    }

    @PutMapping("/meetings/{id}/items/{item}/discussion")
    @Operation(operationId = "recordDiscussion")
    ResponseEntity<Detail> discussion(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestBody DiscussionCommand body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, (doing) -> this.conduct.discuss(doing, item, body));
    }

    @PostMapping("/meetings/{id}/items/{item}/views")
    @Operation(operationId = "addView")
    ResponseEntity<Detail> view(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestBody ViewCommand body, @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, (doing) -> this.conduct.view(doing, item, body));
    }

    @PostMapping("/meetings/{id}/end")
    @Operation(operationId = "endMeeting")
    ResponseEntity<Detail> end(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, this.conduct::end);
    }

    @PostMapping("/meetings/{id}/cancel")
    @Operation(operationId = "cancelMeeting")
    ResponseEntity<Detail> cancel(@CurrentPerson Person me, @PathVariable String id, @RequestBody ReasonCommand body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, (doing) -> this.planning.cancel(doing, body));
    }

    @PostMapping("/meetings/{id}/sign")
    @Operation(operationId = "signMinutes")
    ResponseEntity<Detail> sign(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return act(me, id, match, this.conduct::sign);
    }

    @GetMapping(path = "/meetings/{id}/minutes.docx", produces = OfficialWord.MEDIA_TYPE)
    @Operation(operationId = "exportMinutes")
    ResponseEntity<byte[]> minutes(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean original,
            @RequestParam(defaultValue = "false") boolean filing) {
        return this.minutes.take(id, me.account(), original, filing);
    }

    @GetMapping("/entries/{id}/meetings")
    @Operation(operationId = "listMeetingsOfEntry")
    Decisions ofEntry(@CurrentPerson Person me, @PathVariable String id) {
        LedgerEntry entry = this.entries.find(id, me.account()).orElseThrow(() -> new NotFound("ledger-entry"));
        return new Decisions(this.entryMeetings.of(entry, me.account()));
    }

    private ResponseEntity<Detail> act(Person me, String id, @Nullable String match, Consumer<Doing> action) {
        action.accept(new Doing(id, me.account(), IfMatch.revision(match)));
        return one(me, id);
    }

    private ResponseEntity<Detail> detail(Person me, String id, HttpStatus status) {
        Meeting meeting = this.views.readable(id, me.account());
        return ResponseEntity.status(status)
            .eTag("\"" + meeting.revision() + "\"")
            .body(Detail.of(this.views.of(meeting, me.account()),
                    (sheet) -> this.corrections.words(sheet.entry().number().toString(), sheet.corrections())));
    }

    record Decisions(List<EntryMeetings.Decided> items) {

    }

    /**
     * @param expected how many members the party group has
     * @param present how many of them are there
     */
    record Detail(String id, int year, int number, String title, String label, Instant meetsAt, String place,
            @Schema(implementation = Meeting.State.class) String state, PersonRef chair, PersonRef recorder,
            String invited, PersonRef calledBy, Instant calledAt, @Nullable Instant begunAt, @Nullable Instant endedAt,
            @Nullable String cancelReason, @Nullable Instant chairSignedAt, @Nullable Instant recorderSignedAt,
            int expected, long present, int revision, List<AttendanceItem> attendance, List<SheetItem> items) {

        static Detail of(MeetingView view, Function<ItemSheet, List<String>> corrections) {
            Meeting meeting = view.meeting();
            LedgerNames known = view.known();
            return new Detail(meeting.id(), meeting.year(), meeting.number(), meeting.title(), view.label(),
                    meeting.meetsAt(), meeting.place(), meeting.state().id(), known.person(meeting.chair()),
                    known.person(meeting.recorder()), meeting.invited(), known.person(meeting.calledBy()),
                    meeting.calledAt(), meeting.begunAt(), meeting.endedAt(), meeting.cancelReason(),
                    meeting.chairSignedAt(), meeting.recorderSignedAt(), view.attendance().size(), view.present(),
                    meeting.revision(),
                    view.attendance()
                        .stream()
                        .map((one) -> new AttendanceItem(known.person(one.account()), one.present(), one.reason()))
                        .toList(),
                    view.items()
                        .stream()
                        .map((one) -> SheetItem.of(one, known, corrections.apply(one.sheet())))
                        .toList());
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
     * @param corrections of the entry since the minutes were signed, which show it as it
     * was
     */
    record SheetItem(String id, @Schema(implementation = AgendaItem.Kind.class) String kind,
            @Schema(implementation = AgendaItem.State.class) String state, EntryItem entry, String reason,
            PersonRef proposedBy, @Nullable ReportItem report, @Nullable PersonRef chair, int entitled, int present,
            int quorum, boolean quorate, int needed, long agree, long disagree, long abstain, @Nullable String outcome,
            String discussion, List<String> corrections, @Nullable String settledReason, @Nullable PersonRef settledBy,
            @Nullable Instant settledAt, List<SeatItem> members) {

        static SheetItem of(MeetingView.ItemView one, LedgerNames known, List<String> corrections) {
            ItemSheet sheet = one.sheet();
            AgendaItem item = sheet.item();
            ItemSheet.Report report = sheet.report();
            return new SheetItem(item.id(), item.kind().id(), item.state().id(), EntryItem.of(sheet.entry(), known),
                    item.reason(), known.person(item.proposedBy()),
                    (report == null) ? null
                            : new ReportItem(report.conclusion(), report.opinion(), known.person(report.verifiedBy()),
                                    report.evidence(), report.measures().stream().map(Measure::told).toList()),
                    (one.chair() != null) ? known.person(one.chair()) : null, sheet.entitled(), sheet.present(),
                    sheet.quorumNeeded(), sheet.quorate(), sheet.needed(), sheet.count("agree"),
                    sheet.count("disagree"), sheet.count("abstain"), sheet.outcome(), item.discussion(), corrections,
                    item.settledReason(), (item.settledBy() != null) ? known.person(item.settledBy()) : null,
                    item.settledAt(), sheet.seats().stream().map((seat) -> SeatItem.of(seat, known)).toList());
        }

    }

    record EntryItem(String id, String number, String title,
            @Schema(implementation = LedgerEntry.State.class) String state, PersonRef responsible,
            @Schema(implementation = DeadlineClass.class) String deadlineClass, LocalDate dueOn) {

        static EntryItem of(LedgerEntry entry, LedgerNames known) {
            return new EntryItem(entry.id(), entry.number().toString(), entry.title(), entry.state().id(),
                    known.person(entry.responsible()), entry.deadlineClass().id(), entry.dueOn());
        }

    }

    record ReportItem(String conclusion, String opinion, PersonRef verifiedBy, int evidence,
            @Schema(ref = "TaskMeasures") List<Map<String, Object>> measures) {

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

package org.sanxing.meeting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.meeting.MeetingCommands.Doing;
import org.sanxing.meeting.MeetingCommands.ItemCommand;
import org.sanxing.meeting.MeetingCommands.PlanCommand;
import org.sanxing.meeting.MeetingCommands.ReasonCommand;
import org.sanxing.organization.Organization;

/** Calls meetings of the party group, and keeps what is agreed on for them. */
@UseCase
class MeetingPlanning {

    private static final int SHORT = 100;

    private static final int HIGHEST = 999;

    private final MeetingSupport support;

    private final MeetingTexts texts;

    private final Organization organization;

    MeetingPlanning(MeetingSupport support, MeetingTexts texts, Organization organization) {
        this.support = support;
        this.texts = texts;
        this.organization = organization;
    }

    /**
     * Calls a meeting, with what is on its agenda.
     * @throws Forbidden for who may not call one, or not on this entry
     * @throws Conflict where an entry is on another agenda, or nothing is to be decided
     * on it
     * @throws InvalidInput where time, place or somebody is missing
     */
    Meeting call(PlanCommand typed, String account) {
        this.support.policy.requireCaller(account);
        String id = Ids.next();
        Meeting meeting = Meeting.called(id, plan(id, typed, null), account, this.support.now());
        this.support.meetings.add(meeting);
        this.support.tell(planned("called", meeting, account));
        List<@Nullable ItemCommand> agenda = (typed.items() != null) ? typed.items() : List.of();
        for (ItemCommand item : agenda) {
            add(meeting, (item != null) ? item : new ItemCommand(null, null, null), account);
        }
        this.support.notify("meetingCalled", meeting, account, agenda.size());
        return meeting;
    }

    /**
     * Changes what was agreed on; once it has begun, who chairs, who records and who else
     * attends.
     */
    void change(Doing doing, PlanCommand typed) {
        Meeting meeting = this.support.lock(doing).require(Meeting.State.CALLED, Meeting.State.IN_SESSION);
        this.support.policy.requireManager(meeting, doing.account());
        PlanCommand wanted = meeting.is(Meeting.State.CALLED) ? typed
                : new PlanCommand(meeting.title(), meeting.number(), meeting.meetsAt().toString(), meeting.place(),
                        typed.chair(), typed.recorder(), typed.invited(), null);
        Meeting changed = meeting.changed(plan(meeting.id(), wanted, meeting));
        this.support.meetings.save(changed);
        this.support.tell(planned("changed", changed, doing.account()));
        if (!changed.meetsAt().equals(meeting.meetsAt()) || !changed.place().equals(meeting.place())) {
            this.support.notify("meetingChanged", changed, doing.account());
        }
    }

    /** Cancels a meeting that has not begun; its entries stay where they are. */
    void cancel(Doing doing, ReasonCommand typed) {
        Meeting meeting = this.support.lock(doing);
        this.support.policy.requireManager(meeting, doing.account());
        meeting.require(Meeting.State.CALLED);
        String reason = Texts.needed("reason", typed.reason(), Texts.REASON);
        this.support.meetings.save(meeting.cancelled(reason));
        this.support.tell(MeetingEvent.of("cancelled", meeting, doing.account()).with("opinion", reason));
        this.support.notify("meetingCancelled", meeting, doing.account());
    }

    /**
     * Puts an entry on the agenda of a meeting that has not begun: one that is voted on,
     * or one that is closed and whose closing is to be taken back.
     * @throws Forbidden for who may not put it there
     * @throws Conflict where it is on an agenda already, or there is nothing to decide
     * @throws InvalidInput where there is no such entry, or a counter-decision has no
     * reason
     */
    void list(Doing doing, ItemCommand item) {
        Meeting meeting = this.support.lock(doing).require(Meeting.State.CALLED);
        this.support.policy.requireManager(meeting, doing.account());
        add(meeting, item, doing.account());
        this.support.meetings.save(meeting);
    }

    /** Takes an entry off the agenda of a meeting that has not begun. */
    void unlist(Doing doing, String itemId) {
        Meeting meeting = this.support.lock(doing).require(Meeting.State.CALLED);
        this.support.policy.requireManager(meeting, doing.account());
        ItemSheet sheet = this.support.sheet(meeting, itemId);
        this.support.meetings.remove(sheet.item());
        this.support.tell(MeetingSupport.event("takenOffAgenda", sheet, doing.account()));
        this.support.tell(this.support.event("takenOffAgenda", sheet.entry(), meeting, doing.account()));
        this.support.meetings.save(meeting);
    }

    private void add(Meeting meeting, ItemCommand typed, String account) {
        String id = Texts.strip(typed.entryId());
        AgendaItem.Kind kind = AgendaItem.Kind.of((typed.kind() != null) ? typed.kind() : "closeOut")
            .orElseThrow(() -> new InvalidInput("kind", "meeting-kind"));
        boolean counter = kind == AgendaItem.Kind.COUNTER;
        String entryId = this.support.entries.find(id, account)
            .or(() -> this.support.entries.findByNumber(id)
                .filter((found) -> this.support.entries.find(found.id(), account).isPresent()))
            .map(LedgerEntry::id)
            .orElseThrow(() -> new InvalidInput("entryId", "meeting-entry"));
        LedgerEntry entry = this.support.entries.lock(entryId);
        if (!this.support.policy.mayList(meeting, entry, account)) {
            throw new Forbidden("meeting-own-branch-only");
        }
        entry.require(counter ? LedgerEntry.State.CLOSED : LedgerEntry.State.VOTING);
        String reason = counter ? Texts.needed("reason", typed.reason(), Texts.REASON) : "";
        this.support.meetings.liveItem(entryId).ifPresent((other) -> {
            throw new Conflict("meeting-entry-listed", entry.number().toString()).in(entry.state().id())
                .with("meetingId", other.meetingId());
        });
        int line = this.support.meetings.agenda(meeting.id()).stream().mapToInt(AgendaItem::line).max().orElse(0) + 1;
        this.support.meetings.add(AgendaItem.listed(meeting.id(), line, kind, entry, reason, account));
        String action = counter ? "counterProposed" : "putOnAgenda";
        this.support.tell(MeetingSupport.event(action, meeting, entry, account).with("opinion", reason));
        this.support.tell(this.support.event(action, entry, meeting, account).with("opinion", reason));
    }

    private MeetingEvent planned(String action, Meeting meeting, String account) {
        return MeetingEvent.of(action, meeting, account)
            .with("title", meeting.title())
            .with("number", meeting.year() + "-" + meeting.number())
            .with("place", meeting.place())
            .with("meetsAt", this.texts.moment(meeting.meetsAt()))
            .with("chair", meeting.chair())
            .with("recorder", meeting.recorder());
    }

    /**
     * @param before whose number stays where none is typed, unless the meeting moves to
     * another year
     * @throws InvalidInput with all that is wrong
     */
    private Meeting.Plan plan(String id, PlanCommand typed, @Nullable Meeting before) {
        List<FieldError> errors = new ArrayList<>();
        String title = read(errors, () -> Texts.optional("title", typed.title(), SHORT));
        String place = read(errors, () -> Texts.needed("place", typed.place(), SHORT));
        String invited = read(errors, () -> Texts.optional("invited", typed.invited(), Texts.REASON));
        String chair = given(typed.chair()).orElseGet(this.support.policy::usualChair);
        if (this.organization.partyGroup().stream().noneMatch((person) -> person.account().equals(chair))) {
            errors.add(FieldError.of("chair", "meeting-chair"));
        }
        String recorder = given(typed.recorder()).orElse("");
        if (this.organization.staff().stream().noneMatch((person) -> person.account().equals(recorder))) {
            errors.add(FieldError.of("recorder", "meeting-recorder"));
        }
        else if (recorder.equals(chair)) {
            errors.add(FieldError.of("recorder", "meeting-recorder-chairs"));
        }
        Instant meetsAt = time(typed.meetsAt());
        if (meetsAt == null) {
            errors.add(FieldError.of("meetsAt", "meeting-time"));
            throw new InvalidInput(errors);
        }
        int year = this.texts.yearOf(meetsAt);
        int next = this.support.meetings.nextNumber(year);
        int number = (typed.number() != null) ? typed.number()
                : (before != null && before.year() == year) ? before.number() : next;
        if (number < 1 || number > HIGHEST) {
            errors.add(FieldError.of("number", "meeting-number", HIGHEST));
        }
        else if (this.support.meetings.isTaken(year, number, id)) {
            errors.add(FieldError.of("number", "meeting-number-taken", year, number));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return new Meeting.Plan(year, number, Texts.isBlank(title) ? this.texts.defaultTitle() : title, meetsAt, place,
                chair, recorder, invited);
    }

    private static @Nullable Instant time(@Nullable String typed) {
        try {
            return given(typed).map((text) -> OffsetDateTime.parse(text).toInstant()).orElse(null);
        }
        catch (DateTimeException ex) {
            return null;
        }
    }

    private static Optional<String> given(@Nullable String typed) {
        return Optional.ofNullable(typed).map(Texts::strip).filter((text) -> !text.isEmpty());
    }

    private static String read(List<FieldError> errors, Supplier<String> text) {
        try {
            return Texts.strip(text.get());
        }
        catch (InvalidInput refused) {
            errors.addAll(refused.errors());
            return "";
        }
    }

}

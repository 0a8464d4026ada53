package org.sanxing.meeting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Flash;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.Refusal;
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
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Meetings: the list, calling one, and the room itself. */
@Controller
@RequestMapping("/ledger/meetings")
class MeetingPages {

    private static final int ROWS = 30;

    /** How many entries are offered for an agenda. */
    private static final int OFFERED = 200;

    private final Meetings meetings;

    private final MeetingPolicy policy;

    private final MeetingView.Source views;

    private final MeetingTexts words;

    private final LedgerEntries entries;

    private final LedgerNames.Source names;

    private final Organization organization;

    private final MeetingWord word;

    private final MeetingActions actions;

    MeetingPages(Meetings meetings, MeetingPolicy policy, MeetingView.Source views, MeetingTexts words,
            LedgerEntries entries, LedgerNames.Source names, Organization organization, MeetingWord word,
            MeetingActions actions) {
        this.meetings = meetings;
        this.policy = policy;
        this.views = views;
        this.words = words;
        this.entries = entries;
        this.names = names;
        this.organization = organization;
        this.word = word;
        this.actions = actions;
    }

    @GetMapping
    String list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor, Model model) {
        Page<Meeting> page = this.meetings.page(MeetingApi.state(state),
                this.policy.readsAll(me.account()) ? null : me.account(), ROWS, cursor);
        model.addAttribute("page", page);
        model.addAttribute("states", Meeting.State.values());
        model.addAttribute("chosen", (state != null) ? state : "");
        model.addAttribute("known", this.views.names(page.items()));
        model.addAttribute("labels", this.views.labels(page.items()));
        model.addAttribute("counts", this.meetings.counts(page.items().stream().map(Meeting::id).toList()));
        model.addAttribute("mayCall", this.policy.mayCall(me.account()));
        model.addAttribute("first", cursor == null || cursor.isBlank());
        return "ledger/meetings";
    }

    @GetMapping("/new")
    String plan(@CurrentPerson Person me, @RequestParam(required = false) @Nullable List<String> entry, Model model) {
        String chair = this.organization.partySecretary()
            .or(this.organization::partyDeputySecretary)
            .map(Person::account)
            .orElse("");
        return plan(me, Map.of("title", this.words.defaultTitle(), "chair", chair), (entry != null) ? entry : List.of(),
                null, model);
    }

    @PostMapping
    String call(@CurrentPerson Person me, @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable List<String> entry, HttpServletResponse response,
            RedirectAttributes after, Model model) {
        List<String> chosen = (entry != null) ? entry : List.of();
        Meeting called;
        try {
            called = this.actions.call.execute(new CallMeetingCommand(typed(typed),
                    chosen.stream().map((id) -> new Proposed(id, AgendaItem.Kind.CLOSE_OUT.id(), null)).toList(),
                    me.account()));
        }
        catch (InvalidInput | Conflict refused) {
            response.setStatus(refused.kind().status());
            return plan(me, typed, chosen, refused, model);
        }
        after.addFlashAttribute(Flash.ATTRIBUTE, Flash.of("meeting.flash.called", this.words.label(called)));
        return "redirect:/ledger/meetings/" + called.id();
    }

    private String plan(Person me, Map<String, String> typed, List<String> chosen, @Nullable Refusal refused,
            Model model) {
        if (!this.policy.mayCall(me.account())) {
            throw new Forbidden("meeting-caller-only");
        }
        refused("plan", typed, refused, model);
        people(model);
        offer(me, model);
        model.addAttribute("chosen", chosen);
        return "ledger/meeting-new";
    }

    /** The entries that may be put on an agenda. */
    private void offer(Person me, Model model) {
        boolean all = this.policy.leads(me.account());
        Set<String> own = all ? Set.of()
                : this.organization.committeesOf(me.account())
                    .stream()
                    .filter((branch) -> this.organization.branchSecretary(branch)
                        .filter((person) -> person.account().equals(me.account()))
                        .isPresent())
                    .collect(Collectors.toSet());
        List<LedgerEntry> voting = this.entries.in(LedgerEntry.State.VOTING, me.account(), OFFERED)
            .stream()
            .filter((entry) -> all || own.contains(entry.branchId()))
            .toList();
        List<String> taken = this.meetings.listed(voting.stream().map(LedgerEntry::id).toList());
        List<LedgerEntry> offered = voting.stream().filter((entry) -> !taken.contains(entry.id())).toList();
        model.addAttribute("offered", offered);
        model.addAttribute("offeredNames", this.names.of(offered));
    }

    private void people(Model model) {
        model.addAttribute("members", this.organization.partyGroup());
        model.addAttribute("people", this.organization.staff());
    }

    @GetMapping("/{id}")
    String one(@CurrentPerson Person me, @PathVariable String id, Model model) {
        return page(me, id, "", Map.of(), null, model);
    }

    /** What changes while one looks at it. */
    @GetMapping("/{id}/live")
    String live(@CurrentPerson Person me, @PathVariable String id, @RequestParam String seen, Model model) {
        model.addAttribute("view", this.views.of(readable(me, id), me.account()));
        model.addAttribute("seen", seen);
        return "ledger/_meeting-live :: live";
    }

    @GetMapping(path = "/{id}/minutes.docx", produces = OfficialWord.MEDIA_TYPE)
    ResponseEntity<byte[]> minutes(@CurrentPerson Person me, @PathVariable String id) {
        return this.word.minutes(id, me.account());
    }

    @PostMapping("/{id}")
    String change(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, "plan", typed, "changed", response, after, model, () -> this.actions.change
            .execute(new ChangeMeetingCommand(id, typed(typed), me.account(), revision(typed))));
    }

    @PostMapping("/{id}/items")
    String list(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        String kind = typed.getOrDefault("kind", "");
        return act(me, id, "list-" + kind, typed, "listed", response, after, model,
                () -> this.actions.putOn.execute(new PutOnAgendaCommand(id,
                        new Proposed(typed.get("entryId"), kind, typed.get("reason")), me.account(), revision(typed))));
    }

    @PostMapping("/{id}/items/{item}/off")
    String unlist(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "off", typed, "unlisted", response, after, model,
                () -> this.actions.takeOff.execute(new TakeOffAgendaCommand(id, item, me.account(), revision(typed))));
    }

    @PostMapping("/{id}/begin")
    String begin(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, "begin", typed, "begun", response, after, model,
                () -> this.actions.begin.execute(new BeginMeetingCommand(id, me.account(), revision(typed))));
    }

    @PostMapping("/{id}/attendance")
    String attendance(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        List<Noted> noted = new ArrayList<>();
        for (int row = 0; typed.containsKey("members[" + row + "].account"); row++) {
            String path = "members[" + row + "].";
            noted.add(new Noted(typed.get(path + "account"), !"false".equals(typed.get(path + "present")),
                    typed.get(path + "reason")));
        }
        return act(me, id, "attendance", typed, "attendance", response, after, model,
                () -> this.actions.note.execute(new NoteAttendanceCommand(id, noted, me.account(), revision(typed))));
    }

    @PostMapping("/{id}/items/{item}/excuse")
    String excuse(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "excuse-" + item, typed, "excused", response, after, model,
                () -> this.actions.excuse.execute(new ExcuseMemberCommand(id, item, typed.get("account"),
                        typed.get("reason"), typed.get("note"), me.account(), revision(typed))));
    }

    @PostMapping("/{id}/items/{item}/chair")
    String chair(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "chair-" + item, typed, "chair", response, after, model, () -> this.actions.chair
            .execute(new ChooseChairCommand(id, item, typed.get("chair"), me.account(), revision(typed))));
    }

    @PostMapping("/{id}/items/{item}/open")
    String open(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "open-" + item, typed, "opened", response, after, model,
                () -> this.actions.open.execute(new OpenItemCommand(id, item, me.account(), revision(typed))));
    }

    @PostMapping("/{id}/items/{item}/vote")
    String vote(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        Map<String, Object> data = new LinkedHashMap<>();
        typed.forEach((name, text) -> {
            if (!name.startsWith("_")) {
                data.put(name, text);
            }
        });
        return act(me, id, "vote-" + item, typed, "voted", response, after, model,
                () -> this.actions.vote.execute(new VoteInMeetingCommand(id, item, data, me.account())));
    }

    @PostMapping("/{id}/items/{item}/declare")
    String declare(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "declare-" + item, typed, "declared", response, after, model, () -> this.actions.declare
            .execute(new DeclareDecisionCommand(id, item, me.account(), revision(typed))));
    }

    @PostMapping("/{id}/items/{item}/put-off")
    String putOff(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "putOff-" + item, typed, "putOff", response, after, model, () -> this.actions.putOff
            .execute(new PutOffItemCommand(id, item, typed.get("reason"), me.account(), revision(typed))));
    }

    @PostMapping("/{id}/items/{item}/discussion")
    String discussion(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "discussion-" + item, typed, "discussion", response, after, model, () -> this.actions.discuss
            .execute(new WriteDiscussionCommand(id, item, typed.get("discussion"), me.account(), null)));
    }

    @PostMapping("/{id}/items/{item}/views")
    String view(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "view-" + item, typed, "view", response, after, model, () -> this.actions.write
            .execute(new WriteViewCommand(id, item, typed.get("account"), typed.get("text"), me.account(), null)));
    }

    @PostMapping("/{id}/end")
    String end(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, "end", typed, "ended", response, after, model,
                () -> this.actions.end.execute(new EndMeetingCommand(id, me.account(), revision(typed))));
    }

    @PostMapping("/{id}/cancel")
    String cancel(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, "cancel", typed, "cancelled", response, after, model, () -> this.actions.cancel
            .execute(new CancelMeetingCommand(id, typed.get("reason"), me.account(), revision(typed))));
    }

    @PostMapping("/{id}/sign")
    String sign(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, "sign", typed, "signed", response, after, model,
                () -> this.actions.sign.execute(new SignMinutesCommand(id, me.account(), revision(typed))));
    }

    private String act(Person me, String id, String form, Map<String, String> typed, String done,
            HttpServletResponse response, RedirectAttributes after, Model model, Runnable action) {
        readable(me, id);
        try {
            action.run();
        }
        catch (InvalidInput | Conflict refused) {
            response.setStatus(refused.kind().status());
            return page(me, id, form, typed, refused, model);
        }
        after.addFlashAttribute(Flash.ATTRIBUTE, Flash.of("meeting.flash." + done));
        return "redirect:/ledger/meetings/" + id;
    }

    private Meeting readable(Person me, String id) {
        return this.meetings.find(id)
            .filter((found) -> this.policy.reads(found, me.account()))
            .orElseThrow(() -> new NotFound("meeting"));
    }

    private String page(Person me, String id, String form, Map<String, String> typed, @Nullable Refusal refused,
            Model model) {
        MeetingView view = this.views.of(readable(me, id), me.account());
        refused(form, typed, refused, model);
        model.addAttribute("view", view);
        model.addAttribute("seen", view.signature());
        model.addAttribute("excuses", ExcuseMember.REASONS);
        if (view.manages() && view.meeting().isLive()) {
            people(model);
            if (view.is("called")) {
                offer(me, model);
            }
        }
        return "ledger/meeting";
    }

    private static void refused(String form, Map<String, String> typed, @Nullable Refusal refused, Model model) {
        Map<String, FieldError> errors = new LinkedHashMap<>();
        if (refused instanceof InvalidInput invalid) {
            invalid.errors().forEach((error) -> errors.putIfAbsent(error.field(), error));
        }
        model.addAttribute("opened", form);
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("refusal", (refused instanceof InvalidInput) ? null : refused);
    }

    private Typed typed(Map<String, String> typed) {
        return new Typed(typed.get("title"), number(typed.get("number")), time(typed.get("meetsAt")),
                typed.get("place"), typed.get("chair"), typed.get("recorder"), typed.get("invited"));
    }

    private static @Nullable Integer number(@Nullable String typed) {
        try {
            return (typed == null || typed.isBlank()) ? null : Integer.valueOf(typed.strip());
        }
        catch (NumberFormatException ex) {
            throw new InvalidInput("number", "integer");
        }
    }

    private @Nullable Instant time(@Nullable String typed) {
        try {
            return (typed == null || typed.isBlank()) ? null : this.words.at(LocalDateTime.parse(typed.strip()));
        }
        catch (DateTimeException ex) {
            throw new InvalidInput("meetsAt", "meeting-time");
        }
    }

    private static @Nullable Integer revision(Map<String, String> typed) {
        return number(typed.get("revision"));
    }

}

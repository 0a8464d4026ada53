package org.sanxing.meeting;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NavigationEntry;
import org.sanxing.common.Refusal;
import org.sanxing.common.Pinyin;
import org.sanxing.common.SearchPlace;
import org.sanxing.common.Texts;
import org.sanxing.document.OfficialWord;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.ledger.LedgerPart;
import org.sanxing.meeting.MeetingCommands.AttendanceCommand;
import org.sanxing.meeting.MeetingCommands.ChairCommand;
import org.sanxing.meeting.MeetingCommands.DiscussionCommand;
import org.sanxing.meeting.MeetingCommands.Doing;
import org.sanxing.meeting.MeetingCommands.ExcuseCommand;
import org.sanxing.meeting.MeetingCommands.ItemCommand;
import org.sanxing.meeting.MeetingCommands.MemberCommand;
import org.sanxing.meeting.MeetingCommands.PlanCommand;
import org.sanxing.meeting.MeetingCommands.ReasonCommand;
import org.sanxing.meeting.MeetingCommands.ViewCommand;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
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

    /** Among how many somebody searches. */
    private static final int NEWEST = 200;

    /** How many entries are offered for an agenda. */
    private static final int OFFERED = 200;

    private final Meetings meetings;

    private final MeetingPolicy policy;

    private final MeetingView.Source views;

    private final MeetingTexts texts;

    private final LedgerEntries entries;

    private final LedgerNames.Source names;

    private final Organization organization;

    private final Minutes minutes;

    private final MeetingPlanning planning;

    private final MeetingConduct conduct;

    private final DecideItem decideItem;

    private final VoteInMeeting voteInMeeting;

    MeetingPages(Meetings meetings, MeetingPolicy policy, MeetingView.Source views, MeetingTexts texts,
            LedgerEntries entries, LedgerNames.Source names, Organization organization, Minutes minutes,
            MeetingPlanning planning, MeetingConduct conduct, DecideItem decideItem, VoteInMeeting voteInMeeting) {
        this.meetings = meetings;
        this.policy = policy;
        this.views = views;
        this.texts = texts;
        this.entries = entries;
        this.names = names;
        this.organization = organization;
        this.minutes = minutes;
        this.planning = planning;
        this.conduct = conduct;
        this.decideItem = decideItem;
        this.voteInMeeting = voteInMeeting;
    }

    @Bean
    @Order(1)
    LedgerPart meetingsPart() {
        return new LedgerPart("/ledger/meetings", "meeting.list.link", this.policy::mayFind);
    }

    @Bean
    @Order(35)
    static NoticeEvents meetingNotices() {
        return () -> List.of("meetingCalled", "meetingChanged", "meetingCancelled");
    }

    @Bean
    static SearchPlace meetingsSearch(MeetingView.Source views) {
        return new SearchPlace("meetings", 50, null, (account, text, most) -> views.page(null, account, NEWEST, null)
            .items()
            .stream()
            .filter((meeting) -> (meeting.title() + "\n" + meeting.label() + "\n" + meeting.place()).contains(text)
                    || Pinyin.initials(meeting.title()).contains(text.toLowerCase(Locale.ROOT)))
            .limit(most)
            .map((meeting) -> new SearchPlace.Hit("/ledger/meetings/" + meeting.id(), meeting.title(), meeting.label()))
            .toList(), NavigationEntry.STAFF, Role.AUDITOR.id());
    }

    @GetMapping
    String list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("page", this.views.page(state, me.account(), ROWS, cursor));
        model.addAttribute("states", Meeting.State.values());
        model.addAttribute("chosen", (state != null) ? state : "");
        model.addAttribute("mayCall", this.policy.mayCall(me.account()));
        model.addAttribute("first", Texts.isBlank(cursor));
        return "meeting/list";
    }

    @GetMapping("/new")
    String plan(@CurrentPerson Person me, @RequestParam(required = false) @Nullable List<String> entry, Model model) {
        return plan(me, Map.of("title", this.texts.defaultTitle(), "chair", this.policy.usualChair()),
                (entry != null) ? entry : List.of(), null, model);
    }

    @PostMapping
    String call(@CurrentPerson Person me, @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable List<String> entry, HttpServletResponse response,
            RedirectAttributes after, Model model) {
        List<String> chosen = (entry != null) ? entry : List.of();
        Meeting called;
        try {
            called = this.planning.call(plan(typed,
                    chosen.stream().map((id) -> new ItemCommand(id, AgendaItem.Kind.CLOSE_OUT.id(), null)).toList()),
                    me.account());
        }
        catch (InvalidInput | Conflict refused) {
            response.setStatus(refused.kind().status());
            return plan(me, typed, chosen, refused, model);
        }
        after.addFlashAttribute(Confirmation.ATTRIBUTE,
                Confirmation.of("meeting.flash.called", this.texts.label(called)));
        return "redirect:/ledger/meetings/" + called.id();
    }

    private String plan(Person me, Map<String, String> typed, List<String> chosen, @Nullable Refusal refused,
            Model model) {
        this.policy.requireCaller(me.account());
        refused("plan", typed, refused, model);
        people(model);
        offer(me, model);
        model.addAttribute("chosen", chosen);
        return "meeting/new";
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
        model.addAttribute("view", this.views.of(this.views.readable(id, me.account()), me.account()));
        model.addAttribute("seen", seen);
        return "meeting/_live :: live";
    }

    @GetMapping(path = "/{id}/minutes.docx", produces = OfficialWord.MEDIA_TYPE)
    ResponseEntity<byte[]> minutes(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean original,
            @RequestParam(defaultValue = "false") boolean filing) {
        return this.minutes.take(id, me.account(), original, filing);
    }

    @PostMapping("/{id}")
    String change(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, typed, response, after, model,
                new Act("plan", "changed", (doing) -> this.planning.change(doing, plan(typed, null))));
    }

    @PostMapping("/{id}/{action:items|begin|attendance|end|cancel|sign}")
    String act(@CurrentPerson Person me, @PathVariable String id, @PathVariable String action,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, typed, response, after, model, switch (action) {
            case "items" ->
                new Act("list-" + typed.getOrDefault("kind", ""), "listed", (doing) -> this.planning.list(doing,
                        new ItemCommand(typed.get("entryId"), typed.getOrDefault("kind", ""), typed.get("reason"))));
            case "begin" -> new Act(action, "begun", this.conduct::begin);
            case "attendance" -> new Act(action, action, (doing) -> this.conduct.note(doing, attendance(typed)));
            case "end" -> new Act(action, "ended", this.conduct::end);
            case "cancel" -> new Act(action, "cancelled",
                    (doing) -> this.planning.cancel(doing, new ReasonCommand(typed.get("reason"))));
            default -> new Act(action, "signed", this.conduct::sign);
        });
    }

    @PostMapping("/{id}/items/{item}/{action:off|excuse|chair|open|vote|declare|put-off|discussion|views}")
    String act(@CurrentPerson Person me, @PathVariable String id, @PathVariable String item,
            @PathVariable String action, @RequestParam Map<String, String> typed, HttpServletResponse response,
            RedirectAttributes after, Model model) {
        return act(me, id, typed, response, after, model, switch (action) {
            case "off" -> new Act("off", "unlisted", (doing) -> this.planning.unlist(doing, item));
            case "excuse" -> new Act("excuse-" + item, "excused", (doing) -> this.conduct.excuse(doing, item,
                    new ExcuseCommand(typed.get("account"), typed.get("reason"), typed.get("note"))));
            case "chair" -> new Act("chair-" + item, "chair",
                    (doing) -> this.conduct.chair(doing, item, new ChairCommand(typed.get("account"))));
            case "open" -> new Act("open-" + item, "opened", (doing) -> this.decideItem.open(doing, item));
            case "vote" -> new Act("vote-" + item, "voted",
                    (doing) -> this.voteInMeeting.execute(id, item, data(typed), me.account()));
            case "declare" -> new Act("declare-" + item, "declared", (doing) -> this.decideItem.declare(doing, item));
            case "put-off" -> new Act("putOff-" + item, "putOff",
                    (doing) -> this.decideItem.putOff(doing, item, new ReasonCommand(typed.get("reason"))));
            case "discussion" -> new Act("discussion-" + item, "discussion",
                    (doing) -> this.conduct.discuss(doing, item, new DiscussionCommand(typed.get("text"))));
            default -> new Act("view-" + item, "view", (doing) -> this.conduct.view(doing, item,
                    new ViewCommand(typed.get("account"), typed.get("text"))));
        });
    }

    private String act(Person me, String id, Map<String, String> typed, HttpServletResponse response,
            RedirectAttributes after, Model model, Act act) {
        this.views.readable(id, me.account());
        try {
            act.action().accept(new Doing(id, me.account(), number("revision", typed.get("revision"))));
        }
        catch (InvalidInput | Conflict refused) {
            response.setStatus(refused.kind().status());
            return page(me, id, act.form(), typed, refused, model);
        }
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("meeting.flash." + act.done()));
        return "redirect:/ledger/meetings/" + id;
    }

    private String page(Person me, String id, String form, Map<String, String> typed, @Nullable Refusal refused,
            Model model) {
        MeetingView view = this.views.of(this.views.readable(id, me.account()), me.account());
        refused(form, typed, refused, model);
        model.addAttribute("view", view);
        model.addAttribute("seen", view.signature());
        model.addAttribute("excuses", MeetingConduct.EXCUSES);
        if (view.manages() && view.meeting().isLive()) {
            people(model);
            if (view.is("called")) {
                offer(me, model);
            }
        }
        return "meeting/page";
    }

    private static void refused(String form, Map<String, String> typed, @Nullable Refusal refused, Model model) {
        model.addAttribute("opened", form);
        model.addAttribute("typed", typed);
        model.addAttribute("errors", InvalidInput.byField(refused));
        model.addAttribute("refusal", (refused instanceof InvalidInput) ? null : refused);
    }

    private PlanCommand plan(Map<String, String> typed, @Nullable List<@Nullable ItemCommand> items) {
        return new PlanCommand(typed.get("title"), number("number", typed.get("number")),
                withOffset(typed.get("meetsAt")), typed.get("place"), typed.get("chair"), typed.get("recorder"),
                typed.get("invited"), items);
    }

    private static AttendanceCommand attendance(Map<String, String> typed) {
        List<@Nullable MemberCommand> members = new ArrayList<>();
        for (int row = 0; typed.containsKey("members[" + row + "].account"); row++) {
            String path = "members[" + row + "].";
            members.add(new MemberCommand(typed.get(path + "account"), !"false".equals(typed.get(path + "present")),
                    typed.get(path + "reason")));
        }
        return new AttendanceCommand(members);
    }

    private static Map<String, Object> data(Map<String, String> typed) {
        Map<String, Object> data = new LinkedHashMap<>(typed);
        data.keySet().removeIf((name) -> name.startsWith("_"));
        return data;
    }

    private static @Nullable Integer number(String field, @Nullable String typed) {
        try {
            return Texts.isBlank(typed) ? null : Integer.valueOf(Texts.strip(typed));
        }
        catch (NumberFormatException ex) {
            throw new InvalidInput(field, "integer");
        }
    }

    /** A form gives the time of the place. */
    private @Nullable String withOffset(@Nullable String typed) {
        try {
            return Texts.isBlank(typed) ? null
                    : this.texts.at(LocalDateTime.parse(Texts.figures(Texts.strip(typed)))).toString();
        }
        catch (DateTimeException ex) {
            return typed;
        }
    }

    /**
     * @param form that is opened again where it is refused
     * @param done behind {@code meeting.flash.}
     */
    private record Act(String form, String done, Consumer<Doing> action) {

    }

}

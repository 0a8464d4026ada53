package org.sanxing.organization;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;
import org.sanxing.common.Texts;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the system administrator sees what a leaver holds and says who gets it. */
@Controller
@RequestMapping("/admin/organization/people/{account}")
class LeaverPages {

    /** The field of a thing's successor; its key follows. */
    private static final String TO = "to:";

    /** The box that leaves a thing to nobody; its key follows. */
    private static final String NOBODY = "nobody:";

    private final Organization organization;

    private final Directory directory;

    private final LeaverInventory held;

    private final People people;

    private final DismissPerson dismissPerson;

    private final Approvals approvals;

    private final MessageSource messages;

    LeaverPages(Organization organization, Directory directory, LeaverInventory held, People people,
            DismissPerson dismissPerson, Approvals approvals, MessageSource messages) {
        this.organization = organization;
        this.directory = directory;
        this.held = held;
        this.people = people;
        this.dismissPerson = dismissPerson;
        this.approvals = approvals;
        this.messages = messages;
    }

    @ModelAttribute
    void requireSystemAdministrator(@CurrentPerson Person me) {
        Roles.requireSystemAdministrator(this.organization, me.account());
    }

    @GetMapping("/leave")
    String preview(@CurrentPerson Person me, @PathVariable String account, Model model) {
        try {
            this.dismissPerson.check(me.account(), account);
            model.addAttribute("blocked", false);
        }
        catch (Conflict ex) {
            OrganizationPages.refused(ex, model);
            model.addAttribute("blocked", true);
        }
        return page(account, Map.of(), Map.of(), model);
    }

    @PostMapping("/leave")
    String leave(@CurrentPerson Person me, @PathVariable String account, @RequestParam Map<String, String> typed,
            Model model, RedirectAttributes after, Locale locale) {
        return ApprovalPages.ask(model, after, "redirect:/admin/organization/people/" + account,
                () -> this.approvals.ask(me.account(), OrganizationApprovals.LEAVE,
                        command(me.account(), account, typed), null),
                (done) -> Confirmation.of("organization.leave.done", this.organization.get(account).name()),
                (refusal) -> {
                    OrganizationPages.refused(refusal, model);
                    model.addAttribute("blocked", false);
                    return page(account, typed, reasons(refusal, locale), model);
                });
    }

    private DismissPerson.DismissPersonCommand command(String actor, String account, Map<String, String> typed) {
        Map<String, @Nullable String> successors = new LinkedHashMap<>();
        typed.forEach((name, text) -> {
            if (name.startsWith(TO) && !Texts.isBlank(text)) {
                successors.putIfAbsent(name.substring(TO.length()), this.people.account(text));
            }
            else if (name.startsWith(NOBODY)) {
                successors.put(name.substring(NOBODY.length()), null);
            }
        });
        return new DismissPerson.DismissPersonCommand(actor, account, this.people.account(typed.get("successor")),
                successors, typed.get("seen"), typed.get("reason"), true);
    }

    /** Why, in words, by the field or the key of the thing. */
    private Map<String, String> reasons(Refusal refusal, Locale locale) {
        Map<String, String> reasons = new LinkedHashMap<>();
        if (refusal instanceof InvalidInput invalid) {
            for (FieldError error : invalid.errors()) {
                String field = error.field();
                String key = field.startsWith("successors[")
                        ? field.substring("successors[".length(), field.length() - 1) : field;
                reasons.putIfAbsent(key, say(error, locale));
            }
        }
        else if (refusal instanceof HandoverRefused refused) {
            Refusal cause = refused.refusal();
            reasons.put(refused.key(), (cause instanceof InvalidInput invalid && !invalid.errors().isEmpty())
                    ? say(invalid.errors().get(0), locale) : say("error." + cause.code(), cause.arguments(), locale));
        }
        else if (refusal instanceof HandoverRefused.Left left) {
            left.items()
                .forEach((item) -> reasons.put(item.key(), say("field-error.needs-successor", List.of(), locale)));
        }
        return reasons;
    }

    private String say(FieldError error, Locale locale) {
        return say("field-error." + error.code(), error.arguments(), locale);
    }

    private String say(String key, List<Object> arguments, Locale locale) {
        return Objects.requireNonNullElse(this.messages.getMessage(key, arguments.toArray(), key, locale), key);
    }

    private String page(String account, Map<String, String> typed, Map<String, String> reasons, Model model) {
        List<LeaverInventory.Group> groups = this.held.of(account);
        Map<String, String> titles = new LinkedHashMap<>();
        groups.forEach((group) -> group.items().forEach((item) -> titles.put(item.key(), item.holding().title())));
        model.addAttribute("person", this.directory.person(account));
        model.addAttribute("groups", groups);
        model.addAttribute("titles", titles);
        model.addAttribute("movable", groups.stream().anyMatch(LeaverInventory.Group::movable));
        model.addAttribute("seen", LeaverInventory.seen(groups));
        model.addAttribute("typed", typed);
        model.addAttribute("reasons", reasons);
        model.addAttribute("people", this.people.search(null, Set.of(account), People.LISTED));
        return "organization/leave";
    }

    @PostMapping("/return")
    String takeBack(@CurrentPerson Person me, @PathVariable String account,
            @RequestParam(required = false) @Nullable String reason, Model model, RedirectAttributes after) {
        return ApprovalPages.waits(this.approvals.ask(me.account(), OrganizationApprovals.RETURN,
                new OrganizationApprovals.AccountCommand(account), reason), model, after);
    }

}

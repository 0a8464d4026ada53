package org.sanxing.organization;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.common.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where an administrator sees what waits, and what somebody else's answer it waits for.
 */
@Controller
@RequestMapping(ApprovalPages.HOME)
class ApprovalPages {

    static final String HOME = "/admin/approvals";

    /** Shown at once, without a redirect: for that it would have to be kept. */
    private static final String HALF_PAGE = "organization/approval-half";

    private final Approvals approvals;

    private final Organization organization;

    ApprovalPages(Approvals approvals, Organization organization) {
        this.approvals = approvals;
        this.organization = organization;
    }

    @GetMapping
    String list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String cursor, Model model) {
        Page<Approvals.Item> waiting = this.approvals.list(me.account(), Approval.State.WAITING, null,
                PageLimit.MAXIMUM);
        Page<Approvals.Item> all = this.approvals.list(me.account(), null, cursor, PageLimit.DEFAULT);
        List<Approvals.Item> decided = all.items()
            .stream()
            .filter((one) -> one.state() != Approval.State.WAITING)
            .toList();
        Map<String, Person> people = this.organization.findAll(Stream.concat(waiting.items().stream(), decided.stream())
            .flatMap((one) -> Stream.of(one.subject(), one.askedBy(), Objects.requireNonNullElse(one.decidedBy(), "")))
            .distinct()
            .toList());
        model.addAttribute("waiting", waiting.items());
        model.addAttribute("decided", decided);
        model.addAttribute("next", all.next());
        model.addAttribute("names", new Names(people));
        return "organization/approvals";
    }

    @PostMapping("/{id}/confirm")
    String confirm(@CurrentPerson Person me, @PathVariable String id, Model model, RedirectAttributes after) {
        try {
            Map<String, String> halves = this.approvals.confirm(me.account(), id);
            if (halves.size() > 1) {
                model.addAttribute("people", this.organization.findAll(halves.keySet()));
                model.addAttribute("halves", halves);
                model.addAttribute("done", "approvals.confirmed");
                return HALF_PAGE;
            }
            return went(halves.values().stream().findFirst().orElse(null), "approvals.confirmed", model, after);
        }
        catch (Conflict | InvalidInput | Forbidden ex) {
            return list(me, null, OrganizationPages.refused(ex, model));
        }
    }

    @PostMapping("/{id}/refuse")
    String refuse(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason, Model model, RedirectAttributes after) {
        return decide(me, model, after, "approvals.refused", () -> this.approvals.refuse(me.account(), id, reason));
    }

    @PostMapping("/{id}/take-back")
    String takeBack(@CurrentPerson Person me, @PathVariable String id, Model model, RedirectAttributes after) {
        return decide(me, model, after, "approvals.taken-back", () -> this.approvals.takeBack(me.account(), id));
    }

    private String decide(Person me, Model model, RedirectAttributes after, String done, Runnable action) {
        try {
            action.run();
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of(done));
            return "redirect:" + HOME;
        }
        catch (InvalidInput | Conflict | Forbidden ex) {
            return list(me, null, OrganizationPages.refused(ex, model));
        }
    }

    /**
     * Asks for it, and goes where it can be seen to wait.
     * @param next where to go when it is done at once
     * @param done what to say then
     * @param again the page again with what was refused
     */
    static String ask(Model model, RedirectAttributes after, String next, Supplier<Approvals.Asked> asking,
            Function<Object, Confirmation> done, Function<Refusal, String> again) {
        try {
            Approvals.Asked asked = asking.get();
            if (asked.done() != null) {
                after.addFlashAttribute(Confirmation.ATTRIBUTE, done.apply(asked.done()));
                return next;
            }
            return waits(asked, model, after);
        }
        catch (InvalidInput | Conflict | Forbidden ex) {
            return again.apply(ex);
        }
    }

    static String waits(Approvals.Asked asked, Model model, RedirectAttributes after) {
        return went(asked.firstHalf(), "approvals.asked", model, after);
    }

    private static String went(@Nullable String half, String done, Model model, RedirectAttributes after) {
        if (half == null) {
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of(done));
            return "redirect:" + HOME;
        }
        model.addAttribute("half", half);
        model.addAttribute("done", done);
        return HALF_PAGE;
    }

    /** Names by account; of what is no account, itself. */
    record Names(Map<String, Person> people) {

        public String of(String account) {
            Person person = this.people.get(account);
            return (person != null) ? person.name() + " (" + account + ")" : account;
        }

    }

}

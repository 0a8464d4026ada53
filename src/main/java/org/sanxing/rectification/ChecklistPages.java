package org.sanxing.rectification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.FieldError;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.organization.Branch;
import org.sanxing.ledger.LedgerPart;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.rectification.KeepChecklist.ChecklistCommand;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The checklists of a branch, which its committee keeps. */
@Controller
@RequestMapping("/ledger/checklists")
class ChecklistPages {

    private final Checklists checklists;

    private final KeepChecklist keepChecklist;

    private final Organization organization;

    ChecklistPages(Checklists checklists, KeepChecklist keepChecklist, Organization organization) {
        this.checklists = checklists;
        this.keepChecklist = keepChecklist;
        this.organization = organization;
    }

    @Bean
    @Order(4)
    LedgerPart checklistsPart() {
        return new LedgerPart("/ledger/checklists", "ledger.checklists.title",
                (account) -> !this.organization.committeesOf(account).isEmpty());
    }

    @GetMapping
    String show(@CurrentPerson Person me, Model model) {
        return page(me, null, "", List.of(), model);
    }

    @PostMapping
    String keep(@CurrentPerson Person me, @RequestParam String deadlineClass, @RequestParam String items,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        try {
            this.keepChecklist.execute(branch(me).id(), deadlineClass,
                    new ChecklistCommand(List.copyOf(items.lines().toList())), me.account());
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            return page(me, deadlineClass, items, refused.errors(), model);
        }
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("ledger.flash.checklist"));
        return "redirect:/ledger/checklists";
    }

    private Branch branch(Person me) {
        return this.organization.committeesOf(me.account())
            .stream()
            .sorted()
            .findFirst()
            .flatMap(this.organization::branch)
            .orElseThrow(() -> new Forbidden("committee-only"));
    }

    private String page(Person me, @Nullable String wrong, String typed, List<FieldError> errors, Model model) {
        Branch branch = branch(me);
        Map<String, String> lists = new LinkedHashMap<>();
        this.checklists.all(branch.id())
            .forEach((each, items) -> lists.put(each.id(), each.id().equals(wrong) ? typed : String.join("\n", items)));
        model.addAttribute("branch", branch.name());
        model.addAttribute("lists", lists);
        model.addAttribute("classes", DeadlineClass.values());
        model.addAttribute("wrong", wrong);
        model.addAttribute("errors", errors);
        return "rectification/checklists";
    }

}

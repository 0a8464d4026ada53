package org.sanxing.registration.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;
import org.sanxing.ledger.EntrySource;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a branch registers a finding by hand. */
@Controller
@RequestMapping("/ledger/new")
class SourcePages {

    private final RegisterEntry registerEntry;

    private final RegistrationTarget target;

    private final Organization organization;

    private final Campaigns campaigns;

    private final LedgerNames.Source names;

    private final WorkingCalendar calendar;

    SourcePages(RegisterEntry registerEntry, RegistrationTarget target, Organization organization, Campaigns campaigns,
            LedgerNames.Source names, WorkingCalendar calendar) {
        this.registerEntry = registerEntry;
        this.target = target;
        this.organization = organization;
        this.campaigns = campaigns;
        this.names = names;
        this.calendar = calendar;
    }

    @GetMapping
    String empty(@CurrentPerson Person me, Model model) {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put(FindingForm.KIND, EntrySource.INSPECTION);
        String today = this.calendar.today().toString();
        typed.put(FindingForm.FOUND_ON, today);
        typed.put(FindingForm.RECEIVED_ON, today);
        return page(me, typed, null, model);
    }

    @PostMapping
    String register(@CurrentPerson Person me, @ModelAttribute RegisterEntryCommand command,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        try {
            LedgerEntry entry = this.registerEntry.execute(command, me.account());
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("sources.flash.registered",
                    entry.number().toString(), this.names.of(List.of(entry)).name(entry.responsible())));
            return "redirect:/ledger/" + entry.id();
        }
        catch (InvalidInput | Conflict refused) {
            response.setStatus(refused.kind().status());
            return page(me, command.typed(), refused, model);
        }
    }

    private String page(Person me, Map<String, String> typed, @Nullable Refusal refused, Model model) {
        LedgerNames known = this.names.with(List.of());
        model.addAttribute("opened", "found");
        model.addAttribute("typed", typed);
        model.addAttribute("errors", InvalidInput.byField(refused));
        model.addAttribute("refusal", (refused instanceof InvalidInput) ? null : refused);
        model.addAttribute("branches", this.target.branches(me.account()));
        model.addAttribute("kinds", EntrySource.FOUND);
        model.addAttribute("classes", DeadlineClass.values());
        model.addAttribute("campaigns", this.campaigns.titles());
        model.addAttribute("categories", known.categories().values().stream().distinct().toList());
        model.addAttribute("people", this.organization.staff());
        model.addAttribute("known", known);
        model.addAttribute("today", this.calendar.today());
        return "registration/new";
    }

}

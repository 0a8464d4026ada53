package org.sanxing.checks;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.sanxing.checks.RemedyApprovals.RemedyCommand;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NavigationEntry;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.organization.Approvals;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.sanxing.organization.Roles;
import org.sanxing.tasks.DeadEnds.DeadEnd;
import org.sanxing.tasks.TaskGroups;
import org.sanxing.tasks.list.TaskKinds;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the system administrator sees what stands still, and sets it going. */
@Controller
@RequestMapping("/admin/checks")
class CheckPages {

    private static final int LISTED = 50;

    private final Checks checks;

    private final CheckViews views;

    private final Approvals approvals;

    private final TaskKinds kinds;

    private final Organization organization;

    CheckPages(Checks checks, CheckViews views, Approvals approvals, TaskKinds kinds, Organization organization) {
        this.checks = checks;
        this.views = views;
        this.approvals = approvals;
        this.kinds = kinds;
        this.organization = organization;
    }

    @ModelAttribute
    void requireSystemAdministrator(@CurrentPerson Person me) {
        Roles.requireSystemAdministrator(this.organization, me.account());
    }

    @Bean
    static NavigationEntry checksPlace() {
        return new NavigationEntry("checks", "/admin/checks", 80, Role.SYSTEM_ADMINISTRATOR.id());
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "false") boolean all, Model model) {
        int most = all ? Checks.ALL : LISTED;
        Checks.Report report = this.checks.run(most);
        model.addAttribute("at", report.at());
        model.addAttribute("well", report.count() == 0);
        model.addAttribute("groups", this.views.groups(report));
        model.addAttribute("listed", most);
        model.addAttribute("all", all);
        return "tasks/checks";
    }

    @GetMapping("/{kind}/{id}/{remedy}")
    String confirm(@PathVariable String kind, @PathVariable String id, @PathVariable String remedy, Model model) {
        return page(kind, id, remedy, Checks.Given.NOTHING, model);
    }

    @PostMapping("/{kind}/{id}/{remedy}")
    String apply(@CurrentPerson Person me, @PathVariable String kind, @PathVariable String id,
            @PathVariable String remedy, @ModelAttribute Checks.Given typed, Model model, HttpServletResponse response,
            RedirectAttributes after) {
        try {
            if (this.approvals
                .ask(me.account(), RemedyApprovals.REMEDY, new RemedyCommand(kind, id, remedy, typed), null)
                .waits()) {
                after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("approvals.asked"));
                return "redirect:/admin/approvals";
            }
            after.addFlashAttribute(Confirmation.ATTRIBUTE,
                    Confirmation.of("checks.flash.done", this.views.say("checks.remedy." + remedy)));
            return "redirect:/admin/checks";
        }
        catch (InvalidInput | Conflict | Forbidden refused) {
            if (this.checks.find(kind, id).isEmpty()) {
                throw refused;
            }
            response.setStatus(refused.kind().status());
            model.addAttribute("refusal", refused);
            model.addAttribute("errors",
                    (refused instanceof InvalidInput invalid) ? invalid.errors() : List.<FieldError>of());
            return page(kind, id, remedy, typed, model);
        }
    }

    private String page(String kind, String id, String remedy, Checks.Given typed, Model model) {
        DeadEnd found = this.checks.find(kind, id).orElseThrow(() -> new Conflict("finding-settled"));
        CheckViews.FindingView finding = this.views.finding(kind, found);
        model.addAttribute("finding", finding);
        model.addAttribute("remedy",
                finding.remedies()
                    .stream()
                    .filter((offered) -> offered.id().equals(remedy))
                    .findFirst()
                    .orElseThrow(() -> new NotFound("remedy")));
        boolean lookUp = remedy.equals("lookUp");
        Optional<String> holder = lookUp ? this.checks.rightfulHolder(id).map(this::name) : Optional.empty();
        model.addAttribute("impossible", lookUp && holder.isEmpty());
        model.addAttribute("will", (lookUp && holder.isEmpty()) ? this.views.say("checks.remedy.lookUp.nobody")
                : this.views.say("checks.remedy." + remedy + ".what", holder.orElse("")));
        model.addAttribute("people", this.organization.staff());
        model.addAttribute("typed", typed);
        model.addAttribute("key", Ids.next());
        if (!model.containsAttribute("errors")) {
            model.addAttribute("errors", List.of());
            model.addAttribute("refusal", (Refusal) null);
        }
        return "tasks/check";
    }

    private String name(String holder) {
        return TaskGroups.isGroup(holder) ? this.views.say(TaskGroups.wordsOf(holder))
                : this.organization.find(holder).map(Person::name).orElse(holder);
    }

    @GetMapping("/kinds")
    String kinds(Model model) {
        model.addAttribute("kinds", this.kinds.all());
        return "tasks/kinds";
    }

    @PostMapping("/kinds")
    String allow(@CurrentPerson Person me, @RequestParam String kind, @RequestParam boolean batch,
            RedirectAttributes after) {
        this.kinds.allowBatch(kind, batch, me.account());
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation
            .of(batch ? "checks.kinds.allowed" : "checks.kinds.forbidden", this.views.say("tasks.kind." + kind)));
        return "redirect:/admin/checks/kinds";
    }

}

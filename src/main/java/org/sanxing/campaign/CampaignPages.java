package org.sanxing.campaign;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NavigationEntry;
import org.sanxing.common.NotFound;
import org.sanxing.common.PageLimit;
import org.sanxing.common.Pinyin;
import org.sanxing.common.Refusal;
import org.sanxing.common.SearchPlace;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.springframework.context.annotation.Bean;

@Controller
@RequestMapping("/campaigns")
class CampaignPages {

    /** Blank lines to write into, beside those that are filled. */
    private static final int SPARE = 3;

    private static final CampaignForm EMPTY = new CampaignForm("", "", "", "", List.of(), List.of(), null, null, null);

    private final CampaignStore campaigns;

    private final CampaignRights rights;

    private final ProgressOfCampaign progress;

    private final Organization organization;

    private final WorkingCalendar calendar;

    private final KeepCampaigns keep;

    CampaignPages(CampaignStore campaigns, CampaignRights rights, ProgressOfCampaign progress,
            Organization organization, WorkingCalendar calendar, KeepCampaigns keep) {
        this.campaigns = campaigns;
        this.rights = rights;
        this.progress = progress;
        this.organization = organization;
        this.calendar = calendar;
        this.keep = keep;
    }

    @Bean
    static SearchPlace campaignsSearch(CampaignStore campaigns, CampaignRights rights) {
        return new SearchPlace("campaigns", 60, null,
                (account, text, most) -> campaigns.page(rights.mayPlan(account), PageLimit.MAXIMUM, null)
                    .items()
                    .stream()
                    .filter((campaign) -> campaign.title().contains(text)
                            || Pinyin.initials(campaign.title()).contains(text.toLowerCase(Locale.ROOT)))
                    .limit(most)
                    .map((campaign) -> new SearchPlace.Hit("/campaigns/" + campaign.id(), campaign.title(), ""))
                    .toList(),
                NavigationEntry.STAFF, Role.AUDITOR.id());
    }

    @GetMapping
    String list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String cursor, Model model) {
        boolean mayPlan = this.rights.mayPlan(me.account());
        model.addAttribute("page", this.campaigns.page(mayPlan, PageLimit.DEFAULT, cursor));
        model.addAttribute("mayPlan", mayPlan);
        return "campaign/list";
    }

    @GetMapping("/{id}")
    String one(@CurrentPerson Person me, @PathVariable String id, Model model) {
        CampaignPlan plan = visible(id, me);
        boolean mayPlan = this.rights.mayPlan(me.account());
        model.addAttribute("campaign", plan.campaign());
        model.addAttribute("notice", plan.notice());
        model.addAttribute("stages", stages(plan.campaign()));
        model.addAttribute("mayPlan", mayPlan);
        model.addAttribute("owing",
                plan.participants().isEmpty() ? this.rights.staff().size() : plan.participants().size());
        model.addAttribute("owes", plan.participants().contains(me.account()));
        if (plan.campaign().state() != Campaign.State.DRAFT && this.progress.mayRead(me.account())) {
            model.addAttribute("progress", this.progress.of(id, me.account()));
        }
        return "campaign/page";
    }

    @GetMapping("/new")
    ModelAndView create(@CurrentPerson Person me) {
        this.rights.checkMayPlan(me.account());
        return form(null, EMPTY, SPARE * 2, null);
    }

    @GetMapping("/{id}/edit")
    ModelAndView edit(@CurrentPerson Person me, @PathVariable String id) {
        CampaignPlan plan = visible(id, me);
        this.rights.checkMayPlan(me.account());
        return form(plan, CampaignForm.of(plan), SPARE, null);
    }

    /**
     * @param id null for a new one
     * @param more there where lines to write into are asked for; nothing is saved
     */
    @PostMapping({ "", "/{id}" })
    ModelAndView save(@CurrentPerson Person me, @PathVariable(required = false) @Nullable String id,
            @ModelAttribute CampaignForm typed, @RequestParam(required = false) @Nullable String more,
            RedirectAttributes redirect) {
        CampaignPlan plan = (id != null) ? visible(id, me) : null;
        if (more != null) {
            this.rights.checkMayPlan(me.account());
            return form(plan, typed, SPARE * 2, null);
        }
        try {
            Campaign saved = (id != null) ? this.keep.change(me.account(), id, typed, typed.revision())
                    : this.keep.create(me.account(), typed);
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE,
                    Confirmation.of((id != null) ? "campaign.flash.changed" : "campaign.flash.created"));
            return new ModelAndView("redirect:/campaigns/" + saved.id());
        }
        catch (InvalidInput | Conflict refused) {
            return form(plan, typed, SPARE, refused);
        }
    }

    @PostMapping("/{id}/open")
    String open(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes redirect) {
        this.keep.open(me.account(), id);
        redirect.addFlashAttribute(Confirmation.ATTRIBUTE,
                Confirmation.of("campaign.flash.opened", this.campaigns.participants(id).size()));
        return "redirect:/campaigns/" + id;
    }

    @PostMapping("/{id}/close")
    String close(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes redirect) {
        this.keep.close(me.account(), id);
        redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("campaign.flash.closed"));
        return "redirect:/campaigns/" + id;
    }

    private CampaignPlan visible(String id, Person me) {
        CampaignPlan plan = this.campaigns.plan(id).orElseThrow(() -> new NotFound("campaign"));
        this.rights.checkMaySee(plan.campaign().state(), me.account());
        return plan;
    }

    private List<Stage> stages(Campaign campaign) {
        LocalDate today = this.calendar.today();
        return campaign.milestones().stream().map((milestone) -> Stage.of(milestone, today)).toList();
    }

    private ModelAndView form(@Nullable CampaignPlan plan, CampaignForm typed, int spare, @Nullable Refusal refused) {
        ModelAndView page = new ModelAndView("campaign/edit");
        page.setStatus(HttpStatusCode.valueOf((refused != null) ? refused.kind().status() : 200));
        page.addObject("campaign", (plan != null) ? plan.campaign() : null);
        Integer revision = typed.revision();
        if (plan != null && refused instanceof Conflict) {
            // Told once; saving again then means it, on the newest revision.
            revision = plan.campaign().revision();
        }
        page.addObject("revision", revision);
        page.addObject("typed", typed);
        page.addObject("categories",
                padded(typed.categories(), CampaignForm.CategoryLine.BLANK, CampaignForm.CategoryLine::isBlank, spare));
        page.addObject("milestones", padded(typed.milestones(), CampaignForm.MilestoneLine.BLANK,
                CampaignForm.MilestoneLine::isBlank, spare));
        page.addObject("noticeLimit", CampaignForm.NOTICE);
        page.addObject("staff", staff(plan));
        List<FieldError> errors = (refused instanceof InvalidInput invalid) ? invalid.errors() : List.of();
        page.addObject("errors", errors);
        page.addObject("errorOf",
                errors.stream().collect(Collectors.toMap(FieldError::field, (error) -> error, (first, next) -> first)));
        page.addObject("refusal", (refused instanceof Conflict) ? refused : null);
        return page;
    }

    /** Those who may be named, by department, and those named already. */
    private Map<String, List<Person>> staff(@Nullable CampaignPlan plan) {
        Map<String, Person> people = new LinkedHashMap<>();
        this.organization.staff().forEach((person) -> people.put(person.account(), person));
        if (plan != null) {
            Set<String> left = new TreeSet<>(plan.participants());
            left.removeAll(people.keySet());
            if (!left.isEmpty()) {
                people.putAll(this.organization.findAll(left));
            }
        }
        Map<String, String> names = this.organization.departments()
            .stream()
            .collect(Collectors.toMap(Department::id, Department::name));
        return people.values()
            .stream()
            .collect(Collectors.groupingBy((person) -> names.getOrDefault(person.departmentId(), ""),
                    LinkedHashMap::new, Collectors.toList()));
    }

    private static <T> List<T> padded(List<T> lines, T blank, Predicate<T> isBlank, int spare) {
        long empty = lines.stream().filter(isBlank).count();
        return Stream.concat(lines.stream(), Collections.nCopies((int) Math.max(0, spare - empty), blank).stream())
            .toList();
    }

    /**
     * A milestone and where it stands today.
     *
     * @param when {@code past}, {@code now} or {@code ahead}
     */
    record Stage(String title, LocalDate from, LocalDate to, String when) {

        static Stage of(Campaign.Milestone milestone, LocalDate today) {
            String when = milestone.to().isBefore(today) ? "past" : milestone.from().isAfter(today) ? "ahead" : "now";
            return new Stage(milestone.title(), milestone.from(), milestone.to(), when);
        }

    }

}

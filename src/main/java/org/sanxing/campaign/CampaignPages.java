package org.sanxing.campaign;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
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
import org.sanxing.common.NotFound;
import org.sanxing.common.PageLimit;
import org.sanxing.common.Refusal;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

@Controller
@RequestMapping("/campaigns")
class CampaignPages {

    /** Blank lines to write into, beside those that are filled. */
    private static final int SPARE = 3;

    private final CampaignStore campaigns;

    private final CampaignRights rights;

    private final ProgressOfCampaign progress;

    private final Organization organization;

    private final WorkingCalendar calendar;

    private final CreateCampaign createCampaign;

    private final ChangeCampaign changeCampaign;

    private final OpenCampaign openCampaign;

    private final CloseCampaign closeCampaign;

    CampaignPages(CampaignStore campaigns, CampaignRights rights, ProgressOfCampaign progress,
            Organization organization, WorkingCalendar calendar, CreateCampaign createCampaign,
            ChangeCampaign changeCampaign, OpenCampaign openCampaign, CloseCampaign closeCampaign) {
        this.campaigns = campaigns;
        this.rights = rights;
        this.progress = progress;
        this.organization = organization;
        this.calendar = calendar;
        this.createCampaign = createCampaign;
        this.changeCampaign = changeCampaign;
        this.openCampaign = openCampaign;
        this.closeCampaign = closeCampaign;
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
        if (plan.state() != Campaign.State.DRAFT && this.progress.mayRead(me.account())) {
            model.addAttribute("progress", this.progress.of(id, me.account()));
        }
        return "campaign/page";
    }

    @GetMapping("/new")
    ModelAndView create(@CurrentPerson Person me) {
        this.rights.checkMayPlan(me.account());
        return form(null, null, CampaignForm.empty(), SPARE * 2, null, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView create(@CurrentPerson Person me, @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        CampaignForm form = read(typed);
        if (typed.containsKey("more")) {
            this.rights.checkMayPlan(me.account());
            return form(null, null, form, SPARE * 2, null, HttpStatus.OK);
        }
        try {
            Campaign campaign = this.createCampaign.execute(new CreateCampaign.Command(form, me.account()));
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("campaign.flash.created"));
            return new ModelAndView("redirect:/campaigns/" + campaign.id());
        }
        catch (InvalidInput refused) {
            return form(null, null, form, SPARE, refused, HttpStatus.BAD_REQUEST);
        }
    }

    @GetMapping("/{id}/edit")
    ModelAndView edit(@CurrentPerson Person me, @PathVariable String id) {
        CampaignPlan plan = visible(id, me);
        this.rights.checkMayPlan(me.account());
        return form(plan, plan.campaign().revision(), typed(plan), SPARE, null, HttpStatus.OK);
    }

    @PostMapping("/{id}")
    ModelAndView change(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        CampaignForm form = read(typed);
        CampaignPlan plan = visible(id, me);
        Integer revision = number(typed.getFirst("revision"));
        if (typed.containsKey("more")) {
            this.rights.checkMayPlan(me.account());
            return form(plan, revision, form, SPARE * 2, null, HttpStatus.OK);
        }
        try {
            this.changeCampaign.execute(new ChangeCampaign.Command(id, form, revision, me.account()));
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("campaign.flash.changed"));
            return new ModelAndView("redirect:/campaigns/" + id);
        }
        catch (InvalidInput refused) {
            return form(plan, revision, form, SPARE, refused, HttpStatus.BAD_REQUEST);
        }
        catch (Conflict refused) {
            // Told once; saving again then means it, on the newest revision.
            return form(plan, plan.campaign().revision(), form, SPARE, refused, HttpStatus.CONFLICT);
        }
    }

    @PostMapping("/{id}/open")
    String open(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes redirect) {
        this.openCampaign.execute(new OpenCampaign.Command(id, me.account()));
        redirect.addFlashAttribute(Confirmation.ATTRIBUTE,
                Confirmation.of("campaign.flash.opened", this.campaigns.participants(id).size()));
        return "redirect:/campaigns/" + id;
    }

    @PostMapping("/{id}/close")
    String close(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes redirect) {
        this.closeCampaign.execute(new CloseCampaign.Command(id, me.account()));
        redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("campaign.flash.closed"));
        return "redirect:/campaigns/" + id;
    }

    private CampaignPlan visible(String id, Person me) {
        CampaignPlan plan = this.campaigns.plan(id).orElseThrow(() -> new NotFound("campaign"));
        this.rights.checkMaySee(plan.state(), me.account());
        return plan;
    }

    private List<Stage> stages(Campaign campaign) {
        LocalDate today = this.calendar.today();
        return campaign.milestones().stream().map((milestone) -> Stage.of(milestone, today)).toList();
    }

    private ModelAndView form(@Nullable CampaignPlan plan, @Nullable Integer revision, CampaignForm typed, int spare,
            @Nullable Refusal refused, HttpStatusCode status) {
        ModelAndView page = new ModelAndView("campaign/edit");
        page.setStatus(status);
        page.addObject("campaign", (plan != null) ? plan.campaign() : null);
        page.addObject("revision", revision);
        page.addObject("typed", typed);
        page.addObject("categories", padded(typed.categories(), new CampaignForm.CategoryLine(null, ""),
                CampaignForm.CategoryLine::isBlank, spare));
        page.addObject("milestones", padded(typed.milestones(), new CampaignForm.MilestoneLine("", "", ""),
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
        List<T> padded = new ArrayList<>(lines);
        long empty = lines.stream().filter(isBlank).count();
        for (long added = empty; added < spare; added++) {
            padded.add(blank);
        }
        return padded;
    }

    private static CampaignForm typed(CampaignPlan plan) {
        Campaign campaign = plan.campaign();
        return new CampaignForm(campaign.title(), plan.notice(), campaign.opens().toString(),
                campaign.closes().toString(),
                campaign.categories()
                    .stream()
                    .map((category) -> new CampaignForm.CategoryLine(category.id(), category.name()))
                    .toList(),
                campaign.milestones()
                    .stream()
                    .map((stage) -> new CampaignForm.MilestoneLine(stage.title(), stage.from().toString(),
                            stage.to().toString()))
                    .toList(),
                plan.participants().isEmpty() ? null : plan.participants().stream().sorted().toList());
    }

    private static CampaignForm read(MultiValueMap<String, String> typed) {
        List<CampaignForm.CategoryLine> categories = new ArrayList<>();
        List<String> names = all(typed, "categoryName");
        for (int index = 0; index < names.size(); index++) {
            categories.add(new CampaignForm.CategoryLine(at(all(typed, "categoryId"), index), names.get(index)));
        }
        List<CampaignForm.MilestoneLine> milestones = new ArrayList<>();
        List<String> titles = all(typed, "milestoneTitle");
        for (int index = 0; index < titles.size(); index++) {
            milestones.add(new CampaignForm.MilestoneLine(titles.get(index), at(all(typed, "milestoneFrom"), index),
                    at(all(typed, "milestoneTo"), index)));
        }
        List<String> participants = "chosen".equals(typed.getFirst("who")) ? all(typed, "participants") : List.of();
        return new CampaignForm(first(typed, "title"), first(typed, "notice"), first(typed, "opens"),
                first(typed, "closes"), categories, milestones, participants);
    }

    private static String first(MultiValueMap<String, String> typed, String name) {
        return at(all(typed, name), 0);
    }

    private static List<String> all(MultiValueMap<String, String> typed, String name) {
        return typed.getOrDefault(name, List.of());
    }

    private static String at(List<String> values, int index) {
        return (index < values.size()) ? values.get(index) : "";
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return (text != null && !text.isBlank()) ? Integer.valueOf(text.strip()) : null;
        }
        catch (NumberFormatException ex) {
            return null;
        }
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

package org.sanxing.organization;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.PageLimit;
import org.sanxing.common.Refusal;
import org.sanxing.organization.OrganizationForms.DeputyForm;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import static org.sanxing.organization.OrganizationPages.attempt;

/**
 * Who stands in for whom: everybody for themselves, the system administrator for
 * everybody.
 */
@Controller
class DeputyPages {

    private static final String OWN = "/account/deputy";

    private static final String ALL = "/admin/organization/deputies";

    private final Organization organization;

    private final DeputationDirectory directory;

    private final JdbcDeputies deputies;

    private final KeepDeputies keepDeputies;

    private final Scopes scopes;

    private final People people;

    private final MessageSource messages;

    private final Approvals approvals;

    DeputyPages(Organization organization, DeputationDirectory directory, JdbcDeputies deputies,
            KeepDeputies keepDeputies, Scopes scopes, People people, MessageSource messages, Approvals approvals) {
        this.organization = organization;
        this.directory = directory;
        this.deputies = deputies;
        this.keepDeputies = keepDeputies;
        this.scopes = scopes;
        this.people = people;
        this.messages = messages;
        this.approvals = approvals;
    }

    @GetMapping(OWN)
    String own(@CurrentPerson Person me, Model model, Locale locale) {
        return ownPage(me, DeputyForm.empty(this.deputies.today().toString()), model, locale);
    }

    private String ownPage(Person me, DeputyForm form, Model model, Locale locale) {
        if (this.organization.rolesOf(me.account()).stream().anyMatch(Role::ofAdministrators)) {
            throw new Forbidden("administrators-have-no-deputy");
        }
        List<DeputationDirectory.DeputationItem> all = this.directory.of(me.account(), locale);
        model.addAttribute("account", me.account());
        add("mine", all.stream().filter((one) -> one.principal().account().equals(me.account())), model);
        add("others", all.stream().filter((one) -> one.deputy().account().equals(me.account())), model);
        form(form, Set.of(me.account()), model, locale);
        return "organization/deputy";
    }

    private static void add(String name, Stream<DeputationDirectory.DeputationItem> items, Model model) {
        Map<Boolean, List<DeputationDirectory.DeputationItem>> open = items
            .collect(Collectors.partitioningBy(DeputationDirectory.DeputationItem::open));
        model.addAttribute(name, open.get(true));
        model.addAttribute(name + "Earlier", open.get(false));
    }

    /** The reasons beside the fields of persons, in words. */
    private Model refused(Refusal refusal, Model model, Locale locale) {
        Map<String, String> reasons = new HashMap<>();
        if (refusal instanceof InvalidInput invalid) {
            for (FieldError error : invalid.errors()) {
                reasons.putIfAbsent(error.field(),
                        this.messages.getMessage("field-error." + error.code(), error.arguments().toArray(), locale));
            }
        }
        return OrganizationPages.refused(refusal, model).addAttribute("reasons", reasons);
    }

    private void form(DeputyForm form, Set<String> without, Model model, Locale locale) {
        model.addAttribute("form", form);
        model.addAttribute("people", this.people.search(null, without, People.LISTED));
        model.addAttribute("kinds", Scopes.offered(this.scopes.kinds(locale)));
        model.addAttribute("campaigns", Scopes.offered(this.scopes.campaigns()));
        model.addAttribute("today", this.deputies.today());
    }

    @PostMapping(OWN)
    String nameOwn(@CurrentPerson Person me, @ModelAttribute DeputyForm form, Model model, RedirectAttributes after,
            Locale locale) {
        return ApprovalPages.ask(model, after, "redirect:" + OWN,
                () -> this.approvals.ask(me.account(), OrganizationApprovals.DEPUTY, form.meaning(null, this.people),
                        null),
                (done) -> named((Deputation) done),
                (refusal) -> ownPage(me, form, refused(refusal, model, locale), locale));
    }

    private Confirmation named(Deputation named) {
        return Confirmation.of("organization.deputy.named", this.organization.get(named.deputy()).name(),
                this.organization.get(named.principal()).name(), named.from().toString(), named.until().toString());
    }

    @PostMapping(OWN + "/{id}/end")
    String endOwn(@CurrentPerson Person me, @PathVariable String id, Model model, RedirectAttributes after,
            Locale locale) {
        return attempt(after, "redirect:" + OWN, () -> ended(this.keepDeputies.end(me.account(), id)),
                (refusal) -> own(me, refused(refusal, model, locale), locale));
    }

    private Confirmation ended(Deputation ended) {
        return Confirmation.of("organization.deputy.ended", this.organization.get(ended.deputy()).name(),
                this.organization.get(ended.principal()).name());
    }

    @GetMapping(ALL)
    String all(@CurrentPerson Person me, @RequestParam(defaultValue = "false") boolean earlier,
            @RequestParam(required = false) @Nullable String cursor, Model model, Locale locale) {
        return allPage(me, DeputyForm.empty(this.deputies.today().toString()), earlier, cursor, model, locale);
    }

    private String allPage(Person me, DeputyForm form, boolean earlier, @Nullable String cursor, Model model,
            Locale locale) {
        Roles.requireSystemAdministrator(this.organization, me.account());
        model.addAttribute("page", this.directory.page(!earlier, cursor, PageLimit.DEFAULT, locale));
        model.addAttribute("earlier", earlier);
        form(form, Set.of(), model, locale);
        return "organization/deputies";
    }

    @PostMapping(ALL)
    String nameForAnother(@CurrentPerson Person me, @ModelAttribute DeputyForm form, Model model,
            RedirectAttributes after, Locale locale) {
        Roles.requireSystemAdministrator(this.organization, me.account());
        return ApprovalPages.ask(model, after, "redirect:" + ALL, () -> {
            if (form.principal() == null) {
                throw new InvalidInput("for", "needed");
            }
            return this.approvals.ask(me.account(), OrganizationApprovals.DEPUTY,
                    form.meaning(form.principal(), this.people), null);
        }, (done) -> named((Deputation) done),
                (refusal) -> allPage(me, form, false, null, refused(refusal, model, locale), locale));
    }

    @PostMapping(ALL + "/{id}/end")
    String endForAnother(@CurrentPerson Person me, @PathVariable String id, Model model, RedirectAttributes after,
            Locale locale) {
        Roles.requireSystemAdministrator(this.organization, me.account());
        return attempt(after, "redirect:" + ALL, () -> ended(this.keepDeputies.end(me.account(), id)),
                (refusal) -> all(me, false, null, refused(refusal, model, locale), locale));
    }

    /**
     * What a field offers while somebody types into it; to the auditor, whoever there is.
     */
    @GetMapping("/people/options")
    String options(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable List<String> without,
            @RequestParam(defaultValue = "false") boolean sections, Model model) {
        model.addAttribute("sections", sections ? this.people.sections(q) : Map.of());
        model.addAttribute("people",
                this.organization.rolesOf(me.account()).contains(Role.AUDITOR)
                        ? this.people.searchEverybody(q, People.OFFERED)
                        : this.people.search(q, (without != null) ? Set.copyOf(without) : Set.of(), People.OFFERED));
        return "organization/_person-field :: options";
    }

}

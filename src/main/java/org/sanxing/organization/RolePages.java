package org.sanxing.organization;

import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.organization.OrganizationApprovals.AccountCommand;
import org.sanxing.organization.OrganizationForms.RoleForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the security administrator asks for roles and revokes them. */
@Controller
@RequestMapping("/admin/roles")
class RolePages {

    private final Organization organization;

    private final Directory directory;

    private final KeepRoles roles;

    private final Approvals approvals;

    private final People people;

    RolePages(Organization organization, Directory directory, KeepRoles roles, Approvals approvals, People people) {
        this.people = people;
        this.organization = organization;
        this.directory = directory;
        this.roles = roles;
        this.approvals = approvals;
    }

    @ModelAttribute
    void requireSecurityAdministrator(@CurrentPerson Person me) {
        Roles.requireSecurityAdministrator(this.organization, me.account());
    }

    @GetMapping
    String roles(@RequestParam(required = false) @Nullable String q, Model model) {
        return page(q, new RoleForm(null, null, null), model);
    }

    @PostMapping("/grant")
    String grant(@CurrentPerson Person me, @ModelAttribute RoleForm typed,
            @RequestParam(required = false) @Nullable String reason, Model model, RedirectAttributes after) {
        RoleForm form = new RoleForm(this.people.account(typed.account()), typed.role(), typed.branch());
        return ApprovalPages.ask(model, after, "redirect:/admin/roles",
                () -> this.approvals.ask(me.account(), OrganizationApprovals.ROLE, form, reason),
                (done) -> Confirmation.of("approvals.asked"),
                (refusal) -> page(null, form, OrganizationPages.refused(refusal, model)));
    }

    @PostMapping("/revoke")
    String revoke(@CurrentPerson Person me, @ModelAttribute RoleForm form, Model model, RedirectAttributes after) {
        try {
            this.roles.revoke(me.account(), form.account(), form.role());
            after.addFlashAttribute(Confirmation.ATTRIBUTE,
                    Confirmation.of("organization.roles.revoked", String.valueOf(form.account())));
            return "redirect:/admin/roles";
        }
        catch (InvalidInput | Conflict | NotFound ex) {
            return page(null, new RoleForm(null, null, null), OrganizationPages.refused(ex, model));
        }
    }

    /** The system administrators' own, which they cannot ask for. */
    @PostMapping("/password")
    String resetPassword(@CurrentPerson Person me, @RequestParam String account,
            @RequestParam(required = false) @Nullable String reason, Model model, RedirectAttributes after) {
        return ApprovalPages.ask(model, after, "redirect:/admin/roles",
                () -> this.approvals.ask(me.account(), OrganizationApprovals.PASSWORD, new AccountCommand(account),
                        reason),
                (done) -> Confirmation.of("approvals.asked"),
                (refusal) -> page(null, new RoleForm(null, null, null), OrganizationPages.refused(refusal, model)));
    }

    /**
     * @param q part of the name or account of whom to grant to; the first found are
     * offered
     */
    private String page(@Nullable String q, RoleForm form, Model model) {
        model.addAttribute("grants", this.directory.grants());
        model.addAttribute("people", this.people.search(q, Set.of(), People.LISTED));
        model.addAttribute("typed", this.people.typed(form.account()));
        model.addAttribute("branches",
                this.directory.branches().stream().filter(Directory.BranchItem::active).toList());
        model.addAttribute("roles", Stream.of(Role.values()).map(Role::id).toList());
        model.addAttribute("form", form);
        return "organization/roles";
    }

}

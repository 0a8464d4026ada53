package org.sanxing.account;

import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Confirmation;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.People;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the security administrator sees who is locked out, and helps. */
@Controller
@RequestMapping("/admin/accounts")
class AccountAdminPages {

    private final Locks locks;

    private final HelpBackIn help;

    private final KeepTokens tokens;

    private final People people;

    private final Organization organization;

    AccountAdminPages(Locks locks, HelpBackIn help, KeepTokens tokens, People people, Organization organization) {
        this.locks = locks;
        this.help = help;
        this.tokens = tokens;
        this.people = people;
        this.organization = organization;
    }

    @GetMapping
    String accounts(@CurrentPerson Person me, Model model) {
        return page(me, null, model);
    }

    @PostMapping("/unlock")
    String unlock(@CurrentPerson Person me, @RequestParam String account, Model model, RedirectAttributes after) {
        return help(me, account, "account.admin.unlocked", this.help::unlock, model, after);
    }

    @PostMapping("/second-factor/remove")
    String removeSecondFactor(@CurrentPerson Person me, @RequestParam String account, Model model,
            RedirectAttributes after) {
        return help(me, account, "account.admin.factor-removed", this.help::removeSecondFactor, model, after);
    }

    private String help(Person me, String typed, String done, BiConsumer<String, String> action, Model model,
            RedirectAttributes after) {
        try {
            String account = String.valueOf(this.people.account(typed));
            action.accept(me.account(), account);
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of(done, account));
            return "redirect:/admin/accounts";
        }
        catch (NotFound | Forbidden ex) {
            return page(me, ex, model);
        }
    }

    @PostMapping("/tokens/{id}/revoke")
    String revokeToken(@CurrentPerson Person me, @PathVariable String id, @RequestParam String account,
            RedirectAttributes after) {
        this.tokens.revoke(me.account(), account, id);
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("account.tokens.revoked"));
        return "redirect:/admin/accounts";
    }

    private String page(Person me, @Nullable Refusal refusal, Model model) {
        if (refusal != null) {
            AccountPages.refused(refusal, model);
        }
        model.addAttribute("people", this.people.search(null, Set.of(), People.LISTED));
        model.addAttribute("locked", this.locks.of(me.account()));
        if (this.organization.rolesOf(me.account()).contains(Role.SECURITY_ADMINISTRATOR)) {
            model.addAttribute("tokens", this.tokens.list(me.account(), null));
        }
        return "account/admin";
    }

}

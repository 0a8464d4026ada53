package org.sanxing.account;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Confirmation;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.common.Texts;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
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

    private final SignInLimits limits;

    private final HelpBackIn help;

    private final KeepTokens tokens;

    private final Accounts accounts;

    private final Organization organization;

    AccountAdminPages(SignInLimits limits, HelpBackIn help, KeepTokens tokens, Accounts accounts,
            Organization organization) {
        this.limits = limits;
        this.help = help;
        this.tokens = tokens;
        this.accounts = accounts;
        this.organization = organization;
    }

    @GetMapping
    String accounts(@CurrentPerson Person me, Model model) {
        return page(me, null, model);
    }

    @PostMapping("/unlock")
    String unlock(@CurrentPerson Person me, @RequestParam String account, Model model, RedirectAttributes after) {
        return help(me, Texts.strip(account), "account.admin.unlocked", this.help::unlock, model, after);
    }

    @PostMapping("/second-factor/remove")
    String removeSecondFactor(@CurrentPerson Person me, @RequestParam String account, Model model,
            RedirectAttributes after) {
        return help(me, Texts.strip(account), "account.admin.factor-removed", this.help::removeSecondFactor, model,
                after);
    }

    private String help(Person me, String account, String done, BiConsumer<String, String> action, Model model,
            RedirectAttributes after) {
        try {
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
        model.addAttribute("locked", locked(me));
        if (this.organization.rolesOf(me.account()).contains(Role.SECURITY_ADMINISTRATOR)) {
            model.addAttribute("tokens", this.tokens.list(me.account(), null));
        }
        return "account/admin";
    }

    private List<Locked> locked(Person me) {
        Map<String, SignInLimits.Blocked> blocked = this.limits.blocked();
        Map<String, SignInLimits.Blocked> names = new TreeMap<>();
        if (!blocked.isEmpty()) {
            for (String account : this.accounts.names()) {
                SignInLimits.Blocked one = blocked.get(this.limits.digest(account));
                if (one != null && this.help.mayHelp(me.account(), account)) {
                    names.put(account, one);
                }
            }
        }
        return this.organization.findAll(names.keySet())
            .values()
            .stream()
            .map((person) -> new Locked(person, names.get(person.account())))
            .toList();
    }

    record Locked(Person person, SignInLimits.Blocked blocked) {

    }

}

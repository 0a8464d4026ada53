package org.sanxing.account;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The own account: password, tokens, recent sign-ins. */
@Controller
@RequestMapping("/account")
class AccountPages {

    private final Accounts accounts;

    private final ChangePassword changePassword;

    private final KeepTokens tokens;

    private final Organization organization;

    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    AccountPages(Accounts accounts, Organization organization, ChangePassword changePassword, KeepTokens tokens) {
        this.accounts = accounts;
        this.organization = organization;
        this.changePassword = changePassword;
        this.tokens = tokens;
    }

    @GetMapping
    String account(@CurrentPerson Person me, Model model) {
        return page(me, model);
    }

    @PostMapping("/password")
    String changePassword(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String current,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(required = false) @Nullable String passwordAgain, HttpServletRequest request,
            HttpServletResponse response, Model model, RedirectAttributes after) {
        try {
            Accounts.Account changed = this.changePassword.execute(new ChangePassword.ChangePasswordCommand(
                    me.account(), current, password, passwordAgain, "page", request.getRemoteAddr()));
            keepThisSession(changed, request, response);
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("account.password.changed"));
            return "redirect:/account";
        }
        catch (InvalidInput ex) {
            refused(ex, model);
            return page(me, model);
        }
    }

    /** All sessions have ended; the one in which it was done goes on, under a new id. */
    private void keepThisSession(Accounts.Account account, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(new SignedIn(account.account(), account.epoch()),
                        null, Authorities.of(this.organization.member(account.account()).orElseThrow())));
        request.getSession();
        request.changeSessionId();
        SecurityContextHolder.setContext(context);
        this.sessions.saveContext(context, request, response);
    }

    @PostMapping("/tokens")
    String createToken(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String name, Model model,
            RedirectAttributes after) {
        try {
            after.addFlashAttribute("token", this.tokens.create(me.account(), name).secret());
            return "redirect:/account#tokens";
        }
        catch (InvalidInput | Conflict ex) {
            refused(ex, model);
            model.addAttribute("name", name);
            return page(me, model);
        }
    }

    @PostMapping("/tokens/{id}/revoke")
    String revokeToken(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes after) {
        this.tokens.revoke(me.account(), id);
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("account.tokens.revoked"));
        return "redirect:/account#tokens";
    }

    private String page(Person me, Model model) {
        model.addAttribute("me", me);
        model.addAttribute("department",
                (me.departmentId() != null) ? this.organization.department(me.departmentId()).orElse(null) : null);
        model.addAttribute("branch",
                (me.branchId() != null) ? this.organization.branch(me.branchId()).orElse(null) : null);
        model.addAttribute("roles", this.organization.rolesOf(me.account()).stream().map((role) -> role.id()).toList());
        model.addAttribute("mustChange",
                this.accounts.find(me.account()).filter(Accounts.Account::mustChangePassword).isPresent());
        model.addAttribute("tokens", this.accounts.tokens(me.account()));
        model.addAttribute("signIns", this.accounts.recentSignIns(me.account()));
        return "account/account";
    }

    /** What {@code account/_form.html} shows of a refusal. */
    static void refused(Refusal refusal, Model model) {
        model.addAttribute("refusal", refusal);
        model.addAttribute("errors", (refusal instanceof InvalidInput invalid) ? invalid.errors() : List.of());
    }

}

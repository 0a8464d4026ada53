package org.sanxing.account;

import java.time.Clock;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.FieldError;
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

    private final KeepSessions sessions;

    private final PasswordPolicy policy;

    private final Clock clock;

    private final Organization organization;

    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    AccountPages(Accounts accounts, Organization organization, ChangePassword changePassword, KeepTokens tokens,
            KeepSessions sessions, PasswordPolicy policy, Clock clock) {
        this.accounts = accounts;
        this.organization = organization;
        this.changePassword = changePassword;
        this.tokens = tokens;
        this.sessions = sessions;
        this.policy = policy;
        this.clock = clock;
    }

    @GetMapping
    String account(@CurrentPerson Person me, HttpServletRequest request, Model model) {
        return page(me, request, model);
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
            return page(me, request, model);
        }
    }

    /** All sessions have ended; the one in which it was done goes on, under a new id. */
    private void keepThisSession(Accounts.Account account, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(new SignedIn(account.account(), account.epoch()),
                        null, Authorities.of(this.organization.member(account.account()).orElseThrow())));
        request.getSession().invalidate();
        SecurityContextHolder.setContext(context);
        this.contexts.saveContext(context, request, response);
    }

    /** Shown in this answer and kept nowhere, not in the session either. */
    @PostMapping("/tokens")
    String createToken(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String tokenPassword,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable String expiresOn, HttpServletRequest request, Model model) {
        try {
            model.addAttribute("token",
                    this.tokens
                        .create(new KeepTokens.CreateTokenCommand(me.account(), name, tokenPassword, scope, expiresOn,
                                "page", request.getRemoteAddr()))
                        .secret());
        }
        catch (InvalidInput ex) {
            refused(new InvalidInput(ex.errors()
                .stream()
                .map((error) -> error.field().equals("password")
                        ? new FieldError("tokenPassword", error.code(), error.arguments()) : error)
                .toList()), model);
            model.addAttribute("name", name);
        }
        catch (Conflict ex) {
            refused(ex, model);
        }
        return page(me, request, model);
    }

    @PostMapping("/tokens/{id}/revoke")
    String revokeToken(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes after) {
        this.tokens.revoke(me.account(), me.account(), id);
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("account.tokens.revoked"));
        return "redirect:/account#tokens";
    }

    @PostMapping("/sessions/{id}/end")
    String endSession(@CurrentPerson Person me, @PathVariable String id, HttpServletRequest request,
            RedirectAttributes after) {
        this.sessions.end(me.account(), id, request.getRemoteAddr());
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("account.sessions.ended"));
        return "redirect:/account#sessions";
    }

    @PostMapping("/sessions/end")
    String endSessions(@CurrentPerson Person me, HttpServletRequest request) {
        this.sessions.endAll(me.account(), request.getRemoteAddr());
        request.getSession().invalidate();
        return "redirect:/sign-in?out";
    }

    private String page(Person me, HttpServletRequest request, Model model) {
        model.addAttribute("me", me);
        model.addAttribute("department",
                (me.departmentId() != null) ? this.organization.department(me.departmentId()).orElse(null) : null);
        model.addAttribute("branch",
                (me.branchId() != null) ? this.organization.branch(me.branchId()).orElse(null) : null);
        model.addAttribute("roles", this.organization.rolesOf(me.account()).stream().map((role) -> role.id()).toList());
        Accounts.Account account = this.accounts.find(me.account()).orElseThrow();
        model.addAttribute("profile", this.policy.profile().id());
        model.addAttribute("mustChange", this.policy.mustChange(account, this.clock.instant()));
        model.addAttribute("secondFactor", account.secondFactor());
        model.addAttribute("initial", account.mustChangePassword());
        model.addAttribute("tokens", this.tokens.list(me.account()));
        model.addAttribute("sessions", this.sessions.list(me.account(), request));
        model.addAttribute("signIns", this.accounts.recentSignIns(me.account()));
        return "account/account";
    }

    /** What {@code account/_form.html} shows of a refusal. */
    static void refused(Refusal refusal, Model model) {
        model.addAttribute("refusal", refusal);
        model.addAttribute("errors", (refusal instanceof InvalidInput invalid) ? invalid.errors() : List.of());
    }

}

package org.sanxing.account;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.Confirmation;
import org.sanxing.common.Conflict;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.SetUpStep;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a person sets up a second factor. What is shown once is in the answer itself. */
@Controller
@RequestMapping("/account/second-factor")
class SecondFactorPages {

    private final SecondFactors factors;

    private final Accounts accounts;

    private final Organization organization;

    SecondFactorPages(SecondFactors factors, Accounts accounts, Organization organization) {
        this.factors = factors;
        this.accounts = accounts;
        this.organization = organization;
    }

    @Bean
    static SetUpStep secondFactorStep(Accounts accounts) {
        return new SetUpStep("second-factor", 80, "/account/second-factor",
                (account) -> accounts.find(account).filter(Accounts.Account::secondFactor).isPresent());
    }

    @GetMapping
    String factor(@CurrentPerson Person me, Model model) {
        return page(me, model);
    }

    @PostMapping
    String begin(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String password,
            HttpServletRequest request, Model model) {
        try {
            show(this.factors.begin(me.account(), password, "page", request.getRemoteAddr()), model);
        }
        catch (InvalidInput | Conflict ex) {
            AccountPages.refused(ex, model);
        }
        return page(me, model);
    }

    @PostMapping("/confirm")
    String confirm(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String code,
            HttpServletRequest request, Model model) {
        try {
            model.addAttribute("recoveryCodes", this.factors.confirm(me.account(), code, request.getRemoteAddr()));
        }
        catch (InvalidInput | Conflict ex) {
            AccountPages.refused(ex, model);
            SecondFactors.Begun begun = this.factors.begun(me.account());
            if (begun != null && ex instanceof InvalidInput) {
                show(begun, model);
            }
        }
        return page(me, model);
    }

    @PostMapping("/remove")
    String remove(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String password,
            @RequestParam(required = false) @Nullable String code, HttpServletRequest request, Model model,
            RedirectAttributes after) {
        try {
            this.factors.remove(me.account(), password, code, "page", request.getRemoteAddr());
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("account.factor.removed"));
            return "redirect:/account/second-factor";
        }
        catch (InvalidInput ex) {
            AccountPages.refused(ex, model);
            return page(me, model);
        }
    }

    private static void show(SecondFactors.Begun begun, Model model) {
        model.addAttribute("begun", begun);
        model.addAttribute("qr", Totp.qr(begun.uri()));
    }

    private String page(Person me, Model model) {
        boolean on = this.accounts.find(me.account()).orElseThrow().secondFactor();
        model.addAttribute("me", me);
        model.addAttribute("on", on);
        model.addAttribute("needed", !on && this.factors.neededBy(this.organization.rolesOf(me.account())));
        model.addAttribute("left", on ? this.factors.recoveryCodesLeft(me.account()) : 0);
        return "account/second-factor";
    }

}

package org.sanxing.account;

import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.Sealing;
import org.sanxing.organization.DemoAccounts;
import org.sanxing.organization.DemoAccounts.DemoAccount;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInPages {

    private final Sealing sealing;

    private final Clock clock;

    private final Organization organization;

    private final ObjectProvider<DemoAccounts> demo;

    SignInPages(Sealing sealing, Clock clock, Organization organization, ObjectProvider<DemoAccounts> demo) {
        this.organization = organization;
        this.demo = demo;
        this.sealing = sealing;
        this.clock = clock;
    }

    /**
     * @param out present after signing out
     * @param again present where somebody else signs in than gave the password
     * @param as the account of the demo that is filled in
     * @param expired present where the session had ended before a form was sent
     */
    @GetMapping("/sign-in")
    String signIn(@RequestParam(required = false) @Nullable String out,
            @RequestParam(required = false) @Nullable String expired,
            @RequestParam(required = false) @Nullable String again, @RequestParam(required = false) @Nullable String as,
            @Nullable Principal principal, HttpServletRequest request, Model model) {
        if (principal != null) {
            return "redirect:/";
        }
        if (again != null) {
            PendingSignIn.forget(request);
        }
        model.addAttribute("codeNeeded", PendingSignIn.of(request, this.clock.instant()) != null);
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(SignInOutcome.ATTRIBUTE) instanceof SignInOutcome outcome) {
            session.removeAttribute(SignInOutcome.ATTRIBUTE);
            model.addAttribute("outcome", outcome);
            model.addAttribute("typed", this.sealing.open(outcome.account()));
        }
        this.demo.ifAvailable((accounts) -> offer(accounts, as, model));
        model.addAttribute("out", out != null);
        model.addAttribute("expired", expired != null);
        return "account/sign-in";
    }

    private void offer(DemoAccounts demo, @Nullable String as, Model model) {
        Map<String, Person> people = this.organization
            .findAll(demo.accounts().stream().map(DemoAccount::account).toList());
        List<DemoAccount> offered = demo.accounts()
            .stream()
            .filter((one) -> people.containsKey(one.account()) && people.get(one.account()).active())
            .toList();
        model.addAttribute("demo", offered);
        model.addAttribute("people", people);
        model.addAttribute("demoPassword", demo.password());
        if (offered.stream().anyMatch((one) -> one.account().equals(as))) {
            model.addAttribute("typed", as);
            model.addAttribute("password", demo.password());
        }
    }

}

package org.sanxing.account;

import java.security.Principal;
import java.time.Clock;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.Sealing;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInPages {

    private final Sealing sealing;

    private final Clock clock;

    SignInPages(Sealing sealing, Clock clock) {
        this.sealing = sealing;
        this.clock = clock;
    }

    /**
     * @param out present after signing out
     * @param again present where somebody else signs in than gave the password
     * @param expired present where the session had ended before a form was sent
     */
    @GetMapping("/sign-in")
    String signIn(@RequestParam(required = false) @Nullable String out,
            @RequestParam(required = false) @Nullable String expired,
            @RequestParam(required = false) @Nullable String again, @Nullable Principal principal,
            HttpServletRequest request, Model model) {
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
        model.addAttribute("out", out != null);
        model.addAttribute("expired", expired != null);
        return "account/sign-in";
    }

}

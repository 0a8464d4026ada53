package org.sanxing.lookback;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.FieldError;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.common.Texts;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.ledger.LedgerPart;
import org.sanxing.lookback.SetLookBackPolicy.PolicyCommand;
import org.sanxing.organization.Branch;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is to be looked back on, and which closings are. */
@Controller
@RequestMapping("/ledger/lookbacks")
class LookBackPages {

    private static final int ROWS = 50;

    private static final int OPEN = 200;

    private final LookBackReading reading;

    private final SetLookBackPolicy setLookBackPolicy;

    private final LedgerNames.Source names;

    private final Organization organization;

    LookBackPages(LookBackReading reading, SetLookBackPolicy setLookBackPolicy, LedgerNames.Source names,
            Organization organization) {
        this.reading = reading;
        this.setLookBackPolicy = setLookBackPolicy;
        this.names = names;
        this.organization = organization;
    }

    @Bean
    @Order(2)
    LedgerPart lookBacksPart() {
        return new LedgerPart("/ledger/lookbacks", "lookback.title", this.reading::mayRead);
    }

    @GetMapping
    String list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String cursor, Model model) {
        boolean first = Texts.isBlank(cursor);
        List<LookBacks.Row> open = first ? this.reading.page(me.account(), LookBack.State.OPEN, OPEN, null).items()
                : List.of();
        Page<LookBacks.Row> planned = this.reading.page(me.account(), LookBack.State.PLANNED, ROWS, cursor);
        List<String> accounts = new ArrayList<>();
        open.forEach((row) -> accounts.add(row.responsible()));
        planned.items().forEach((row) -> accounts.add(row.responsible()));
        model.addAttribute("open", open);
        model.addAttribute("planned", planned);
        model.addAttribute("known", this.names.with(accounts));
        model.addAttribute("first", first);
        return "lookback/list";
    }

    @GetMapping("/policy")
    String policy(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String branch,
            @RequestParam(required = false) @Nullable String quarter, Model model) {
        return page(me, branch, quarter, null, List.of(), model);
    }

    @PostMapping("/policy")
    String set(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String branch,
            @RequestParam(required = false) @Nullable String mode,
            @RequestParam(required = false) @Nullable List<@Nullable String> classes,
            @RequestParam(required = false) @Nullable String percent, HttpServletResponse response,
            RedirectAttributes after, Model model) {
        Typed typed = new Typed(mode, (classes != null) ? classes : List.of(), percent);
        try {
            this.setLookBackPolicy.execute(branch(me, branch).id(),
                    new PolicyCommand(mode, typed.classes(), number(percent)), me.account());
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            return page(me, branch, null, typed, refused.errors(), model);
        }
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("lookback.flash.policy"));
        after.addAttribute("branch", branch(me, branch).id());
        return "redirect:/ledger/lookbacks/policy";
    }

    private static @Nullable Integer number(@Nullable String typed) {
        try {
            return Texts.isBlank(typed) ? null : Integer.valueOf(Texts.strip(typed));
        }
        catch (NumberFormatException ex) {
            throw new InvalidInput("percent", "lookback-percent");
        }
    }

    private List<Branch> branches(Person me) {
        if (this.reading.seesAll(me.account())) {
            return this.organization.branches();
        }
        return this.organization.committeesOf(me.account())
            .stream()
            .sorted()
            .flatMap((id) -> this.organization.branch(id).stream())
            .toList();
    }

    private Branch branch(Person me, @Nullable String id) {
        return branches(me).stream()
            .filter((branch) -> Texts.isBlank(id) || branch.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new Forbidden("committee-only"));
    }

    private String page(Person me, @Nullable String wanted, @Nullable String quarter, @Nullable Typed typed,
            List<FieldError> errors, Model model) {
        Branch branch = branch(me, wanted);
        LookBackReading.Policies file = this.reading.policies(me.account(), branch.id());
        LookBackPolicy policy = file.policy();
        model.addAttribute("branch", branch);
        model.addAttribute("branches", branches(me));
        model.addAttribute("file", file);
        model.addAttribute("typed",
                (typed != null) ? typed
                        : new Typed(policy.mode().id(), policy.classes().stream().map(DeadlineClass::id).toList(),
                                (policy.percent() != null) ? policy.percent().toString() : ""));
        model.addAttribute("errors", errors);
        model.addAttribute("modes", LookBackPolicy.Mode.values());
        model.addAttribute("classes", DeadlineClass.values());
        model.addAttribute("known", this.names.with(file.accounts()));
        model.addAttribute("seed", file.seed(quarter).orElse(null));
        model.addAttribute("draws",
                file.seed(quarter).map((seed) -> this.reading.draws(seed, me.account())).orElse(List.of()));
        return "lookback/policy";
    }

    /** As it is typed. */
    record Typed(@Nullable String mode, List<@Nullable String> classes, @Nullable String percent) {

    }

}

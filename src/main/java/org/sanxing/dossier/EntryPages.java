package org.sanxing.dossier;

import java.beans.PropertyEditorSupport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.common.Texts;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Tasks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The file of one entry, and what may be done there. */
@Controller
@RequestMapping("/ledger/{id}")
class EntryPages {

    /** Rows for further measures, for a page without scripts. */
    private static final int FURTHER = 2;

    private final LedgerEntries entries;

    private final EntryView.Source views;

    private final Organization organization;

    private final Tasks tasks;

    private final EntryActs acts;

    EntryPages(LedgerEntries entries, EntryView.Source views, Organization organization, Tasks tasks, EntryActs acts) {
        this.entries = entries;
        this.views = views;
        this.organization = organization;
        this.tasks = tasks;
        this.acts = acts;
    }

    /** What is no number is none, and refused as such. */
    @InitBinder
    void numbers(WebDataBinder binder) {
        binder.registerCustomEditor(Integer.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String typed) {
                setValue(number(typed));
            }
        });
    }

    @GetMapping
    String one(@CurrentPerson Person me, @PathVariable String id, Model model) {
        return page(me, id, "", Map.of(), null, null, model);
    }

    @PostMapping("/measures")
    String measures(@CurrentPerson Person me, @PathVariable String id, @ModelAttribute EntryActs.Measures given,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "measures", typed, given, response, after, model,
                () -> this.acts.measures(id, given.filled(), me.account(), revision(typed)));
    }

    @PostMapping("/progress")
    String progress(@CurrentPerson Person me, @PathVariable String id, @ModelAttribute EntryActs.Progress given,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "progress", typed, null, response, after, model,
                () -> this.acts.progress(id, given, me.account()));
    }

    @PostMapping("/extension")
    String extension(@CurrentPerson Person me, @PathVariable String id, @ModelAttribute EntryActs.Extension given,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "extension", typed, null, response, after, model,
                () -> this.acts.extension(id, given, me.account()));
    }

    @PostMapping("/correct")
    String correct(@CurrentPerson Person me, @PathVariable String id, @ModelAttribute EntryActs.Correction given,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "correct", typed, null, response, after, model,
                () -> this.acts.correct(id, given, me.account(), revision(typed)));
    }

    @PostMapping("/reassign")
    String reassign(@CurrentPerson Person me, @PathVariable String id, @ModelAttribute EntryActs.Reassignment given,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "reassign", typed, null, response, after, model,
                () -> this.acts.reassign(id, given, me.account(), revision(typed)));
    }

    @PostMapping("/void")
    String voided(@CurrentPerson Person me, @PathVariable String id, @ModelAttribute EntryActs.Reason given,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "void", typed, null, response, after, model,
                () -> this.acts.voided(id, given, me.account(), revision(typed)));
    }

    @PostMapping("/lookback")
    String lookBack(@CurrentPerson Person me, @PathVariable String id, @ModelAttribute EntryActs.Reason given,
            @RequestParam Map<String, String> typed, HttpServletResponse response, RedirectAttributes after,
            Model model) {
        return act(me, id, "lookback", typed, null, response, after, model,
                () -> this.acts.lookBack(id, given, me.account()));
    }

    private String act(Person me, String id, String form, Map<String, String> typed, EntryActs.@Nullable Measures given,
            HttpServletResponse response, RedirectAttributes after, Model model, Runnable action) {
        this.entries.find(id, me.account()).orElseThrow(() -> new NotFound("ledger-entry"));
        try {
            action.run();
        }
        catch (InvalidInput | Conflict refused) {
            response.setStatus(refused.kind().status());
            return page(me, id, form, typed, given, refused, model);
        }
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("ledger.flash." + form));
        return "redirect:/ledger" + (this.entries.find(id, me.account()).isPresent() ? "/" + id : "");
    }

    private String page(Person me, String id, String form, Map<String, String> typed,
            EntryActs.@Nullable Measures given, @Nullable Refusal refused, Model model) {
        LedgerEntry entry = this.entries.find(id, me.account()).orElseThrow(() -> new NotFound("ledger-entry"));
        EntryView view = this.views.of(entry, me);
        model.addAttribute("view", view);
        model.addAttribute("opened", form);
        model.addAttribute("typed", typed);
        model.addAttribute("refusal", (refused instanceof InvalidInput) ? null : refused);
        model.addAttribute("errors", InvalidInput.byField(refused));
        model.addAttribute("rows", (given != null) ? given.rows() : rows(view));
        model.addAttribute("measureStates", EntryActs.STATES);
        model.addAttribute("classes", DeadlineClass.values());
        model.addAttribute("people", view.mayAmend() ? this.organization.staff() : List.of());
        this.tasks.openTaskOf(id)
            .filter((item) -> this.tasks.isWith(id, me.account()))
            .ifPresent((item) -> model.addAttribute("task", item));
        return "dossier/entry";
    }

    /** The measures in force, and some empty rows. */
    private static List<EntryActs.Measure> rows(EntryView view) {
        return Stream
            .concat(view.measures().stream().map(EntryActs.Measure::of),
                    Stream.generate(() -> new EntryActs.Measure("", "", "", null, null)).limit(FURTHER))
            .toList();
    }

    private static @Nullable Integer number(String typed) {
        try {
            return new BigDecimal(Texts.strip(typed)).intValueExact();
        }
        catch (ArithmeticException | NumberFormatException ex) {
            return null;
        }
    }

    private static @Nullable Integer revision(Map<String, String> typed) {
        try {
            return typed.containsKey("revision") ? Integer.valueOf(typed.get("revision")) : null;
        }
        catch (NumberFormatException ex) {
            throw new InvalidInput("revision", "integer");
        }
    }

}

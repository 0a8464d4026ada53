package org.sanxing.dossier;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Flash;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.lookback.BeginLookBack.BeginLookBackCommand;
import org.sanxing.lookback.BeginLookBack;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.rectification.RectificationHistory.Measure;
import org.sanxing.rectification.AskExtension.AskExtensionCommand;
import org.sanxing.rectification.AskExtension;
import org.sanxing.rectification.ConfirmMeasures.ConfirmMeasuresCommand;
import org.sanxing.rectification.ConfirmMeasures;
import org.sanxing.rectification.CorrectEntry.CorrectEntryCommand;
import org.sanxing.rectification.CorrectEntry;
import org.sanxing.rectification.ReassignEntry.ReassignEntryCommand;
import org.sanxing.rectification.ReassignEntry;
import org.sanxing.rectification.ReportProgress.ReportProgressCommand;
import org.sanxing.rectification.ReportProgress;
import org.sanxing.rectification.VoidEntry.VoidEntryCommand;
import org.sanxing.rectification.VoidEntry;
import org.sanxing.tasks.Tasks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
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

    private final ConfirmMeasures confirmMeasures;

    private final ReportProgress reportProgress;

    private final AskExtension askExtension;

    private final CorrectEntry correctEntry;

    private final ReassignEntry reassignEntry;

    private final VoidEntry voidEntry;

    private final BeginLookBack beginLookBack;

    EntryPages(LedgerEntries entries, EntryView.Source views, Organization organization, Tasks tasks,
            ConfirmMeasures confirmMeasures, ReportProgress reportProgress, AskExtension askExtension,
            CorrectEntry correctEntry, ReassignEntry reassignEntry, VoidEntry voidEntry, BeginLookBack beginLookBack) {
        this.beginLookBack = beginLookBack;
        this.entries = entries;
        this.views = views;
        this.organization = organization;
        this.tasks = tasks;
        this.confirmMeasures = confirmMeasures;
        this.reportProgress = reportProgress;
        this.askExtension = askExtension;
        this.correctEntry = correctEntry;
        this.reassignEntry = reassignEntry;
        this.voidEntry = voidEntry;
    }

    @GetMapping
    String one(@CurrentPerson Person me, @PathVariable String id, Model model) {
        return page(me, id, "", Map.of(), null, model);
    }

    @PostMapping("/measures")
    String measures(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, "measures", typed, response, after, model, () -> this.confirmMeasures
            .execute(new ConfirmMeasuresCommand(id, rows(typed), me.account(), revision(typed))));
    }

    @PostMapping("/progress")
    String progress(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, "progress", typed, response, after, model, () -> this.reportProgress
            .execute(new ReportProgressCommand(id, typed.get("text"), number(typed.get("percent")), me.account())));
    }

    @PostMapping("/extension")
    String extension(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, "extension", typed, response, after, model, () -> this.askExtension.execute(
                new AskExtensionCommand(id, EntryApi.date("to", typed.get("to")), typed.get("reason"), me.account())));
    }

    @PostMapping("/correct")
    String correct(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, "correct", typed, response, after, model,
                () -> this.correctEntry.execute(new CorrectEntryCommand(id, typed.get("title"),
                        typed.get("manifestation"), typed.get("rootCause"), typed.get("deadlineClass"),
                        typed.get("reason"), me.account(), revision(typed))));
    }

    @PostMapping("/reassign")
    String reassign(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, "reassign", typed, response, after, model,
                () -> this.reassignEntry.execute(new ReassignEntryCommand(id, typed.get("responsible"),
                        typed.get("reason"), me.account(), revision(typed))));
    }

    @PostMapping("/void")
    String voided(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, "void", typed, response, after, model, () -> this.voidEntry
            .execute(new VoidEntryCommand(id, typed.get("reason"), me.account(), revision(typed))));
    }

    @PostMapping("/lookback")
    String lookBack(@CurrentPerson Person me, @PathVariable String id, @RequestParam Map<String, String> typed,
            HttpServletResponse response, RedirectAttributes after, Model model) {
        return act(me, id, "lookback", typed, response, after, model,
                () -> this.beginLookBack.execute(new BeginLookBackCommand(id, typed.get("reason"), me.account())));
    }

    private String act(Person me, String id, String form, Map<String, String> typed, HttpServletResponse response,
            RedirectAttributes after, Model model, Runnable action) {
        this.entries.find(id, me.account()).orElseThrow(() -> new NotFound("ledger-entry"));
        try {
            action.run();
        }
        catch (InvalidInput | Conflict refused) {
            response.setStatus(refused.kind().status());
            return page(me, id, form, typed, refused, model);
        }
        after.addFlashAttribute(Flash.ATTRIBUTE, Flash.of("ledger.flash." + form));
        return "redirect:/ledger" + (this.entries.find(id, me.account()).isPresent() ? "/" + id : "");
    }

    private String page(Person me, String id, String form, Map<String, String> typed, @Nullable Refusal refused,
            Model model) {
        LedgerEntry entry = this.entries.find(id, me.account()).orElseThrow(() -> new NotFound("ledger-entry"));
        EntryView view = this.views.of(entry, me);
        model.addAttribute("view", view);
        model.addAttribute("opened", form);
        model.addAttribute("typed", typed);
        model.addAttribute("refusal", (refused instanceof InvalidInput) ? null : refused);
        Map<String, FieldError> errors = new LinkedHashMap<>();
        if (refused instanceof InvalidInput invalid) {
            invalid.errors().forEach((error) -> errors.putIfAbsent(error.field(), error));
        }
        model.addAttribute("errors", errors);
        model.addAttribute("rows", form.equals("measures") ? rowsTyped(typed) : rows(view));
        model.addAttribute("classes", DeadlineClass.values());
        model.addAttribute("people", view.mayAmend() ? this.organization.staff() : List.of());
        this.tasks.openTaskOf(id)
            .filter((item) -> this.tasks.isWith(id, me.account()))
            .ifPresent((item) -> model.addAttribute("task", item));
        return "ledger/entry";
    }

    /** The measures in force, and some empty rows. */
    private static List<Row> rows(EntryView view) {
        List<Row> rows = new ArrayList<>();
        for (Measure measure : view.measures()) {
            rows.add(new Row(measure.text(), measure.standard(), measure.dueOn().toString(), measure.done()));
        }
        for (int further = 0; further < FURTHER; further++) {
            rows.add(new Row("", "", "", false));
        }
        return rows;
    }

    private static List<Row> rowsTyped(Map<String, String> typed) {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; typed.containsKey("measures[" + row + "].text"); row++) {
            String path = "measures[" + row + "].";
            rows.add(new Row(typed.getOrDefault(path + "text", ""), typed.getOrDefault(path + "standard", ""),
                    typed.getOrDefault(path + "dueOn", ""), "true".equals(typed.get(path + "done"))));
        }
        return rows;
    }

    /** Rows in which nothing was typed are left out, at the end. */
    private static List<ConfirmMeasures.Typed> rows(Map<String, String> typed) {
        List<Row> all = new ArrayList<>(rowsTyped(typed));
        while (!all.isEmpty() && all.get(all.size() - 1).isEmpty()) {
            all.remove(all.size() - 1);
        }
        List<ConfirmMeasures.Typed> rows = new ArrayList<>();
        for (int row = 0; row < all.size(); row++) {
            LocalDate dueOn = EntryApi.date("measures[" + row + "].dueOn", all.get(row).dueOn());
            rows.add(new ConfirmMeasures.Typed(all.get(row).text(), all.get(row).standard(), dueOn,
                    all.get(row).done()));
        }
        return rows;
    }

    private static @Nullable Integer number(@Nullable String typed) {
        try {
            return (typed == null || typed.isBlank()) ? null : new BigDecimal(typed.strip()).intValueExact();
        }
        catch (ArithmeticException | NumberFormatException ex) {
            throw new InvalidInput("percent", "ledger-percent");
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

    /** One measure as it is typed. */
    public record Row(String text, String standard, String dueOn, boolean done) {

        boolean isEmpty() {
            return (this.text + this.standard + this.dueOn).isBlank() && !this.done;
        }

    }

}

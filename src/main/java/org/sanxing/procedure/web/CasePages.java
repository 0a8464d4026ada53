package org.sanxing.procedure.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.sanxing.calendar.TimeWords;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.document.Copy;
import org.sanxing.document.OfficialWord;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormDifference;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.FormView;
import org.sanxing.forms.Forms;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.procedure.CaseAhead;
import org.sanxing.procedure.CaseDurations;
import org.sanxing.procedure.CaseFiles;
import org.sanxing.procedure.CasePapers;
import org.sanxing.procedure.CaseState;
import org.sanxing.procedure.CaseViews;
import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.Fields;
import org.sanxing.procedure.OwnCases;
import org.sanxing.procedure.ProcedureCase;
import org.sanxing.procedure.Procedures;
import org.sanxing.tasks.TaskGroups;

/** Writing a case, and the case. */
@Controller
@RequestMapping("/procedures/{key}")
class CasePages {

    private static final int MOST_NAMES = 3;

    private final Procedures procedures;

    private final CaseFiles files;

    private final CaseViews views;

    private final CasePapers papers;

    private final CaseAhead ahead;

    private final CaseSheets sheets;

    private final OwnCases own;

    private final Fields fields;

    private final Forms forms;

    private final OfficialWord word;

    private final TimeWords times;

    private final CaseDurations durations;

    private final MessageSource messages;

    CasePages(Procedures procedures, CaseFiles files, CaseViews views, CasePapers papers, CaseAhead ahead,
            CaseSheets sheets, OwnCases own, Fields fields, Forms forms, OfficialWord word, TimeWords times,
            CaseDurations durations, MessageSource messages) {
        this.procedures = procedures;
        this.files = files;
        this.views = views;
        this.papers = papers;
        this.ahead = ahead;
        this.sheets = sheets;
        this.own = own;
        this.fields = fields;
        this.forms = forms;
        this.word = word;
        this.times = times;
        this.durations = durations;
        this.messages = messages;
    }

    /** What one is about to begin: who decides, how long it takes. */
    @GetMapping("/new")
    String about(@CurrentPerson Person me, @PathVariable String key, Model model) {
        Declaration declared = this.procedures.get(key);
        model.addAttribute("declared", declared);
        model.addAttribute("mayStart", this.procedures.mayStart(declared, me.account()));
        model.addAttribute("offered", this.procedures.isOffered(declared));
        model.addAttribute("bulk", BulkPages.offered(declared));
        model.addAttribute("usual", this.durations.of(key).orElse(null));
        model.addAttribute("key", Ids.next());
        return "procedure/new";
    }

    /**
     * Begins a case, or goes on with one in which nothing is written.
     * @param continues the case that it names, where the form has a field for it
     */
    @PostMapping("/cases")
    String begin(@CurrentPerson Person me, @PathVariable String key,
            @RequestParam(required = false) @Nullable String continues) {
        Declaration declared = this.procedures.get(key);
        this.procedures.requireStarter(declared, me.account());
        Optional<String> naming = (continues != null) ? continuing(declared) : Optional.empty();
        ProcedureCase begun = naming
            .map((field) -> this.files.begin(key, Map.of(field, String.valueOf(continues)), me.account()))
            .or(() -> this.own.untouched(key, me.account()))
            .orElseGet(() -> this.files.begin(key, Map.of(), me.account()));
        return "redirect:" + page(key, begun.id()) + "/edit";
    }

    /** The field that names a case from which the new one goes on. */
    private static Optional<String> continuing(Declaration declared) {
        return declared.form()
            .fields()
            .stream()
            .filter((field) -> "cases".equals(field.valuesKey()))
            .map(FormComponent::key)
            .findFirst();
    }

    private static String page(String key, String id) {
        return "/procedures/" + key + "/cases/" + id;
    }

    @GetMapping("/cases/{id}")
    String show(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id, Model model) {
        CaseViews.CaseView view = this.views.opened(key, id, me);
        boolean mine = me.account().equals(view.of().subject());
        Declaration declared = view.declared();
        model.addAttribute("file", view);
        model.addAttribute("offered", this.procedures.isOffered(declared));
        model.addAttribute("sheet", this.sheets.of(view));
        model.addAttribute("mine", mine);
        model.addAttribute("writes", mine && view.of().state().isWithSubject());
        model.addAttribute("mayWithdraw", this.files.mayWithdraw(view.of(), me));
        model.addAttribute("mayContinue", mine && Set.of(CaseState.OPEN, CaseState.CLOSED).contains(view.of().state())
                && continuing(declared).isPresent() && this.procedures.mayStart(declared, me.account()));
        model.addAttribute("notesHere",
                declared.steps()
                    .values()
                    .stream()
                    .anyMatch((step) -> step.notes() && view.open()
                        .stream()
                        .anyMatch((task) -> task.kind().equals(declared.kind(step.id())) && task.assignee() != null
                                && task.assignee().account().equals(me.account()))));
        model.addAttribute("prints", !declared.print().equals("none") && view.of().isSubmitted());
        model.addAttribute("key", Ids.next());
        return "procedure/case";
    }

    /**
     * Two versions side by side.
     * @param to the newer one, or else the newest
     * @param from the older one, or else the one before
     */
    @GetMapping("/cases/{id}/compare")
    String compare(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer to,
            @RequestParam(required = false) @Nullable Integer from, Model model) {
        CaseViews.CaseView view = this.views.opened(key, id, me);
        if (view.versions().isEmpty()) {
            return "redirect:" + page(key, id);
        }
        CaseViews.Frozen newer = version(view, (to != null) ? to : view.versions().size());
        CaseViews.Frozen older = version(view, (from != null) ? from : Math.max(1, newer.number() - 1));
        FormSchema form = view.declared().form();
        Map<String, List<FormComponent.Option>> options = this.sheets.options(form, older.data());
        this.sheets.options(form, newer.data())
            .forEach((list, chosen) -> options.merge(list, chosen, CasePages::joined));
        model.addAttribute("file", view);
        model.addAttribute("from", older);
        model.addAttribute("to", newer);
        model.addAttribute("differences",
                FormDifference.between(form, newer.data(), older.data(), options).differences());
        return "procedure/compare";
    }

    private static List<FormComponent.Option> joined(List<FormComponent.Option> one, List<FormComponent.Option> other) {
        one.addAll(other);
        return one;
    }

    private static CaseViews.Frozen version(CaseViews.CaseView view, int number) {
        return view.versions()
            .stream()
            .filter((version) -> version.number() == number)
            .findFirst()
            .orElseThrow(() -> new NotFound("version"));
    }

    @GetMapping("/cases/{id}/edit")
    String edit(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id, Model model) {
        ProcedureCase of = mine(key, id, me);
        if (!of.state().isWithSubject()) {
            return "redirect:" + page(key, id);
        }
        return writing(key, id, me, form(of, of.draft()), model);
    }

    /** One's own; who only reads is sent away as from what there is not. */
    private ProcedureCase mine(String key, String id, Person me) {
        ProcedureCase of = this.views.opened(key, id, me).of();
        if (!me.account().equals(of.subject())) {
            throw new Forbidden("not-your-case");
        }
        return of;
    }

    private FormView form(ProcedureCase of, Map<String, Object> data) {
        FormSchema schema = this.files.writing(of, this.files.declaration(of));
        return FormView.of(schema, data, this.fields.options(schema, of.procedure(), of.subject(), of.id()));
    }

    /** The form with what the page sent in it. */
    private FormView typed(ProcedureCase of, HttpServletRequest request) {
        FormView form = form(of, Map.of());
        return form.with(this.forms.bind(form.form(), request.getParameterMap()), List.of());
    }

    private String writing(String key, String id, Person me, FormView form, Model model) {
        CaseViews.CaseView view = this.views.opened(key, id, me);
        model.addAttribute("file", view);
        model.addAttribute("form", form);
        model.addAttribute("now", view.of());
        Map<String, Object> shown = new LinkedHashMap<>(form.data());
        form.form().fields().forEach((field) -> shown.putIfAbsent(String.valueOf(field.key()), field.defaultValue()));
        model.addAttribute("missing", this.forms.missing(form.form(), shown, form.options()));
        model.addAttribute("ahead", this.ahead.of(id));
        model.addAttribute("newest", view.done().stream().reduce((first, second) -> second).orElse(null));
        if (!model.containsAttribute("revision")) {
            model.addAttribute("revision", view.of().revision());
        }
        model.addAttribute("key", Ids.next());
        return "procedure/write";
    }

    /** Saves while somebody writes; answers with what the page says about it. */
    @PostMapping("/cases/{id}/draft")
    String autosave(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id,
            @RequestParam(name = "_revision", required = false) @Nullable Integer revision, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        FormView form = typed(mine(key, id, me), request);
        model.addAttribute("form", form);
        try {
            ProcedureCase saved = this.files.save(id, form.data(), me.account(), revision);
            model.addAttribute("now", saved);
            model.addAttribute("savedAt", saved.changedAt());
            model.addAttribute("revision", saved.revision());
            model.addAttribute("missing", this.files.missing(saved));
            model.addAttribute("ahead", this.ahead.of(id));
        }
        catch (InvalidInput refused) {
            model.addAttribute("errors", refused.errors());
            model.addAttribute("form", form.with(form.data(), refused.errors()));
        }
        catch (Conflict changed) {
            response.setStatus(changed.kind().status());
            differing(key, id, me, form, model);
        }
        return "procedure/_saved :: saved";
    }

    /** What the page holds beside what was saved or submitted elsewhere. */
    private FormDifference differing(String key, String id, Person me, FormView typed, Model model) {
        ProcedureCase now = mine(key, id, me);
        FormDifference difference = FormDifference.between(typed.form(), typed.data(), now.draft(), typed.options());
        model.addAttribute("now", now);
        model.addAttribute("differences", difference.differences());
        model.addAttribute("revision", now.revision());
        return difference;
    }

    @PostMapping("/cases/{id}/submit")
    String submit(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id,
            @RequestParam(name = "_revision", required = false) @Nullable Integer revision,
            @RequestParam(name = "_conflict", required = false) @Nullable String conflict, HttpServletRequest request,
            HttpServletResponse response, Model model, RedirectAttributes redirect) {
        ProcedureCase of = mine(key, id, me);
        FormView form = typed(of, request);
        if (conflict != null) {
            return choosing(key, id, me, form, response, model);
        }
        try {
            this.files.submit(id, form.data(), me.account(), revision);
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, submitted(this.views.opened(key, id, me)));
            return "redirect:" + page(key, id);
        }
        catch (InvalidInput | Conflict refused) {
            if (refused instanceof Conflict
                    && (refused.code().equals("stale-revision") || !mine(key, id, me).state().isWithSubject())) {
                return choosing(key, id, me, form, response, model);
            }
            response.setStatus(refused.kind().status());
            model.addAttribute("revision", (revision != null) ? revision : of.revision());
            if (refused instanceof InvalidInput invalid) {
                return writing(key, id, me, form.with(form.data(), invalid.errors()), model);
            }
            model.addAttribute("refusal", refused);
            return writing(key, id, me, form, model);
        }
    }

    /** Who has it now, and until when. */
    private Confirmation submitted(CaseViews.CaseView view) {
        if (view.open().isEmpty()) {
            return Confirmation.of("procedure.submitted.over", view.of().title());
        }
        Locale locale = LocaleContextHolder.getLocale();
        CaseViews.OpenTask task = view.open().get(0);
        List<String> all = view.open()
            .stream()
            .map((open) -> (open.assignee() != null) ? open.assignee().name()
                    : this.messages.getMessage(TaskGroups.wordsOf(String.valueOf(open.group())), null, locale))
            .distinct()
            .toList();
        String names = String.join(this.messages.getMessage("procedure.separator", null, locale),
                all.subList(0, Math.min(MOST_NAMES, all.size())));
        return Confirmation.of((task.dueAt() != null) ? "procedure.submitted.due" : "procedure.submitted",
                view.of().title(), task.name(),
                (all.size() > MOST_NAMES)
                        ? this.messages.getMessage("procedure.with.more", new Object[] { names, all.size() }, locale)
                        : names,
                (task.dueAt() != null) ? this.times.due(task.dueAt()) : "");
    }

    /**
     * Saves what a page holds, with what was chosen where another window had saved other
     * words meanwhile. Also what a page kept that could not reach the server.
     * @param conflict set where the page shows both
     */
    @PostMapping("/cases/{id}/merge")
    String merge(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id,
            @RequestParam(name = "_revision", required = false) @Nullable Integer revision,
            @RequestParam(name = "_conflict", required = false) @Nullable String conflict, HttpServletRequest request,
            HttpServletResponse response, Model model, RedirectAttributes redirect) {
        ProcedureCase now = mine(key, id, me);
        FormView form = typed(now, request);
        FormDifference difference = FormDifference.between(form.form(), form.data(), now.draft(), form.options());
        Map<String, String> choices = (conflict != null) ? difference.choices(request.getParameterMap()) : Map.of();
        if (conflict != null && choices.size() < difference.differences().size()) {
            model.addAttribute("chosen", choices);
            return choosing(key, id, me, form, response, model);
        }
        Map<String, Object> merged = difference.merged(choices);
        try {
            this.files.save(id, merged, me.account(), revision);
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE,
                    Confirmation.of((conflict != null) ? "procedure.write.merged" : "procedure.write.recovered"));
            redirect.addFlashAttribute("setAside", difference.setAside(choices));
            return "redirect:" + page(key, id) + "/edit";
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            return writing(key, id, me, form.with(merged, refused.errors()), model);
        }
        catch (Conflict changed) {
            return choosing(key, id, me, form, response, model);
        }
    }

    /** The page again with what was typed, and what was saved or submitted elsewhere. */
    private String choosing(String key, String id, Person me, FormView typed, HttpServletResponse response,
            Model model) {
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        differing(key, id, me, typed, model);
        ProcedureCase now = mine(key, id, me);
        if (now.state().isWithSubject()) {
            return writing(key, id, me, typed, model);
        }
        return "procedure/elsewhere";
    }

    @PostMapping("/cases/{id}/withdraw")
    String withdraw(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id,
            RedirectAttributes redirect) {
        mine(key, id, me);
        try {
            this.files.withdraw(id, me.account());
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("procedure.withdrawn"));
            return "redirect:" + page(key, id) + "/edit";
        }
        catch (Conflict late) {
            redirect.addFlashAttribute("refusal", (Refusal) late);
            return "redirect:" + page(key, id);
        }
    }

    @PostMapping("/cases/{id}/discard")
    String discard(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id,
            RedirectAttributes redirect) {
        String title = mine(key, id, me).title();
        try {
            this.files.discard(id, me.account(), null);
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("procedure.discarded", title));
            return "redirect:/procedures/mine";
        }
        catch (Conflict late) {
            redirect.addFlashAttribute("refusal", (Refusal) late);
            return "redirect:" + page(key, id);
        }
    }

    /**
     * Notes how far it is.
     * @param task on whose page it was noted, and which shows it then; null for the
     * case's own
     */
    @PostMapping("/cases/{id}/progress")
    String progress(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(name = "_task", required = false) @Nullable String task,
            @RequestParam(name = "_back", required = false) @Nullable String back, RedirectAttributes redirect) {
        this.views.opened(key, id, me);
        try {
            this.files.note(id, text, me.account());
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("procedure.noted"));
        }
        catch (InvalidInput refused) {
            redirect.addFlashAttribute("noteErrors", List.copyOf(refused.errors()));
            redirect.addFlashAttribute("typedNote", text);
        }
        catch (Conflict refused) {
            redirect.addFlashAttribute("refusal", (Refusal) refused);
        }
        if (task == null) {
            return "redirect:" + page(key, id) + "#progress";
        }
        redirect.addAttribute("task", task);
        if (back != null) {
            redirect.addAttribute("_back", back);
        }
        return "redirect:/tasks/{task}#progress";
    }

    @GetMapping("/cases/{id}/print")
    String print(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id, Model model) {
        model.addAttribute("document", this.papers.take(this.views.opened(key, id, me).of(), me, Copy.Way.PRINT));
        model.addAttribute("back", page(key, id));
        return "document/print";
    }

    @GetMapping("/cases/{id}/word")
    ResponseEntity<byte[]> word(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id) {
        ProcedureCase of = this.views.opened(key, id, me).of();
        return this.word.download(this.papers.take(of, me, Copy.Way.WORD),
                of.title().replaceAll("[\\p{Cntrl}\\\\/:*?\"<>|]", " "));
    }

}

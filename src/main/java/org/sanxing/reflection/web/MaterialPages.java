package org.sanxing.reflection.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Flash;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.common.Refusal;
import org.sanxing.forms.FormView;
import org.sanxing.forms.Forms;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.OwedReflections;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionAccess;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionList;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.RemarkAnswers;
import org.sanxing.reflection.Remarks;
import org.sanxing.reflection.usecase.CreateReflection;
import org.sanxing.reflection.usecase.CreateReflection.CreateReflectionCommand;
import org.sanxing.reflection.usecase.RecordReading;
import org.sanxing.reflection.usecase.SaveDraft;
import org.sanxing.reflection.usecase.SaveDraft.SaveDraftCommand;
import org.sanxing.reflection.usecase.SubmitReflection;
import org.sanxing.reflection.usecase.SubmitReflection.SubmitReflectionCommand;
import org.sanxing.reflection.usecase.WithdrawReflection;
import org.sanxing.reflection.usecase.WithdrawReflection.WithdrawReflectionCommand;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Writing and reading materials. */
@Controller
@RequestMapping("/materials")
class MaterialPages {

    private static final int ROWS = 30;

    private final ReflectionRepository reflections;

    private final ReflectionAccess access;

    private final ReflectionForms forms;

    private final Forms validator;

    private final ReflectionViews views;

    private final ReflectionList list;

    private final OwedReflections owed;

    private final Remarks remarks;

    private final Organization organization;

    private final CreateReflection createReflection;

    private final SaveDraft saveDraft;

    private final SubmitReflection submitReflection;

    private final WithdrawReflection withdrawReflection;

    private final RecordReading recordReading;

    private final SubmittedFlash submittedFlash;

    MaterialPages(ReflectionRepository reflections, ReflectionAccess access, ReflectionForms forms, Forms validator,
            ReflectionViews views, ReflectionList list, OwedReflections owed, Remarks remarks,
            Organization organization, CreateReflection createReflection, SaveDraft saveDraft,
            SubmitReflection submitReflection, WithdrawReflection withdrawReflection, RecordReading recordReading,
            SubmittedFlash submittedFlash) {
        this.reflections = reflections;
        this.access = access;
        this.forms = forms;
        this.validator = validator;
        this.views = views;
        this.list = list;
        this.owed = owed;
        this.remarks = remarks;
        this.organization = organization;
        this.createReflection = createReflection;
        this.saveDraft = saveDraft;
        this.submitReflection = submitReflection;
        this.withdrawReflection = withdrawReflection;
        this.recordReading = recordReading;
        this.submittedFlash = submittedFlash;
    }

    @GetMapping
    String list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor, Model model) {
        Page<ReflectionList.Row> page = this.list.readableBy(me.account(), null,
                (state == null || state.isBlank()) ? null : state, q, ROWS, cursor);
        model.addAttribute("owed", this.owed.owed(me.account()));
        model.addAttribute("page", page);
        model.addAttribute("people",
                this.organization.findAll(page.items().stream().map(ReflectionList.Row::author).toList()));
        model.addAttribute("me", me);
        model.addAttribute("q", q);
        model.addAttribute("state", state);
        model.addAttribute("key", Ids.next());
        return "reflection/list";
    }

    @PostMapping
    String create(@CurrentPerson Person me, @RequestParam String campaignId) {
        try {
            return "redirect:/materials/"
                    + this.createReflection.execute(new CreateReflectionCommand(campaignId, me.account())).id()
                    + "/edit";
        }
        catch (Conflict exists) {
            // Begun in another tab: go on with that one.
            Object id = exists.facts().get("id");
            if (id == null) {
                throw exists;
            }
            return "redirect:/materials/" + id + "/edit";
        }
    }

    @GetMapping("/{id}")
    String show(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version, Model model) {
        Reflection reflection = this.views.readable(id, me);
        ReflectionViews.MaterialPage page = this.views.page(reflection, version);
        if (page.version() != null) {
            this.recordReading.execute(reflection, me.account(), page.version().number());
        }
        model.addAttribute("material", page);
        model.addAttribute("mine", me.account().equals(reflection.author()));
        model.addAttribute("key", Ids.next());
        return "reflection/show";
    }

    /** A version alone, for the pages that show it in place. */
    @GetMapping("/{id}/document")
    String document(@CurrentPerson Person me, @PathVariable String id, @RequestParam int version, Model model) {
        Reflection reflection = this.views.readable(id, me);
        model.addAttribute("material", this.views.page(reflection, version));
        this.recordReading.execute(reflection, me.account(), version);
        return "reflection/_document :: document";
    }

    @GetMapping("/{id}/edit")
    String edit(@CurrentPerson Person me, @PathVariable String id, Model model) {
        Reflection reflection = this.reflections.getById(id);
        this.access.requireAuthor(reflection, me.account());
        if (!reflection.isWithAuthor()) {
            return "redirect:/materials/" + id;
        }
        return writing(reflection,
                FormView.of(this.forms.writing(reflection).schema(), draft(reflection), this.forms.options(reflection)),
                model);
    }

    private Map<String, Object> draft(Reflection reflection) {
        Map<String, Object> data = new LinkedHashMap<>(this.forms.data(reflection.draft()));
        List<Map<String, Object>> answers = ReviseReflectionHandler.answers(reflection, data.get("answers"),
                this.remarks.of(reflection.id()));
        if (!answers.isEmpty()) {
            data.put("answers", answers);
        }
        return data;
    }

    private String writing(Reflection reflection, FormView form, Model model) {
        model.addAttribute("material", this.views.page(reflection, null));
        model.addAttribute("form", form);
        model.addAttribute("missing", missing(reflection, form));
        model.addAttribute("revision", reflection.revision());
        model.addAttribute("key", Ids.next());
        return "reflection/write";
    }

    private List<FieldError> missing(Reflection reflection, FormView form) {
        List<FieldError> missing = new ArrayList<>(this.validator.missing(form.form(), form.data(), form.options()));
        missing
            .addAll(RemarkAnswers.of(reflection, this.remarks.of(reflection.id()), form.data().get(RemarkAnswers.KEY))
                .errors());
        return missing;
    }

    /** Saves while the author writes; answers with what the page says about it. */
    @PostMapping("/{id}/draft")
    String autosave(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(name = "_revision", required = false) @Nullable Integer revision, HttpServletRequest request,
            Model model) {
        Reflection reflection = this.reflections.getById(id);
        this.access.requireAuthor(reflection, me.account());
        FormView form = typed(reflection, request);
        try {
            Reflection saved = this.saveDraft.execute(new SaveDraftCommand(id, form.data(), me.account(), revision));
            model.addAttribute("savedAt", saved.changedAt());
            model.addAttribute("revision", saved.revision());
            model.addAttribute("form", form);
            model.addAttribute("missing", missing(saved, form));
        }
        catch (InvalidInput refused) {
            model.addAttribute("errors", refused.errors());
            model.addAttribute("form", form.with(form.data(), refused.errors()));
        }
        catch (Conflict | OptimisticLockingFailureException changed) {
            model.addAttribute("stale", true);
        }
        return "reflection/_saved";
    }

    private FormView typed(Reflection reflection, HttpServletRequest request) {
        FormView form = FormView.of(this.forms.writing(reflection).schema(), Map.of(), this.forms.options(reflection));
        return form.with(this.validator.bind(form.form(), request.getParameterMap()), List.of());
    }

    @PostMapping("/{id}/submit")
    String submit(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(name = "_revision", required = false) @Nullable Integer revision, HttpServletRequest request,
            HttpServletResponse response, Model model, RedirectAttributes redirect) {
        Reflection reflection = this.reflections.getById(id);
        this.access.requireAuthor(reflection, me.account());
        FormView form = typed(reflection, request);
        try {
            this.saveDraft.execute(new SaveDraftCommand(id, form.data(), me.account(), revision));
            Reflection submitted = this.submitReflection
                .execute(new SubmitReflectionCommand(id, me.account(), null, null));
            redirect.addFlashAttribute(Flash.ATTRIBUTE, this.submittedFlash.of(submitted));
            return "redirect:/materials/" + id;
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            String page = refused(id, form, refused.errors(), model);
            if (revision != null) {
                // What was saved is undone with the request: the page goes on from where
                // it was.
                model.addAttribute("revision", revision);
            }
            return page;
        }
        catch (Conflict conflict) {
            response.setStatus(conflict.kind().status());
            model.addAttribute("refusal", conflict);
            return refused(id, form, List.of(), model);
        }
    }

    /** The page again, with what was typed. */
    private String refused(String id, FormView typed, List<FieldError> errors, Model model) {
        return writing(this.reflections.getById(id), typed.with(typed.data(), errors), model);
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes redirect) {
        try {
            this.withdrawReflection.execute(new WithdrawReflectionCommand(id, me.account()));
            redirect.addFlashAttribute(Flash.ATTRIBUTE, Flash.of("reflection.withdrawn"));
            return "redirect:/materials/" + id + "/edit";
        }
        catch (Conflict late) {
            redirect.addFlashAttribute("refusal", (Refusal) late);
            return "redirect:/materials/" + id;
        }
    }

    @GetMapping("/{id}/preview")
    String preview(@CurrentPerson Person me, @PathVariable String id, Model model) {
        Reflection reflection = this.reflections.getById(id);
        this.access.requireAuthor(reflection, me.account());
        model.addAttribute("material", this.views.page(reflection, null));
        model.addAttribute("document", this.views.preview(reflection));
        return "reflection/preview";
    }

}

package org.sanxing.tasks.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.forms.FormDifference;
import org.sanxing.forms.FormView;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.TaskAccess;
import org.sanxing.tasks.list.TaskDrafts.TaskDraft;
import org.sanxing.tasks.list.TaskDrafts;
import org.sanxing.tasks.list.TaskForms;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Keeps what is typed into the form of a task, for the very person. */
@Controller
@RequestMapping("/tasks/{id}/draft")
class TaskDraftPages {

    private static final String UNDO = "draftUndo";

    private final TaskPageModel pages;

    private final TaskAccess access;

    private final TaskForms forms;

    private final TaskDrafts drafts;

    TaskDraftPages(TaskPageModel pages, TaskAccess access, TaskForms forms, TaskDrafts drafts) {
        this.pages = pages;
        this.access = access;
        this.forms = forms;
        this.drafts = drafts;
    }

    /** Saves while the person types; answers with what the page says about it. */
    @PostMapping
    String autosave(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(name = "_draft", required = false) @Nullable Integer revision,
            @RequestParam(name = "_as", required = false) @Nullable String typist, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        requireTypist(typist, me);
        WorkItem item = this.access.get(id, me);
        model.addAttribute("item", item);
        if (!item.isOpen()) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return "tasks/_draft :: said";
        }
        Map<String, Object> typed = this.forms.bind(item, request.getParameterMap());
        try {
            Optional<TaskDraft> kept = this.drafts.keep(id, me, typed, revision);
            model.addAttribute("savedAt", kept.map(TaskDraft::savedAt).orElse(null));
            model.addAttribute("revision", kept.map(TaskDraft::revision).orElse(0));
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            model.addAttribute("tooLong", true);
        }
        catch (Conflict | Forbidden refused) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            if (refused.code().equals("stale-revision")) {
                differing(item, me, typed, model);
            }
        }
        return "tasks/_draft :: said";
    }

    /** Somebody else may have signed in meanwhile: what was typed is not for them. */
    private static void requireTypist(@Nullable String typist, Person me) {
        if (typist != null && !typist.equals(me.account())) {
            throw new NotFound("task");
        }
    }

    private void differing(WorkItem item, Person me, Map<String, Object> typed, Model model) {
        this.drafts.find(item.id(), me.account()).ifPresent((other) -> {
            model.addAttribute("other", other);
            model.addAttribute("revision", other.revision());
            model.addAttribute("differences", difference(item, me, typed, other).differences());
        });
    }

    private FormDifference difference(WorkItem item, Person me, Map<String, Object> typed, TaskDraft other) {
        FormView form = this.forms.view(item, me);
        return FormDifference.between(form.form(), typed, other.data(), form.options());
    }

    /**
     * Saves what a page holds, with what was chosen where another window had saved other
     * words meanwhile. Also what a page kept that could not reach the server.
     * @param conflict set where the page shows both
     */
    @PostMapping("/merge")
    String merge(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(name = "_draft", required = false) @Nullable Integer revision,
            @RequestParam(name = "_conflict", required = false) @Nullable String conflict,
            @RequestParam(name = "_as", required = false) @Nullable String typist, HttpServletRequest request,
            HttpServletResponse response, Model model, RedirectAttributes redirect) {
        requireTypist(typist, me);
        WorkItem item = this.access.get(id, me);
        if (!item.isOpen()) {
            model.addAttribute("kept", TaskPageModel.words(request));
            model.addAttribute("refusal", new Conflict("task-already-completed").by(item.endedBy(), item.endedAt()));
            return this.pages.page(item, me, null, request, model);
        }
        Map<String, Object> typed = this.forms.bind(item, request.getParameterMap());
        TaskDraft other = this.drafts.find(id, me.account()).filter((draft) -> !draft.cleared()).orElse(null);
        Map<String, Object> merged = typed;
        if (other != null && (conflict != null || revision == null || revision != other.revision())) {
            FormDifference difference = difference(item, me, typed, other);
            Map<String, String> choices = difference.choices(request.getParameterMap());
            if (revision == null || revision != other.revision() || choices.size() < difference.differences().size()) {
                response.setStatus(HttpServletResponse.SC_CONFLICT);
                model.addAttribute("chosen", choices);
                differing(item, me, typed, model);
                return this.pages.page(item, me, this.forms.view(item, me).with(typed, List.of()), request, model);
            }
            merged = difference.merged(choices);
            redirect.addFlashAttribute("setAside", difference.setAside(choices));
        }
        this.drafts.keep(id, me, merged, revision);
        redirect.addFlashAttribute(Confirmation.ATTRIBUTE,
                Confirmation.of((conflict != null) ? "tasks.draft.merged" : "tasks.draft.recovered"));
        return TaskPageModel.again(request, id);
    }

    /** Throws away what is kept; the page then offers to take that back. */
    @PostMapping("/clear")
    String clear(@CurrentPerson Person me, @PathVariable String id, HttpServletRequest request,
            RedirectAttributes redirect) {
        this.access.get(id, me);
        this.drafts.clear(id, me, true);
        redirect.addFlashAttribute(UNDO, true);
        return TaskPageModel.again(request, id);
    }

    @PostMapping("/restore")
    String restore(@CurrentPerson Person me, @PathVariable String id, HttpServletRequest request) {
        this.access.get(id, me);
        this.drafts.clear(id, me, false);
        return TaskPageModel.again(request, id);
    }

}

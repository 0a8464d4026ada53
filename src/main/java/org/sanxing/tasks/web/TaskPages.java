package org.sanxing.tasks.web;

import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Consultations;
import org.sanxing.tasks.list.JdbcTaskList;
import org.sanxing.tasks.list.Readings;
import org.sanxing.tasks.list.TaskRow;
import org.sanxing.tasks.list.TaskAccess;
import org.springframework.beans.factory.annotation.Value;
import org.sanxing.tasks.list.TaskForms;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.TaskQuery;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.usecase.CompleteTask;

import java.time.ZoneId;
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
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.Refusal;
import org.sanxing.forms.FormView;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/tasks")
class TaskPages {

    private static final int ROWS = 30;

    private final JdbcTaskList list;

    private final TaskViews views;

    private final WorkItems items;

    private final TaskAccess access;

    private final TaskForms forms;

    private final TaskHandlers handlers;

    private final CompleteTask completeTask;

    private final Readings readings;

    private final Consultations consultations;

    private final ZoneId zone;

    TaskPages(JdbcTaskList list, TaskViews views, WorkItems items, TaskAccess access, TaskForms forms,
            TaskHandlers handlers, CompleteTask completeTask, Readings readings, Consultations consultations,
            @Value("${sanxing.zone:Asia/Shanghai}") ZoneId zone) {
        this.list = list;
        this.views = views;
        this.items = items;
        this.access = access;
        this.forms = forms;
        this.handlers = handlers;
        this.completeTask = completeTask;
        this.readings = readings;
        this.consultations = consultations;
        this.zone = zone;
    }

    @GetMapping
    String list(@CurrentPerson Person me, TaskQuery.Parameters parameters, Model model) {
        TaskQuery query = parameters.limited(ROWS).query(TaskQuery.Sort.DUE_AT, this.zone);
        Page<TaskRow> page = this.list.list(query, me.account());
        model.addAttribute("page", page);
        model.addAttribute("names", this.views.namesOfRows(page.items()));
        model.addAttribute("query", query);
        model.addAttribute("view", query.view().id());
        model.addAttribute("sort", query.sort().id());
        model.addAttribute("kind", query.kind());
        model.addAttribute("q", query.text());
        model.addAttribute("kinds", this.handlers.all().keySet().stream().sorted().toList());
        model.addAttribute("first", query.after().isEmpty());
        return "tasks/list";
    }

    /** The open task of a case, or its newest one: what notices link to. */
    @GetMapping("/of/{caseId}")
    String ofCase(@CurrentPerson Person me, @PathVariable String caseId) {
        return this.items.newest(caseId)
            .filter((found) -> this.access.maySee(found, me))
            .map((found) -> "redirect:/tasks/" + found.id())
            .orElseThrow(() -> new NotFound("task"));
    }

    /** The task in which an opinion is given: what notices of consultations link to. */
    @GetMapping("/opinions/{consultation}")
    String ofOpinion(@CurrentPerson Person me, @PathVariable String consultation) {
        return this.consultations.find(consultation)
            .flatMap((asked) -> this.items.opinionTask(asked.taskId(), asked.account()))
            .filter((found) -> this.access.maySee(found, me))
            .map((found) -> "redirect:/tasks/" + found.id())
            .orElseThrow(() -> new NotFound("task"));
    }

    @GetMapping("/{id}")
    String show(@CurrentPerson Person me, @PathVariable String id, Model model) {
        WorkItem item = visible(me, id);
        this.readings.opened(item, me);
        return page(item, me, item.isOpen() ? this.forms.view(item, me) : null, model);
    }

    @PostMapping("/{id}")
    String complete(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(name = "_revision", required = false) @Nullable Integer revision, HttpServletRequest request,
            HttpServletResponse response, Model model, RedirectAttributes redirect) {
        WorkItem item = visible(me, id);
        if (!item.isOpen()) {
            throw new Conflict("task-already-completed").in(item.decision()).by(item.endedBy(), item.endedAt());
        }
        FormView view = this.forms.view(item, me);
        Map<String, Object> typed = this.forms.bind(item, request.getParameterMap());
        try {
            TaskHandler.Outcome outcome = this.completeTask
                .execute(new CompleteTask.CompleteTaskCommand(id, typed, me.account(), revision));
            redirect.addFlashAttribute(Flash.ATTRIBUTE, outcome.next());
            return "redirect:/tasks";
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            return page(item, me, view.with(typed, refused.errors()), model);
        }
        catch (Refusal refused) {
            response.setStatus(refused.kind().status());
            model.addAttribute("refusal", refused);
            return page(this.items.find(id).orElse(item), me, view.with(typed, List.<FieldError>of()), model);
        }
    }

    private WorkItem visible(Person me, String id) {
        return this.items.find(id)
            .filter((found) -> this.access.maySee(found, me))
            .orElseThrow(() -> new NotFound("task"));
    }

    private String page(WorkItem item, Person me, @Nullable FormView form, Model model) {
        TaskHandler.TaskPage page = this.handlers.of(item.kind()).page(item, me);
        model.addAttribute("item", item);
        model.addAttribute("names", this.views.namesOf(List.of(item)));
        model.addAttribute("form", form);
        model.addAttribute("mayAct", this.access.actor(item, me).isPresent());
        model.addAttribute("key", Ids.next());
        model.addAllAttributes(page.model());
        return page.template();
    }

}

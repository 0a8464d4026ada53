package org.sanxing.tasks.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NavigationEntry;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.Refusal;
import org.sanxing.common.SearchPlace;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormView;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.DeputyScopes;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Consultations;
import org.sanxing.tasks.list.JdbcTaskList;
import org.sanxing.tasks.list.Readings;
import org.sanxing.tasks.list.TaskAccess;
import org.sanxing.tasks.list.TaskDrafts;
import org.sanxing.tasks.list.TaskForms;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.TaskKinds;
import org.sanxing.tasks.list.TaskQuery;
import org.sanxing.tasks.list.TaskRow;
import org.sanxing.tasks.list.TaskSteps;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.usecase.CompleteTask;
import org.sanxing.tasks.usecase.TaskRules;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The task list, and a task with its decision. */
@Controller
@RequestMapping("/tasks")
class TaskPages {

    private final JdbcTaskList list;

    private final TaskViews views;

    private final TaskPageModel pages;

    private final WorkItems items;

    private final TaskAccess access;

    private final TaskRules rules;

    private final TaskForms forms;

    private final TaskDrafts drafts;

    private final TaskHandlers handlers;

    private final TaskKinds kinds;

    private final CompleteTask completeTask;

    private final Readings readings;

    private final Consultations consultations;

    private final TaskSteps steps;

    private final Organization organization;

    private final ObjectProvider<DeputyScopes> scopes;

    private final MessageSource messages;

    private final Clock clock;

    private final ZoneId zone;

    TaskPages(JdbcTaskList list, TaskViews views, TaskPageModel pages, WorkItems items, TaskAccess access,
            TaskRules rules, TaskForms forms, TaskDrafts drafts, TaskHandlers handlers, TaskKinds kinds,
            CompleteTask completeTask, Readings readings, Consultations consultations, TaskSteps steps,
            Organization organization, ObjectProvider<DeputyScopes> scopes, MessageSource messages, Clock clock,
            ZoneId zone) {
        this.list = list;
        this.views = views;
        this.pages = pages;
        this.items = items;
        this.access = access;
        this.rules = rules;
        this.forms = forms;
        this.drafts = drafts;
        this.handlers = handlers;
        this.kinds = kinds;
        this.completeTask = completeTask;
        this.readings = readings;
        this.consultations = consultations;
        this.steps = steps;
        this.organization = organization;
        this.scopes = scopes;
        this.messages = messages;
        this.clock = clock;
        this.zone = zone;
    }

    @Bean
    static NavigationEntry tasksPlace(Tasks tasks) {
        return new NavigationEntry("tasks", "/tasks", 10, NavigationEntry.STAFF).counted(tasks::countsOf);
    }

    /** What waits for the person, and where they had a part. */
    @Bean
    static SearchPlace tasksSearch(JdbcTaskList list, TaskViews views, MessageSource messages) {
        return new SearchPlace("tasks", 10, "/tasks?view=involved", (account, text, most) -> {
            Map<String, WorkItem> found = new LinkedHashMap<>();
            for (TaskQuery.View view : List.of(TaskQuery.View.TODO, TaskQuery.View.INVOLVED)) {
                SearchPlace
                    .withInitials(text, most, list.list(TaskQuery.of(view, most).finding(text), account).items(),
                            () -> list.list(TaskQuery.of(view, SearchPlace.NEWEST), account).items(),
                            (row) -> row.item().title())
                    .forEach((row) -> found.putIfAbsent(row.item().id(), row.item()));
            }
            TaskViews.Names names = views.namesOf(found.values());
            return found.values()
                .stream()
                .limit(most)
                .map((item) -> new SearchPlace.Hit("/tasks/" + item.id(),
                        names.name(item.author()) + " · "
                                + messages.getMessage("tasks.kind." + item.kind(), null, item.kind(),
                                        LocaleContextHolder.getLocale()),
                        item.title()))
                .toList();
        }, NavigationEntry.STAFF);
    }

    /**
     * @param open id of the task that is open beside the list; null for none
     */
    @GetMapping
    String list(@CurrentPerson Person me, TaskQuery.Parameters parameters,
            @RequestParam(required = false) @Nullable String open, HttpServletRequest request,
            HttpServletResponse response, Locale locale, Model model) {
        TaskQuery query;
        Page<TaskRow> page;
        try {
            query = parameters.limited(TaskPageModel.ROWS).query(TaskQuery.Sort.DUE_AT, this.zone);
            page = this.list.list(query, me.account());
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            query = TaskQuery.of(TaskQuery.View.of(parameters.view()), TaskPageModel.ROWS);
            page = new Page<>(List.of(), null);
            model.addAttribute("errors", refused.errors());
        }
        ListLink here = ListLink.of(request.getParameterMap());
        TaskViews.Names names = this.views.namesOfRows(page.items());
        List<DeputyScopes.Choice> campaigns = this.scopes.orderedStream()
            .flatMap((module) -> module.campaigns().stream())
            .toList();
        model.addAttribute("page", page);
        model.addAttribute("names", names);
        model.addAttribute("figures", this.list.count(me.account()));
        model.addAttribute("unreadCopies", this.list.unreadCopies(me.account()));
        model.addAttribute("view", query.view().id());
        model.addAttribute("sort", query.sort().id());
        model.addAttribute("asked", parameters);
        model.addAttribute("here", here.path());
        model.addAttribute("plain", here.with("sort", null).with("q", null).path());
        model.addAttribute("chips", chips(here, campaigns, names.departments(), locale));
        model.addAttribute("kinds", this.handlers.known().keySet().stream().sorted().toList());
        model.addAttribute("campaigns", campaigns);
        model.addAttribute("departments", this.organization.departments());
        model.addAttribute("states", states(query.view()));
        model.addAttribute("cleared", "/tasks?view=" + query.view().id());
        model.addAttribute("firstPage", (query.after().isPresent()) ? here.with("cursor", null).path() : null);
        model.addAttribute("nextPage", (page.next() != null) ? here.with("cursor", page.next()).path() : null);
        model.addAttribute("open", known(page, open, me));
        model.addAttribute("batchKind", batchKind(query, page));
        model.addAttribute("urged", urged(query, page, me));
        model.addAttribute("seenAt", this.clock.instant().toString());
        return "tasks/list";
    }

    /** A task that is no longer in the list may still be open beside it. */
    private @Nullable String known(Page<TaskRow> page, @Nullable String open, Person me) {
        if (Texts.isBlank(open)) {
            return null;
        }
        if (page.items().stream().anyMatch((row) -> row.item().id().equals(open))) {
            return open;
        }
        return this.access.find(open, me).map(WorkItem::id).orElse(null);
    }

    private static List<String> states(TaskQuery.View view) {
        return switch (view) {
            case TODO -> List.of("unread", "overdue");
            case DONE -> List.of();
            case STARTED, INVOLVED -> List.of("open", "overdue", "done", "cancelled");
            case COPIED -> List.of("unread", "open", "done");
        };
    }

    /** The conditions, each with the way to the list without it. */
    private List<Chip> chips(ListLink here, List<DeputyScopes.Choice> campaigns, Map<String, String> departments,
            Locale locale) {
        List<Chip> chips = new ArrayList<>();
        here.parameters().forEach((name, text) -> {
            String shown = switch (name) {
                case "kind" -> word("tasks.kind.", text, locale);
                case "state" -> word("tasks.state.", text, locale);
                case "campaignId" -> campaigns.stream()
                    .filter((choice) -> choice.id().equals(text))
                    .map(DeputyScopes.Choice::name)
                    .findFirst()
                    .orElse(text);
                case "department" -> departments.getOrDefault(text, text);
                default -> text;
            };
            if (!Set.of("view", "sort", "cursor").contains(name)) {
                chips.add(new Chip(name, shown, here.with(name, null).path()));
            }
        });
        return chips;
    }

    private String word(String key, String text, Locale locale) {
        return String.valueOf(this.messages.getMessage(key + text, null, text, locale));
    }

    /** The kind of which several tasks on this page can be decided at once. */
    private @Nullable String batchKind(TaskQuery query, Page<TaskRow> page) {
        if (query.view() != TaskQuery.View.TODO || page.items().isEmpty()) {
            return null;
        }
        Map<String, TaskHandler> all = this.handlers.known();
        List<String> kinds = this.kinds.batch()
            .stream()
            .filter((kind) -> all.containsKey(kind) && !all.get(kind).batchDecisions(kind).isEmpty())
            .toList();
        if (query.kind() != null) {
            return kinds.contains(query.kind()) ? query.kind() : null;
        }
        return (kinds.size() == 1) ? kinds.get(0) : null;
    }

    /** Whom to urge, in the lists of what waits for others. */
    private Map<String, Urging> urged(TaskQuery query, Page<TaskRow> page, Person me) {
        if (query.view() != TaskQuery.View.STARTED && query.view() != TaskQuery.View.INVOLVED) {
            return Map.of();
        }
        Collection<String> waiting = page.items()
            .stream()
            .filter((row) -> row.item().isOpen() && !row.held())
            .map((row) -> row.item().id())
            .toList();
        Map<String, TaskSteps.Urge> newest = this.steps.urges(waiting)
            .stream()
            .collect(Collectors.toMap(TaskSteps.Urge::taskId, Function.identity(), (earlier, later) -> later));
        return waiting.stream()
            .collect(Collectors.toMap((id) -> id,
                    (id) -> new Urging(newest.get(id), this.rules.mayBeUrgedAgain(newest.get(id)))));
    }

    /** How many tasks have come since the list was shown: asked for with the counts. */
    @GetMapping("/arrived")
    String arrived(@CurrentPerson Person me, @RequestParam String since, Model model) {
        Instant moment;
        try {
            moment = Instant.parse(since);
        }
        catch (DateTimeException ex) {
            throw new InvalidInput("since", "date");
        }
        model.addAttribute("arrived", this.list.arrivedSince(moment, me.account()));
        return "tasks/_arrived :: arrived";
    }

    /** The open task of a case, or its newest one: what notices link to. */
    @GetMapping("/of/{caseId}")
    String ofCase(@CurrentPerson Person me, @PathVariable String caseId) {
        return to(this.items.newest(caseId), me);
    }

    /** The task in which an opinion is given: what notices of consultations link to. */
    @GetMapping("/opinions/{consultation}")
    String ofOpinion(@CurrentPerson Person me, @PathVariable String consultation) {
        return to(this.consultations.find(consultation)
            .flatMap((asked) -> this.items.opinionTask(asked.taskId(), asked.account())), me);
    }

    private String to(Optional<WorkItem> task, Person me) {
        return task.filter((found) -> this.access.maySee(found, me))
            .map((found) -> "redirect:/tasks/" + found.id())
            .orElseThrow(() -> new NotFound("task"));
    }

    @GetMapping("/{id}")
    String show(@CurrentPerson Person me, @PathVariable String id, HttpServletRequest request, Model model) {
        WorkItem item = this.access.get(id, me);
        this.readings.opened(item, me);
        FormView form = item.isOpen() ? this.forms.view(item, me) : null;
        Map<String, String[]> typed = TaskPageModel.takeCarried(request, id);
        if (form != null && typed != null) {
            form = form.with(this.forms.bind(item, typed), List.of());
        }
        else if (form != null && this.access.actor(item, me).isPresent()) {
            TaskDrafts.TaskDraft draft = this.drafts.find(id, me.account())
                .filter((kept) -> !kept.cleared())
                .orElse(null);
            if (draft != null) {
                form = form.with(draft.data(), List.of());
                model.addAttribute("restored", draft);
            }
        }
        return this.pages.page(item, me, form, request, model);
    }

    @PostMapping("/{id}")
    String complete(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(name = "_revision", required = false) @Nullable Integer revision, HttpServletRequest request,
            HttpServletResponse response, Model model, RedirectAttributes redirect) {
        WorkItem item = this.access.get(id, me);
        FormView view = null;
        Map<String, Object> typed = Map.of();
        try {
            item.requireOpen();
            view = this.forms.view(item, me);
            typed = this.forms.bind(item, request.getParameterMap());
            String next = this.pages.neighbour(request, id, me);
            CompleteTask.Completed done = this.completeTask
                .execute(new CompleteTask.CompleteTaskCommand(id, typed, me.account(), revision));
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, done.outcome().next());
            return TaskPageModel.onwards(request, next);
        }
        catch (InvalidInput refused) {
            if (view == null) {
                throw refused;
            }
            response.setStatus(refused.kind().status());
            return this.pages.page(item, me, view.with(typed, refused.errors()), request, model);
        }
        catch (Refusal refused) {
            response.setStatus(refused.kind().status());
            model.addAttribute("refusal", refused);
            WorkItem now = this.items.find(id).orElse(item);
            model.addAttribute("kept",
                    this.access.actor(now, me).isPresent() ? List.of() : TaskPageModel.words(request));
            return this.pages.page(now, me, (view != null) ? view.with(typed, List.<FieldError>of()) : null, request,
                    model);
        }
    }

    /** A condition of the list, and the list without it. */
    record Chip(String name, String text, String without) {

    }

    /**
     * @param last null where nobody has urged it
     * @param allowed whether it can be urged now
     */
    record Urging(TaskSteps.@Nullable Urge last, boolean allowed) {

    }

}

package org.sanxing.tasks.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.People;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.TaskAccess;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.usecase.OperateTask;
import org.sanxing.tasks.usecase.TaskRules;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What people do with a task beside deciding it. Each has a page of its own, whose form
 * the task's page opens in a dialog.
 */
@Controller
@RequestMapping("/tasks/{id}")
class TaskOperationPages {

    private static final String OPERATION = "/{operation:claim|release|transfer|delegate|recall|consult|copy|urge|take-back}";

    private static final Set<Operation> TO_ONE = Set.of(Operation.TRANSFER, Operation.DELEGATE);

    /** The task is off the person's hands. */
    private static final Set<Operation> LEAVING = Set.of(Operation.RELEASE, Operation.TRANSFER, Operation.DELEGATE);

    private static final Set<Operation> TO_SEVERAL = Set.of(Operation.CONSULT, Operation.COPY);

    private final TaskPageModel pages;

    private final TaskAccess access;

    private final TaskRules rules;

    private final TaskViews views;

    private final WorkItems items;

    private final Tasks tasks;

    private final People people;

    private final Organization organization;

    private final MessageSource messages;

    private final OperateTask operateTask;

    TaskOperationPages(TaskPageModel pages, TaskAccess access, TaskRules rules, TaskViews views, WorkItems items,
            Tasks tasks, People people, Organization organization, MessageSource messages, OperateTask operateTask) {
        this.pages = pages;
        this.access = access;
        this.rules = rules;
        this.views = views;
        this.items = items;
        this.tasks = tasks;
        this.people = people;
        this.organization = organization;
        this.messages = messages;
        this.operateTask = operateTask;
    }

    /**
     * @param fragment set where the form goes into a dialog
     */
    @GetMapping(OPERATION)
    String form(@CurrentPerson Person me, @PathVariable String id, @PathVariable String operation,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String fragment, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        WorkItem item = this.access.get(id, me);
        Operation asked = Operation.ofPath(operation);
        this.rules.refusal(asked, item, me).ifPresent((refused) -> {
            response.setStatus(refused.kind().status());
            model.addAttribute("refusal", refused);
        });
        page(item, asked, new Typed(List.of(), null, null, item.revision()), List.of(), request, model);
        return (fragment != null) ? "tasks/operation :: form" : "tasks/operation";
    }

    @PostMapping(OPERATION)
    String execute(@CurrentPerson Person me, @PathVariable String id, @PathVariable String operation,
            @RequestParam(required = false) @Nullable List<String> to,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String blocking, HttpServletRequest request,
            HttpServletResponse response, Locale locale, Model model, RedirectAttributes redirect) {
        WorkItem item = this.access.get(id, me);
        Operation asked = Operation.ofPath(operation);
        Typed typed = new Typed((to != null) ? to : List.of(), reason, blocking,
                TaskPageModel.integer(request, "_revision"));
        try {
            String next = this.pages.neighbour(request, id, me);
            WorkItem after = execute(item, asked, typed, me, locale, redirect);
            if (LEAVING.contains(asked)) {
                return TaskPageModel.onwards(request, next);
            }
            TaskPageModel.carry(request, after.id());
            return TaskPageModel.again(request, after.id());
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            return page(item, asked, typed, refused.errors(), request, model);
        }
        catch (Refusal refused) {
            response.setStatus(refused.kind().status());
            model.addAttribute("refusal", refused);
            return page(this.items.find(id).orElse(item), asked, typed, List.of(), request, model);
        }
    }

    @PostMapping("/consultations/{consultation}/cancel")
    String cancel(@CurrentPerson Person me, @PathVariable String id, @PathVariable String consultation,
            HttpServletRequest request, RedirectAttributes redirect) {
        this.access.get(id, me);
        this.operateTask.cancelConsultation(id, consultation, me.account());
        redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("tasks.flash.consultation-cancelled"));
        TaskPageModel.carry(request, id);
        return TaskPageModel.again(request, id);
    }

    private WorkItem execute(WorkItem item, Operation operation, Typed typed, Person me, Locale locale,
            RedirectAttributes redirect) {
        List<String> to = TO_SEVERAL.contains(operation)
                ? this.people.accounts(typed.to(),
                        Stream.concat(without(item).stream(), Stream.of(me.account())).collect(Collectors.toSet()))
                : this.people.accounts(typed.to());
        WorkItem after = this.operateTask.execute(operation, new OperateTask.OperateTaskCommand(item.id(), to,
                typed.reason(), typed.blocking() != null, me.account(), typed.revision()));
        String owner = item.owner();
        Confirmation flash = switch (operation) {
            case CLAIM -> Confirmation.of("tasks.flash.claimed");
            case RELEASE -> (owner != null) ? Confirmation.of("tasks.flash.given-back", name(owner))
                    : Confirmation.of("tasks.flash.released");
            case TRANSFER -> Confirmation.of("tasks.flash.transferred", name(after.holder()));
            case DELEGATE -> Confirmation.of("tasks.flash.delegated", name(after.holder()));
            case RECALL -> Confirmation.of("tasks.flash.recalled", name(item.holder()));
            case CONSULT ->
                Confirmation.of((typed.blocking() != null) ? "tasks.flash.consulted-blocking" : "tasks.flash.consulted",
                        names(to, locale));
            case COPY -> Confirmation.of("tasks.flash.copied", names(to, locale));
            case URGE -> Confirmation.of("tasks.flash.urged", names(behind(after), locale));
            case TAKE_BACK -> Confirmation.of("tasks.flash.taken-back");
            case COMPLETE -> throw new NotFound("page");
        };
        redirect.addFlashAttribute(Confirmation.ATTRIBUTE, flash);
        return after;
    }

    private Set<String> behind(WorkItem item) {
        return this.tasks.peopleBehind(item.holder(), item.kind(), item.campaignId(), item.excluded());
    }

    private String name(String account) {
        return this.organization.find(account).map(Person::name).orElse(account);
    }

    private String names(java.util.Collection<String> accounts, Locale locale) {
        var known = this.organization.findAll(accounts);
        return accounts.stream()
            .map((account) -> known.containsKey(account) ? known.get(account).name() : account)
            .collect(Collectors.joining(this.messages.getMessage("tasks.names-separator", null, locale)));
    }

    private String page(WorkItem item, Operation operation, Typed typed, List<FieldError> errors,
            HttpServletRequest request, Model model) {
        model.addAttribute("item", item);
        model.addAttribute("operation", operation.path());
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("toOne", TO_ONE.contains(operation));
        model.addAttribute("toSeveral", TO_SEVERAL.contains(operation));
        model.addAttribute("names", this.views.namesOf(List.of(item)));
        model.addAttribute("whom", whom(item, operation));
        model.addAttribute("carried", TaskPageModel.carried(request));
        model.addAttribute("inPane", TaskPageModel.inPane(request));
        model.addAttribute("back", TaskPageModel.back(request).map(ListLink::path).orElse(null));
        model.addAttribute("key", Ids.next());
        if (TO_ONE.contains(operation) || TO_SEVERAL.contains(operation)) {
            Set<String> without = without(item);
            model.addAttribute("people", this.people.search(null, without, People.LISTED));
            model.addAttribute("without", String.join(",", without));
        }
        return "tasks/operation";
    }

    /** Those who are not offered. */
    private static Set<String> without(WorkItem item) {
        return Stream.of(item.author(), item.holder()).collect(Collectors.toSet());
    }

    /** The names of those whom it reaches without being chosen. */
    private List<String> whom(WorkItem item, Operation operation) {
        if (operation == Operation.URGE && item.isOpen()) {
            return this.organization.findAll(behind(item)).values().stream().map(Person::name).toList();
        }
        if (operation == Operation.RECALL) {
            return List.of(name(item.holder()));
        }
        if (operation == Operation.RELEASE && item.owner() != null) {
            return List.of(name(item.owner()));
        }
        return List.of();
    }

    /**
     * What stands in the form.
     *
     * @param blocking anything where it is ticked
     */
    record Typed(List<String> to, @Nullable String reason, @Nullable String blocking, @Nullable Integer revision) {

    }

}

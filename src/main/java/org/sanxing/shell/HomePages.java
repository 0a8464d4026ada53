package org.sanxing.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.audit.AuditDesk;
import org.sanxing.common.Progress;
import org.sanxing.common.SetUpStep;
import org.sanxing.notification.Inbox;
import org.sanxing.notification.Message;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.sanxing.tasks.Obligations;
import org.sanxing.tasks.TaskList;
import org.sanxing.tasks.WorkItem;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What waits for me, what I owe, what is late, news; administrators: where their work is.
 */
@Controller
class HomePages {

    private static final int TASKS = 8;

    private static final int NEWS = 5;

    /** Of htmx: the answer is shown, and the page asks no more. */
    private static final int STOP_ASKING = 286;

    private final Organization organization;

    private final ObjectProvider<TaskList> tasks;

    private final ObjectProvider<Obligations> obligations;

    private final ObjectProvider<Inbox> inbox;

    private final ObjectProvider<AuditDesk> desk;

    private final ObjectProvider<SetUpStep> steps;

    HomePages(Organization organization, ObjectProvider<TaskList> tasks, ObjectProvider<Obligations> obligations,
            ObjectProvider<Inbox> inbox, ObjectProvider<AuditDesk> desk, ObjectProvider<SetUpStep> steps) {
        this.organization = organization;
        this.tasks = tasks;
        this.obligations = obligations;
        this.inbox = inbox;
        this.desk = desk;
        this.steps = steps;
    }

    @GetMapping("/")
    String home(@CurrentPerson Person me, Locale locale, Model model) {
        model.addAttribute("me", me);
        model.addAttribute("news", news(me, locale));
        Optional<Role> duty = this.organization.rolesOf(me.account())
            .stream()
            .filter(Role::ofAdministrators)
            .min(Comparator.naturalOrder());
        if (duty.isPresent()) {
            model.addAttribute("duty", duty.get().id());
            if (duty.get() == Role.AUDITOR) {
                this.desk.ifAvailable((audit) -> model.addAttribute("desk", audit.of(me.account())));
            }
            else {
                if (duty.get() == Role.SYSTEM_ADMINISTRATOR) {
                    setUp(me, model);
                }
                this.desk.ifAvailable(
                        (audit) -> model.addAttribute("sections", audit.sections(duty.get().id(), me.account())));
            }
            return "shell/administrator-home";
        }
        List<WorkItem> items = waiting(me);
        Map<String, Person> people = this.organization
            .findAll(items.stream().map(WorkItem::author).collect(Collectors.toSet()));
        model.addAttribute("items", items);
        model.addAttribute("people", people);
        model.addAttribute("obligations", owed(me));
        return "shell/home";
    }

    /** What there is to set up, by whether it is done. */
    private void setUp(Person me, Model model) {
        Map<SetUpStep, Boolean> steps = new LinkedHashMap<>();
        this.steps.stream()
            .sorted(Comparator.comparingInt(SetUpStep::order))
            .forEach((step) -> steps.put(step, step.done().test(me.account())));
        model.addAttribute("steps", steps);
        model.addAttribute("missing", steps.values().stream().filter((done) -> !done).count());
    }

    /**
     * The counts in the frame, which the page asks for again while somebody looks at it.
     * @param seen what the page shows already: nothing is sent where it is still so
     */
    @GetMapping("/nav-counts")
    Object counts(@ModelAttribute(name = ShellAdvice.ATTRIBUTE, binding = false) Shell shell,
            @RequestParam(required = false) @Nullable String seen) {
        return shell.seen().equals(seen) ? ResponseEntity.noContent().build() : "shell/_counts :: counts";
    }

    /**
     * How far a request is that the page follows.
     * @param of the name under which it was sent
     */
    @GetMapping("/progress")
    Object progress(@CurrentPerson Person me, @RequestParam String of, HttpServletResponse response, Model model) {
        Progress.Step step = Progress.of(me.account(), of);
        if (step == null) {
            // Not begun, or another node does it.
            return ResponseEntity.noContent().build();
        }
        if (step.over()) {
            response.setStatus(STOP_ASKING);
        }
        model.addAttribute("step", step);
        return "shell/_progress :: progress";
    }

    private List<WorkItem> waiting(Person me) {
        TaskList list = this.tasks.getIfAvailable();
        return (list != null) ? list.todo(me.account(), TASKS).items() : List.of();
    }

    /** The nearest date first, what has none last. */
    private List<Obligations.Obligation> owed(Person me) {
        List<Obligations.Obligation> owed = new ArrayList<>();
        this.obligations.orderedStream().forEach((source) -> owed.addAll(source.of(me.account())));
        owed.sort(Comparator.comparing(Obligations.Obligation::dueOn, Comparator.nullsLast(Comparator.naturalOrder())));
        return owed;
    }

    private List<Message> news(Person me, Locale locale) {
        Inbox box = this.inbox.getIfAvailable();
        return (box != null) ? box.latestUnread(me.account(), NEWS, locale) : List.of();
    }

}

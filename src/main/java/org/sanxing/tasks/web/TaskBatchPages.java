package org.sanxing.tasks.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;
import org.sanxing.common.Texts;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Readings;
import org.sanxing.tasks.list.TaskAccess;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.usecase.CompleteTasks;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Decides several tasks of one kind: a page to look them over, and the report on each of
 * them.
 */
@Controller
@RequestMapping("/tasks/batch")
class TaskBatchPages {

    private final WorkItems items;

    private final TaskAccess access;

    private final TaskViews views;

    private final CompleteTasks completeTasks;

    private final TaskJson json;

    private final Readings readings;

    TaskBatchPages(WorkItems items, TaskAccess access, TaskViews views, CompleteTasks completeTasks, TaskJson json,
            Readings readings) {
        this.items = items;
        this.access = access;
        this.views = views;
        this.completeTasks = completeTasks;
        this.json = json;
        this.readings = readings;
    }

    @GetMapping
    String form(@CurrentPerson Person me, @RequestParam(required = false) @Nullable List<String> id,
            @RequestParam(defaultValue = "approve") String decision, @RequestParam(defaultValue = "") String kind,
            HttpServletRequest request, Model model) {
        requireKnown(decision);
        List<WorkItem> items = visible(me, (id != null) ? id : List.of()).stream()
            .filter((item) -> item.isOpen() && (kind.isEmpty() || item.kind().equals(kind)))
            .toList();
        // Nobody agrees to what they have not looked at, unless they say so one by one.
        Set<String> unopened = this.readings.unopened(items, me.account());
        List<Line> lines = items.stream()
            .map((item) -> new Line(item, item.revision(), "", null, !unopened.contains(item.id())))
            .toList();
        return page(kind, decision, "", lines, List.of(), request, model);
    }

    @PostMapping
    String execute(@CurrentPerson Person me, @RequestParam(required = false) @Nullable List<String> id,
            @RequestParam(defaultValue = "approve") String decision, @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String opinion, HttpServletRequest request, HttpServletResponse response,
            Model model) {
        requireKnown(decision);
        Map<String, WorkItem> known = new LinkedHashMap<>();
        visible(me, (id != null) ? id : List.of()).forEach((item) -> known.put(item.id(), item));
        List<CompleteTasks.Item> asked = new ArrayList<>();
        for (String each : known.keySet()) {
            String own = own(request, each);
            asked.add(new CompleteTasks.Item(each, Texts.isBlank(own) ? Map.of() : Map.of("opinion", own),
                    TaskPageModel.integer(request, "revision." + each)));
        }
        Map<String, Object> common = new LinkedHashMap<>(Map.of("decision", decision));
        if (!Texts.isBlank(opinion)) {
            common.put("opinion", opinion);
        }
        List<CompleteTasks.Report> reports;
        try {
            reports = this.completeTasks.execute(new CompleteTasks.CompleteTasksCommand(kind, common, asked),
                    me.account());
        }
        catch (Refusal refused) {
            response.setStatus(refused.kind().status());
            if (refused instanceof InvalidInput invalid) {
                model.addAttribute("errors", invalid.errors());
            }
            else {
                model.addAttribute("refusal", refused);
            }
            return page(kind, decision, opinion, lines(known, request, Map.of()), List.of(), request, model);
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        reports.stream()
            .filter((report) -> report.refusal() != null)
            .forEach((report) -> reasons.put(report.id(), this.json.words(report.refusal())));
        List<WorkItem> done = known.values().stream().filter((item) -> !reasons.containsKey(item.id())).toList();
        known.keySet().retainAll(reasons.keySet());
        known.replaceAll((each, item) -> this.items.find(each).orElse(item));
        return page(kind, decision, opinion, lines(known, request, reasons), done, request, model);
    }

    private static void requireKnown(String decision) {
        Texts.chosen(Map.of("decision", decision), "decision", Set.of("approve", "return"));
    }

    private static String own(HttpServletRequest request, String id) {
        return Objects.requireNonNullElse(request.getParameter("opinion." + id), "");
    }

    /** What was typed for them stays, and what has changed meanwhile has been told. */
    private static List<Line> lines(Map<String, WorkItem> items, HttpServletRequest request,
            Map<String, String> reasons) {
        return items.values()
            .stream()
            .map((item) -> new Line(item, item.revision(), own(request, item.id()), reasons.get(item.id()), true))
            .toList();
    }

    private List<WorkItem> visible(Person me, List<String> ids) {
        return ids.stream()
            .distinct()
            .limit(CompleteTasks.MOST)
            .flatMap((id) -> this.access.find(id, me).stream())
            .toList();
    }

    private String page(String kind, String decision, String opinion, List<Line> lines, List<WorkItem> done,
            HttpServletRequest request, Model model) {
        List<WorkItem> all = new ArrayList<>(lines.stream().map(Line::item).toList());
        all.addAll(done);
        model.addAttribute("kind", kind);
        model.addAttribute("decision", decision);
        model.addAttribute("opinion", opinion);
        model.addAttribute("lines", lines);
        model.addAttribute("done", done);
        model.addAttribute("names", this.views.namesOf(all));
        model.addAttribute("back", TaskPageModel.back(request).map(ListLink::path).orElse(null));
        model.addAttribute("key", Ids.next());
        if (!model.containsAttribute("errors")) {
            model.addAttribute("errors", List.<FieldError>of());
        }
        return "tasks/batch";
    }

    /**
     * @param opinion typed for this one
     * @param refused why it was not done, in words; null where it was not tried
     * @param opened whether the person has looked at it
     */
    record Line(WorkItem item, int revision, String opinion, @Nullable String refused, boolean opened) {

    }

}

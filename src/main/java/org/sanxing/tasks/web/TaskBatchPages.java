package org.sanxing.tasks.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    TaskBatchPages(WorkItems items, TaskAccess access, TaskViews views, CompleteTasks completeTasks, TaskJson json) {
        this.items = items;
        this.access = access;
        this.views = views;
        this.completeTasks = completeTasks;
        this.json = json;
    }

    @GetMapping
    String form(@CurrentPerson Person me, @RequestParam(required = false) @Nullable List<String> id,
            @RequestParam(defaultValue = "approve") String decision, @RequestParam(defaultValue = "") String kind,
            HttpServletRequest request, Model model) {
        requireKnown(decision);
        List<Line> lines = visible(me, (id != null) ? id : List.of()).stream()
            .filter((item) -> item.isOpen() && (kind.isEmpty() || item.kind().equals(kind)))
            .map((item) -> new Line(item, item.revision(), "", null))
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
            asked.add(new CompleteTasks.Item(each, own(request, each), revision(request, each)));
        }
        Map<String, Object> common = new LinkedHashMap<>(Map.of("decision", decision));
        if (!opinion.isBlank()) {
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
        Map<String, WorkItem> refused = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        List<WorkItem> done = new ArrayList<>();
        for (CompleteTasks.Report report : reports) {
            Refusal why = report.refusal();
            WorkItem item = known.get(report.id());
            if (item == null) {
                continue;
            }
            if (why == null) {
                done.add(item);
            }
            else {
                refused.put(item.id(), this.items.find(item.id()).orElse(item));
                reasons.put(item.id(), this.json.words(why));
            }
        }
        return page(kind, decision, opinion, lines(refused, request, reasons), done, request, model);
    }

    private static void requireKnown(String decision) {
        Texts.chosen(Map.of("decision", decision), "decision", Set.of("approve", "return"));
    }

    private static Map<String, Object> own(HttpServletRequest request, String id) {
        String text = request.getParameter("opinion." + id);
        return (text != null && !text.isBlank()) ? Map.of("opinion", text) : Map.of();
    }

    private static @Nullable Integer revision(HttpServletRequest request, String id) {
        String text = request.getParameter("revision." + id);
        try {
            return (text != null) ? Integer.valueOf(text) : null;
        }
        catch (NumberFormatException ex) {
            throw new InvalidInput("revision." + id, "integer");
        }
    }

    /** What was typed for them stays, and what has changed meanwhile has been told. */
    private static List<Line> lines(Map<String, WorkItem> items, HttpServletRequest request,
            Map<String, String> reasons) {
        return items.values().stream().map((item) -> {
            String text = request.getParameter("opinion." + item.id());
            return new Line(item, item.revision(), (text != null) ? text : "", reasons.get(item.id()));
        }).toList();
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
     */
    record Line(WorkItem item, int revision, String opinion, @Nullable String refused) {

    }

}

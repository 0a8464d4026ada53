package org.sanxing.tasks.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormView;
import org.sanxing.organization.Person;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.JdbcTaskList;
import org.sanxing.tasks.list.TaskAccess;
import org.sanxing.tasks.list.TaskDrafts;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.TaskQuery;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Makes the page of a task, and finds the way from it back to the list. */
@Component
class TaskPageModel {

    /** How many rows a page of the list has. */
    static final int ROWS = 30;

    /** The parameter of a page and of its forms that holds the list. */
    static final String BACK = "_back";

    /** Set where the page stands beside the list. */
    static final String PANE = "_pane";

    /** Set where there is no room for a task beside the list. */
    static final String NARROW = "_narrow";

    /** Before the names of the fields of the decision, in the form of an operation. */
    static final String TYPED = "_typed.";

    private static final String CARRIED = TaskPageModel.class.getName() + ".carried";

    private final JdbcTaskList list;

    private final TaskInfo.Source infos;

    private final TaskViews views;

    private final TaskAccess access;

    private final TaskHandlers handlers;

    private final TaskDrafts drafts;

    private final ZoneId zone;

    TaskPageModel(JdbcTaskList list, TaskInfo.Source infos, TaskViews views, TaskAccess access, TaskHandlers handlers,
            TaskDrafts drafts, ZoneId zone) {
        this.list = list;
        this.infos = infos;
        this.views = views;
        this.access = access;
        this.handlers = handlers;
        this.drafts = drafts;
        this.zone = zone;
    }

    /**
     * @param form null where the task is not open
     */
    String page(WorkItem item, Person me, @Nullable FormView form, HttpServletRequest request, Model model) {
        TaskHandler.TaskPage page = this.handlers.of(item.kind()).page(item, me);
        boolean pane = request.getParameterMap().containsKey("pane");
        if (page.template().startsWith("redirect:")) {
            return elsewhere(page.template(), pane, item, model);
        }
        model.addAttribute("item", item);
        model.addAttribute("taskInfo", this.infos.of(item, me));
        model.addAttribute("names", this.views.namesOf(List.of(item)));
        model.addAttribute("form", form);
        model.addAttribute("mayAct", this.access.actor(item, me).isPresent());
        model.addAttribute("draftOwner", me.account());
        model.addAttribute("draftRevision", draftRevision(item, me, request));
        model.addAttribute("key", Ids.next());
        model.addAttribute("inPane", pane);
        model.addAttribute("back", back(request).map(ListLink::path).orElse(null));
        model.addAllAttributes(page.model());
        return page.template();
    }

    /**
     * The revision of what is kept of the person's typing: what the page saw, so that
     * another window's words are not overwritten; 0 for none.
     */
    private int draftRevision(WorkItem item, Person me, HttpServletRequest request) {
        String seen = request.getParameter("_draft");
        if (seen != null && seen.matches("\\d{1,9}") && !request.getRequestURI().endsWith("/merge")) {
            return Integer.parseInt(seen);
        }
        return this.drafts.find(item.id(), me.account()).map(TaskDrafts.TaskDraft::revision).orElse(0);
    }

    /** Beside the list there is no room for a page that is made for writing. */
    private static String elsewhere(String redirect, boolean pane, WorkItem item, Model model) {
        if (!pane) {
            return redirect;
        }
        if (!redirect.endsWith("/edit")) {
            return redirect + "?pane";
        }
        model.addAttribute("item", item);
        model.addAttribute("place", redirect.substring("redirect:".length()));
        return "tasks/elsewhere";
    }

    /** The list that a task was opened from, as it stood before. */
    static Optional<ListLink> back(HttpServletRequest request) {
        return Optional.ofNullable(ListLink.of(request.getParameter(BACK)));
    }

    /**
     * Where the way leads once a task is off the person's hands: to the list, with what
     * came after it open.
     */
    static String onwards(HttpServletRequest request, @Nullable String next) {
        if (next != null && "true".equals(request.getParameter(NARROW))) {
            return again(request, next);
        }
        return "redirect:" + back(request).map((back) -> back.opened(next)).orElse("/tasks");
    }

    /**
     * Where the way leads while it stays: to the task, beside the list or on its page.
     */
    static String again(HttpServletRequest request, String id) {
        return "redirect:"
                + back(request)
                    .map((back) -> inPane(request) ? back.opened(id)
                            : "/tasks/" + id + "?" + BACK + "="
                                    + URLEncoder.encode(back.path(), StandardCharsets.UTF_8))
                    .orElse("/tasks/" + id);
    }

    /**
     * What comes after a task in the list, or before it at the end; null where nothing.
     */
    @Nullable String neighbour(HttpServletRequest request, String id, Person me) {
        ListLink back = ListLink.of(request.getParameter(BACK));
        List<String> ids = List.of();
        try {
            if (back != null) {
                TaskQuery query = back.asked().limited(ROWS + 1).query(TaskQuery.Sort.DUE_AT, this.zone);
                ids = this.list.list(query, me.account()).items().stream().map((row) -> row.item().id()).toList();
            }
        }
        catch (InvalidInput ex) {
            return null;
        }
        int index = ids.indexOf(id);
        if (index < 0 || ids.size() == 1) {
            return null;
        }
        return ids.get((index + 1 < ids.size()) ? index + 1 : index - 1);
    }

    /** A number that a form carries; null where it carries none. */
    static @Nullable Integer integer(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        try {
            return !Texts.isBlank(text) ? Integer.valueOf(text) : null;
        }
        catch (NumberFormatException ex) {
            throw new InvalidInput(name, "integer");
        }
    }

    /** Whether a form was sent from beside the list. */
    static boolean inPane(HttpServletRequest request) {
        return "true".equals(request.getParameter(PANE));
    }

    /**
     * Keeps what was typed for the decision over an operation that leaves the task with
     * the person: until the task's page is shown again.
     */
    static void carry(HttpServletRequest request, String id) {
        Map<String, String[]> typed = new LinkedHashMap<>();
        carried(request).forEach((name, texts) -> typed.put(name.substring(TYPED.length()), texts));
        if (!typed.isEmpty()) {
            request.getSession().setAttribute(CARRIED + "." + id, typed);
        }
    }

    /** As the form of an operation has them. */
    static Map<String, String[]> carried(HttpServletRequest request) {
        Map<String, String[]> carried = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, texts) -> {
            if (name.startsWith(TYPED)) {
                carried.put(name, texts);
            }
        });
        return carried;
    }

    /** What was kept, once; null where nothing. */
    @SuppressWarnings("unchecked")
    static @Nullable Map<String, String[]> takeCarried(HttpServletRequest request, String id) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return null;
        }
        Map<String, String[]> typed = (Map<String, String[]>) session.getAttribute(CARRIED + "." + id);
        session.removeAttribute(CARRIED + "." + id);
        return typed;
    }

    /**
     * The words of a form that can no longer be sent, so that nobody has to write them
     * again.
     */
    static List<String> words(HttpServletRequest request) {
        List<String> words = new ArrayList<>();
        request.getParameterMap().forEach((name, texts) -> {
            if (!name.startsWith("_") && !name.equals("decision") && !name.endsWith(".passage")
                    && !name.equals("resolved")) {
                for (String text : texts) {
                    if (text.length() > 1) {
                        words.add(text);
                    }
                }
            }
        });
        return words;
    }

}

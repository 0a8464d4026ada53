package org.sanxing.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.NavigationEntry;
import org.sanxing.common.Page;
import org.sanxing.common.Pinyin;
import org.sanxing.common.SearchPlace;
import org.sanxing.common.Texts;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

@Controller
@RequestMapping("/ledger")
class LedgerPages {

    private static final int ROWS = 50;

    private final LedgerSearch search;

    private final LedgerNames.Source names;

    private final WorkingCalendar calendar;

    private final EntryPolicy policy;

    private final ChosenColumns columns;

    LedgerPages(LedgerSearch search, LedgerNames.Source names, WorkingCalendar calendar, EntryPolicy policy,
            ChosenColumns columns) {
        this.search = search;
        this.names = names;
        this.calendar = calendar;
        this.policy = policy;
        this.columns = columns;
    }

    @Bean
    static NavigationEntry ledgerPlace() {
        return new NavigationEntry("ledger", "/ledger", 30, NavigationEntry.STAFF, Role.AUDITOR.id());
    }

    @Bean
    static SearchPlace entriesSearch(LedgerSearch search, LedgerNames.Source names) {
        return new SearchPlace("entries", 40, "/ledger", (account, text, most) -> {
            List<LedgerEntry> found = SearchPlace.withInitials(text, most,
                    search.page(finding(text), account, most, null).items(),
                    () -> search.page(finding(null), account, SearchPlace.NEWEST, null).items(), LedgerEntry::title);
            LedgerNames known = names.of(found);
            return found.stream()
                .map((entry) -> new SearchPlace.Hit("/ledger/" + entry.id(), entry.number() + " " + entry.title(),
                        known.name(entry.responsible())))
                .toList();
        }, NavigationEntry.STAFF, Role.AUDITOR.id());
    }

    private static LedgerQuery finding(@Nullable String text) {
        return new LedgerQuery(null, null, null, null, null, null, null, null, null, null, null, text,
                LedgerQuery.Sort.NEWEST);
    }

    @GetMapping
    String list(@CurrentPerson Person me, @ModelAttribute LedgerQuery.Parameters parameters,
            @RequestParam(required = false) @Nullable String cursor, Model model) {
        LedgerQuery query = parameters.query();
        Page<LedgerEntry> page = this.search.page(query, me.account(), ROWS, cursor);
        LedgerNames known = this.names.of(page.items());
        Map<String, String> given = parameters.filters();
        if (query.sort() != LedgerQuery.Sort.NEWEST) {
            given.put("sort", query.sort().id());
        }
        Links links = new Links(given);
        model.addAttribute("page", page);
        model.addAttribute("known", known);
        model.addAttribute("query", query);
        model.addAttribute("totals", this.search.totals(query, me.account()));
        model.addAttribute("states", LedgerEntry.State.values());
        model.addAttribute("classes", DeadlineClass.values());
        model.addAttribute("sorts", LedgerQuery.Sort.values());
        model.addAttribute("branches", sorted(known.branches()));
        model.addAttribute("departments", sorted(known.departments()));
        // The same one of several campaigns is one.
        model.addAttribute("categories", known.categories().values().stream().distinct().sorted(Pinyin.ORDER).toList());
        model.addAttribute("category", known.category(query.category()));
        model.addAttribute("links", links);
        model.addAttribute("chips", chips(query, known, links));
        model.addAttribute("columns", this.columns.of(me.account()));
        model.addAttribute("allColumns", ListColumn.values());
        model.addAttribute("registers", !this.policy.registersFor(me.account()).isEmpty());
        model.addAttribute("today", this.calendar.today());
        model.addAttribute("first", Texts.isBlank(cursor));
        return "ledger/list";
    }

    /** Chooses the columns beside the list, and comes back to the list as it was. */
    @PostMapping("/columns")
    String columns(@CurrentPerson Person me, @RequestParam(required = false) @Nullable List<String> column,
            @RequestParam(required = false) @Nullable String usual, @ModelAttribute LedgerQuery.Parameters parameters,
            RedirectAttributes after) {
        if (usual != null) {
            this.columns.forget(me.account());
        }
        else {
            this.columns.keep(me.account(), (column != null) ? column : List.of());
        }
        Map<String, String> given = new TreeMap<>(parameters.filters());
        if (parameters.sort() != null) {
            given.put("sort", parameters.sort());
        }
        after.addAllAttributes(given);
        return "redirect:/ledger";
    }

    private List<Chip> chips(LedgerQuery query, LedgerNames known, Links links) {
        List<Chip> chips = new ArrayList<>();
        links.parameters().forEach((name, value) -> {
            String text = switch (name) {
                case "sort", "state", "deadlineClass", "source", "overdue", "recurring" -> null;
                case "branch" -> known.branch(value);
                case "department" -> known.department(value);
                case "campaignId" -> known.campaign(value);
                case "category" -> known.category(value);
                case "responsible" -> this.names.with(List.of(value)).name(value);
                case "reflectionId" -> "";
                default -> value;
            };
            // The order is shown beside the table, and no filter.
            if (!name.equals("sort")) {
                chips.add(new Chip(name, text, (text == null) ? "ledger." + name + "." + value : null,
                        links.without(name)));
            }
        });
        return chips;
    }

    private static List<Map.Entry<String, String>> sorted(Map<String, String> names) {
        return names.entrySet().stream().sorted(Map.Entry.comparingByValue(Pinyin.ORDER)).toList();
    }

    /**
     * A filter in force.
     *
     * @param text null where a message says it
     * @param key of that message
     * @param link to the list without it
     */
    record Chip(String name, @Nullable String text, @Nullable String key, String link) {

    }

    /** Addresses of this list with other filters, from its first page. */
    record Links(Map<String, String> parameters) {

        public String with(String name, String value) {
            return changed((filters) -> filters.put(name, value));
        }

        public String without(String name) {
            return changed((filters) -> filters.remove(name));
        }

        public String state(@Nullable String state) {
            return changed((filters) -> {
                filters.keySet().removeAll(Set.of("overdue", "state"));
                if (state != null) {
                    filters.put("state", state);
                }
            });
        }

        public String overdue() {
            return changed((filters) -> {
                filters.remove("state");
                filters.put("overdue", "true");
            });
        }

        public String next(String cursor) {
            return with("cursor", cursor);
        }

        /** All that the list shows, as Excel. */
        public String excel() {
            Map<String, String> filters = new LinkedHashMap<>(this.parameters);
            filters.remove("sort");
            return link("/ledger/entries.xlsx", filters);
        }

        private String changed(Consumer<Map<String, String>> change) {
            Map<String, String> changed = new LinkedHashMap<>(this.parameters);
            change.accept(changed);
            return link("/ledger", changed);
        }

        private static String link(String path, Map<String, String> parameters) {
            UriComponentsBuilder link = UriComponentsBuilder.fromPath(path);
            Map<String, Object> values = new LinkedHashMap<>(parameters);
            parameters.keySet().forEach((name) -> link.queryParam(name, "{" + name + "}"));
            return link.encode().buildAndExpand(values).toUriString();
        }

    }

}

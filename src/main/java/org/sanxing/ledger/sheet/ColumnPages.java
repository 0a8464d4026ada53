package org.sanxing.ledger.sheet;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The columns of the list, chosen beside it. */
@Controller
class ColumnPages {

    /** Of the list that one comes back to. */
    private static final Set<String> FILTERS = Set.of("q", "state", "overdue", "deadlineClass", "branch", "department",
            "campaignId", "category", "responsible", "recurring", "source", "reflectionId", "sort");

    private final ChosenColumns columns;

    ColumnPages(ChosenColumns columns) {
        this.columns = columns;
    }

    @PostMapping("/ledger/columns")
    String keep(@CurrentPerson Person me, @RequestParam(required = false) @Nullable List<String> column,
            @RequestParam(required = false) @Nullable String usual, @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        if (usual != null) {
            this.columns.forget(me.account());
        }
        else {
            this.columns.keep(me.account(), (column != null) ? column : List.of());
        }
        FILTERS.stream()
            .filter(typed::containsKey)
            .sorted()
            .forEach((name) -> after.addAttribute(name, typed.get(name)));
        return "redirect:/ledger";
    }

}

package org.sanxing.audit;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Conflict;
import org.sanxing.common.InvalidInput;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What the auditor keeps and takes along of the event search; the desk itself is on the
 * home page.
 */
@Controller
@RequestMapping("/trace")
class DeskPages {

    private final TraceAccess access;

    private final SavedSearches searches;

    private final EventExport export;

    DeskPages(TraceAccess access, SavedSearches searches, EventExport export) {
        this.access = access;
        this.searches = searches;
        this.export = export;
    }

    @PostMapping("/searches")
    String save(@RequestParam(required = false) @Nullable String name, @ModelAttribute("query") EventQuery query,
            Authentication me, RedirectAttributes after) {
        this.access.auditorOnly(me);
        try {
            SavedSearches.SavedSearch made = this.searches.add(me.getName(), name, query);
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("search.saved", made.name()));
        }
        catch (InvalidInput ex) {
            after.addFlashAttribute("searchRefused", ex.errors());
            after.addFlashAttribute("searchName", name);
        }
        catch (Conflict ex) {
            after.addFlashAttribute("searchesFull", true);
            after.addFlashAttribute("searchName", name);
        }
        return "redirect:/trace/events" + query.string();
    }

    @PostMapping("/searches/{id}/delete")
    String remove(@PathVariable String id, Authentication me, RedirectAttributes after) {
        this.access.auditorOnly(me);
        this.searches.remove(me.getName(), id);
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("search.deleted"));
        return "redirect:/trace/events";
    }

    @GetMapping("/events.zip")
    void export(@ModelAttribute("query") EventQuery query, Authentication me, HttpServletResponse response)
            throws IOException {
        this.access.auditorOnly(me);
        DeskApi.send(this.export, query, me, response);
    }

}

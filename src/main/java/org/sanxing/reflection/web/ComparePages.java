package org.sanxing.reflection.web;

import org.jspecify.annotations.Nullable;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** What changed between two versions, in the text or side by side. */
@Controller
class ComparePages {

    private final VersionComparison comparison;

    ComparePages(VersionComparison comparison) {
        this.comparison = comparison;
    }

    @GetMapping("/materials/{id}/compare")
    String compare(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to, @RequestParam(defaultValue = "inline") String view,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String fragment, Model model) {
        VersionComparison.Compared compared = this.comparison.of(id, from, to, me);
        model.addAttribute("compared", compared);
        model.addAttribute("view", "side".equals(view) ? "side" : "inline");
        return (fragment != null) ? "reflection/_diff :: diff" : "reflection/compare";
    }

}

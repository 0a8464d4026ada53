package org.sanxing.likeness;

import org.jspecify.annotations.Nullable;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.web.ReflectionViews;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How much of a material is the same as what was written elsewhere. */
@Controller
@RequestMapping("/materials/{id}/likeness")
class LikenessPages {

    private final LikenessViews likeness;

    private final ReflectionViews views;

    LikenessPages(LikenessViews likeness, ReflectionViews views) {
        this.likeness = likeness;
        this.views = views;
    }

    @GetMapping
    String page(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version, Model model) {
        LikenessViews.LikenessPage page = this.likeness.page(id, version, me);
        model.addAttribute("page", page);
        model.addAttribute("likeness", page.likeness());
        model.addAttribute("reflectionId", id);
        model.addAttribute("mine", me.account().equals(page.reflection().author()));
        return "likeness/likeness";
    }

    /** For the page of the material, which does not wait for it. */
    @GetMapping("/card")
    String card(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version, Model model) {
        Reflection reflection = this.views.readable(id, me);
        model.addAttribute("likeness", this.likeness.of(reflection, version, me));
        model.addAttribute("reflectionId", id);
        return "likeness/_likeness :: figures";
    }

}

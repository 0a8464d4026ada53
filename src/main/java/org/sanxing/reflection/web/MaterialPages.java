package org.sanxing.reflection.web;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NavigationEntry;
import org.sanxing.common.Refusal;
import org.sanxing.common.SearchPlace;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormDifference;
import org.sanxing.forms.FormView;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.reflection.OwedReflections;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionList;
import org.sanxing.reflection.ReflectionReaders;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.usecase.Drafts;
import org.sanxing.reflection.usecase.ReviewCourse;
import org.sanxing.reflection.usecase.SubmitReflection.SubmitReflectionCommand;
import org.sanxing.reflection.usecase.SubmitReflection;
import org.springframework.context.annotation.Bean;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Writing and reading materials. */
@Controller
@RequestMapping("/materials")
class MaterialPages {

    private static final int ROWS = 30;

    private final ReflectionRepository reflections;

    private final Writing writing;

    private final ReflectionViews views;

    private final ReflectionList list;

    private final OwedReflections owed;

    private final Drafts drafts;

    private final SubmitReflection submitReflection;

    private final ReviewCourse course;

    private final ReflectionReaders readers;

    private final VersionComparison comparison;

    MaterialPages(ReflectionRepository reflections, Writing writing, ReflectionViews views, ReflectionList list,
            OwedReflections owed, Drafts drafts, SubmitReflection submitReflection, ReviewCourse course,
            ReflectionReaders readers, VersionComparison comparison) {
        this.reflections = reflections;
        this.writing = writing;
        this.views = views;
        this.list = list;
        this.owed = owed;
        this.drafts = drafts;
        this.submitReflection = submitReflection;
        this.course = course;
        this.readers = readers;
        this.comparison = comparison;
    }

    @Bean
    static SearchPlace materialsSearch(ReflectionList list) {
        return new SearchPlace("materials", 30, "/materials",
                (account, text, most) -> SearchPlace
                    .withInitials(text, most, list.readableBy(account, null, null, text, most, null).items(),
                            () -> list.readableBy(account, null, null, null, SearchPlace.NEWEST, null).items(),
                            (row) -> row.title())
                    .stream()
                    .map((row) -> new SearchPlace.Hit("/materials/" + row.id(), row.author().name(), row.title()))
                    .toList(),
                NavigationEntry.STAFF);
    }

    @GetMapping
    String list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("owed", this.owed.owed(me.account()));
        model.addAttribute("page",
                this.list.readableBy(me.account(), null, Texts.isBlank(state) ? null : state, q, ROWS, cursor));
        model.addAttribute("me", me);
        model.addAttribute("q", q);
        model.addAttribute("state", state);
        model.addAttribute("key", Ids.next());
        return "reflection/list";
    }

    @PostMapping
    String create(@CurrentPerson Person me, @RequestParam String campaignId) {
        try {
            return "redirect:/materials/" + this.drafts.begin(campaignId, me.account()).id() + "/edit";
        }
        catch (Conflict exists) {
            // Begun in another tab: go on with that one.
            Object id = exists.facts().get("id");
            if (id == null) {
                throw exists;
            }
            return "redirect:/materials/" + id + "/edit";
        }
    }

    @GetMapping("/{id}")
    String show(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version, Model model) {
        Reflection reflection = this.views.readable(id, me);
        ReflectionViews.MaterialPage page = this.views.page(reflection, version);
        if (page.version() != null) {
            this.readers.opened(reflection, me.account(), page.version().number());
        }
        model.addAttribute("material", page);
        model.addAttribute("mine", me.account().equals(reflection.author()));
        model.addAttribute("key", Ids.next());
        return "reflection/show";
    }

    /** A version alone, for the pages that show it in place. */
    @GetMapping("/{id}/document")
    String document(@CurrentPerson Person me, @PathVariable String id, @RequestParam int version, Model model) {
        Reflection reflection = this.views.readable(id, me);
        model.addAttribute("material", this.views.page(reflection, version));
        this.readers.opened(reflection, me.account(), version);
        return "reflection/_document :: document";
    }

    /** What changed between two versions, in the text or side by side. */
    @GetMapping("/{id}/compare")
    String compare(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to, @RequestParam(defaultValue = "inline") String view,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String fragment, Model model) {
        model.addAttribute("compared", this.comparison.of(id, from, to, me));
        model.addAttribute("view", "side".equals(view) ? "side" : "inline");
        return (fragment != null) ? "reflection/_diff :: diff" : "reflection/compare";
    }

    @GetMapping("/{id}/edit")
    String edit(@CurrentPerson Person me, @PathVariable String id, Model model) {
        Reflection reflection = this.views.mine(id, me);
        if (!reflection.isWithAuthor()) {
            return "redirect:/materials/" + id;
        }
        return this.writing.page(reflection, this.writing.draft(reflection), model);
    }

    /** Saves while the author writes; answers with what the page says about it. */
    @PostMapping("/{id}/draft")
    String autosave(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(name = "_revision", required = false) @Nullable Integer revision, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        Reflection reflection = this.views.mine(id, me);
        FormView form = this.writing.typed(reflection, request);
        model.addAttribute("form", form);
        try {
            Reflection saved = this.drafts.save(id, me.account(), form.data(), revision);
            model.addAttribute("savedAt", saved.changedAt());
            model.addAttribute("revision", saved.revision());
            model.addAttribute("missing", this.writing.missing(saved, form));
        }
        catch (InvalidInput refused) {
            model.addAttribute("errors", refused.errors());
            model.addAttribute("form", form.with(form.data(), refused.errors()));
        }
        catch (Conflict changed) {
            response.setStatus(changed.kind().status());
            differing(this.reflections.getById(id), form, model);
        }
        return "reflection/_saved :: saved";
    }

    /** What the page holds beside what was saved or submitted elsewhere. */
    private FormDifference differing(Reflection now, FormView typed, Model model) {
        FormDifference difference = this.writing.difference(now, typed);
        model.addAttribute("now", now);
        model.addAttribute("differences", difference.differences());
        model.addAttribute("revision", now.revision());
        return difference;
    }

    @PostMapping("/{id}/submit")
    String submit(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(name = "_revision", required = false) @Nullable Integer revision,
            @RequestParam(name = "_conflict", required = false) @Nullable String conflict, HttpServletRequest request,
            HttpServletResponse response, Model model, RedirectAttributes redirect) {
        Reflection reflection = this.views.mine(id, me);
        FormView form = this.writing.typed(reflection, request);
        if (conflict != null) {
            return choosing(id, form, response, model);
        }
        try {
            Reflection submitted = this.submitReflection
                .execute(new SubmitReflectionCommand(id, me.account(), form.data(), null, revision));
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, this.writing.submitted(submitted));
            return "redirect:/materials/" + id;
        }
        catch (InvalidInput | Conflict refused) {
            Reflection now = this.reflections.getById(id);
            if (refused instanceof Conflict && (refused.code().equals("stale-revision") || !now.isWithAuthor())) {
                return choosing(id, form, response, model);
            }
            response.setStatus(refused.kind().status());
            // What was saved is undone with the request: the page goes on from where it
            // was.
            model.addAttribute("revision", (revision != null) ? revision : reflection.revision());
            if (refused instanceof InvalidInput invalid) {
                return this.writing.page(now, form.with(form.data(), invalid.errors()), model);
            }
            model.addAttribute("refusal", refused);
            return this.writing.page(now, form, model);
        }
    }

    /**
     * Saves what a page holds, with what was chosen where another window had saved other
     * words meanwhile. Also what a page kept that could not reach the server.
     * @param conflict set where the page shows both
     */
    @PostMapping("/{id}/merge")
    String merge(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(name = "_revision", required = false) @Nullable Integer revision,
            @RequestParam(name = "_conflict", required = false) @Nullable String conflict, HttpServletRequest request,
            HttpServletResponse response, Model model, RedirectAttributes redirect) {
        Reflection now = this.views.mine(id, me);
        FormView form = this.writing.typed(now, request);
        FormDifference difference = this.writing.difference(now, form);
        Map<String, String> choices = (conflict != null) ? difference.choices(request.getParameterMap()) : Map.of();
        if (conflict != null && choices.size() < difference.differences().size()) {
            model.addAttribute("chosen", choices);
            return choosing(id, form, response, model);
        }
        Map<String, Object> merged = difference.merged(choices);
        try {
            this.drafts.save(id, me.account(), merged, revision);
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE,
                    Confirmation.of((conflict != null) ? "reflection.conflict.merged" : "reflection.saved.recovered"));
            redirect.addFlashAttribute("setAside", difference.setAside(choices));
            return "redirect:/materials/" + id + "/edit";
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            return this.writing.page(now, form.with(merged, refused.errors()), model);
        }
        catch (Conflict changed) {
            return choosing(id, form, response, model);
        }
    }

    /** The page again with what was typed, and what was saved or submitted elsewhere. */
    private String choosing(String id, FormView typed, HttpServletResponse response, Model model) {
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        Reflection now = this.reflections.getById(id);
        differing(now, typed, model);
        if (now.isWithAuthor()) {
            return this.writing.page(now, typed, model);
        }
        model.addAttribute("material", this.views.page(now, null));
        return "reflection/elsewhere";
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes redirect) {
        try {
            this.course.withdraw(id, me.account());
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("reflection.withdrawn"));
            return "redirect:/materials/" + id + "/edit";
        }
        catch (Conflict late) {
            redirect.addFlashAttribute("refusal", (Refusal) late);
            return "redirect:/materials/" + id;
        }
    }

    @GetMapping("/{id}/preview")
    String preview(@CurrentPerson Person me, @PathVariable String id, Model model) {
        Reflection reflection = this.views.mine(id, me);
        model.addAttribute("material", this.views.page(reflection, null));
        model.addAttribute("document", this.views.preview(reflection));
        return "reflection/preview";
    }

}

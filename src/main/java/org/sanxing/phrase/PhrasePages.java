package org.sanxing.phrase;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Keeping phrases, and what the text areas of other pages fetch of them. */
@Controller
@RequestMapping("/phrases")
class PhrasePages {

    private static final String HOME = "redirect:/phrases";

    private final Phrases phrases;

    private final KeepPhrases keepPhrases;

    PhrasePages(Phrases phrases, KeepPhrases keepPhrases) {
        this.phrases = phrases;
        this.keepPhrases = keepPhrases;
    }

    /**
     * @param edit id of the phrase that is being changed
     */
    @GetMapping
    String list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String edit, Model model) {
        PhraseKind wanted = PhraseKind.optional(kind);
        List<Phrase> all = this.phrases.of(me.account(), wanted, q);
        model.addAttribute("own", all.stream().filter((phrase) -> !phrase.organ()).toList());
        model.addAttribute("organs", all.stream().filter(Phrase::organ).toList());
        model.addAttribute("q", q);
        model.addAttribute("kind", (wanted != null) ? wanted.id() : "");
        model.addAttribute("edit", edit);
        model.addAttribute("mayKeepOwn", this.keepPhrases.mayKeepOwn(me.account()));
        model.addAttribute("mayKeepOrgans", this.keepPhrases.mayKeepOrgans(me.account()));
        if (!model.containsAttribute("typed")) {
            model.addAttribute("typed", Typed.NOTHING);
        }
        return "phrase/list";
    }

    @PostMapping
    String add(@CurrentPerson Person me, @ModelAttribute KeepPhrases.Given given, Model model, RedirectAttributes after,
            HttpServletResponse response) {
        try {
            KeepPhrases.Added added = this.keepPhrases.addLines(given, me.account());
            return done((added.known() == 0) ? Confirmation.of("phrases.added", added.added())
                    : Confirmation.of("phrases.added-known", added.added(), added.known()), after);
        }
        catch (InvalidInput | Conflict refused) {
            return refused(refused,
                    new Typed(null, given.lines(), given.kind(), Boolean.TRUE.equals(given.organ()), null), me, model,
                    response);
        }
    }

    private static String done(Confirmation said, RedirectAttributes after) {
        after.addFlashAttribute(Confirmation.ATTRIBUTE, said);
        return HOME;
    }

    @PostMapping("/{id}")
    String change(@CurrentPerson Person me, @PathVariable String id, @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String kind, @RequestParam(required = false) @Nullable Integer revision,
            Model model, RedirectAttributes after, HttpServletResponse response) {
        try {
            this.keepPhrases.change(id, PhraseText.one(text), PhraseKind.of(kind), revision, me.account());
            return done(Confirmation.of("phrases.changed"), after);
        }
        catch (InvalidInput | Conflict refused) {
            if ("removed".equals(refused.facts().get("currentState"))) {
                // There is nothing left to change: what was typed can be added anew.
                return refused(refused, new Typed(null, text, kind, this.keepPhrases.mayKeepOrgans(me.account()), null),
                        me, model, response);
            }
            // Told once, with the text as it is now; saving again then means it.
            Object now = (refused instanceof Conflict) ? refused.facts().get("revision") : null;
            return refused(refused, new Typed(id, text, kind, false, (now instanceof Integer seen) ? seen : revision),
                    me, model, response);
        }
    }

    private String refused(Refusal refused, Typed typed, Person me, Model model, HttpServletResponse response) {
        response.setStatus(refused.kind().status());
        model.addAttribute("refusal", refused);
        model.addAttribute("errors",
                (refused instanceof InvalidInput invalid) ? invalid.errors() : List.<FieldError>of());
        model.addAttribute("typed", typed);
        return list(me, null, null, typed.id(), model);
    }

    @PostMapping("/{id}/remove")
    String remove(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer revision, Model model, RedirectAttributes after,
            HttpServletResponse response) {
        try {
            after.addFlashAttribute("removed", this.keepPhrases.remove(id, revision, me.account()));
            return HOME;
        }
        catch (Conflict refused) {
            return refused(refused, Typed.NOTHING, me, model, response);
        }
    }

    @PostMapping("/{id}/restore")
    String restore(@CurrentPerson Person me, @PathVariable String id, Model model, RedirectAttributes after,
            HttpServletResponse response) {
        try {
            this.keepPhrases.restore(id, me.account());
            return done(Confirmation.of("phrases.restored"), after);
        }
        catch (Conflict refused) {
            return refused(refused, Typed.NOTHING, me, model, response);
        }
    }

    /** What a text area offers, once for each page that has one. */
    @GetMapping("/offered")
    @ResponseBody
    List<Phrase> offered(@CurrentPerson Person me) {
        return this.phrases.of(me.account(), null, null);
    }

    @PostMapping("/{id}/use")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ResponseBody
    void use(@CurrentPerson Person me, @PathVariable String id) {
        try {
            this.keepPhrases.use(id, me.account());
        }
        catch (NotFound gone) {
            // It was put into the text all the same; nothing is left to count.
        }
    }

    /**
     * Keeps words that are selected in a text area.
     * @return the new phrase; 204 where the person has it already
     */
    @PostMapping("/own")
    @ResponseBody
    ResponseEntity<Phrase> keep(@CurrentPerson Person me, @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "objection") String kind) {
        try {
            return ResponseEntity
                .ok(this.keepPhrases.add(new KeepPhrases.Given(text, null, kind, false), me.account()));
        }
        catch (InvalidInput | Conflict refused) {
            return refused.code().equals("phrase-exists") ? ResponseEntity.noContent().build()
                    : ResponseEntity.status(refused.kind().status()).build();
        }
    }

    /**
     * What was typed and is not kept yet.
     *
     * @param id of the phrase that is being changed; null for new ones
     */
    record Typed(@Nullable String id, @Nullable String text, @Nullable String kind, boolean organ,
            @Nullable Integer revision) {

        private static final Typed NOTHING = new Typed(null, "", PhraseKind.OBJECTION.id(), false, null);

    }

}

package org.sanxing.phrase;

import java.util.List;
import java.util.Set;

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

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Keeping phrases, and what the text areas of other pages fetch of them. */
@Controller
@RequestMapping("/phrases")
class PhrasePages {

    private static final String HOME = "redirect:/phrases";

    private final Phrases phrases;

    private final PhraseRights rights;

    private final AddPhrases addPhrases;

    private final ChangePhrase changePhrase;

    private final UsePhrase usePhrase;

    PhrasePages(Phrases phrases, PhraseRights rights, AddPhrases addPhrases, ChangePhrase changePhrase,
            UsePhrase usePhrase) {
        this.phrases = phrases;
        this.rights = rights;
        this.addPhrases = addPhrases;
        this.changePhrase = changePhrase;
        this.usePhrase = usePhrase;
    }

    /**
     * @param edit id of the phrase that is being changed
     */
    @GetMapping
    String list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String edit, Model model) {
        return page(me, q, kind, edit, model);
    }

    private String page(Person me, @Nullable String q, @Nullable String kind, @Nullable String edit, Model model) {
        PhraseKind wanted = (kind == null || kind.isBlank()) ? null : PhraseKind.of(kind);
        List<Phrase> all = this.phrases.of(me.account(), wanted, q);
        model.addAttribute("own", all.stream().filter((phrase) -> !phrase.organ()).toList());
        model.addAttribute("organs", all.stream().filter(Phrase::organ).toList());
        model.addAttribute("q", q);
        model.addAttribute("kind", (wanted != null) ? wanted.id() : "");
        model.addAttribute("edit", edit);
        model.addAttribute("mayKeepOwn", this.rights.mayKeepOwn(me.account()));
        model.addAttribute("mayKeepOrgans", this.rights.mayKeepOrgans(me.account()));
        if (!model.containsAttribute("typed")) {
            model.addAttribute("typed", new Typed(null, "", "objection", false, null));
        }
        return "phrase/list";
    }

    @PostMapping
    String add(@CurrentPerson Person me, @RequestParam(defaultValue = "") String lines,
            @RequestParam(defaultValue = "") String kind, @RequestParam(defaultValue = "false") boolean organ,
            Model model, RedirectAttributes after, HttpServletResponse response) {
        try {
            AddPhrases.Added added = this.addPhrases
                .execute(new AddPhrases.Command(PhraseText.lines(lines), PhraseKind.of(kind), organ, me.account()));
            after.addFlashAttribute(Confirmation.ATTRIBUTE,
                    (added.known() == 0) ? Confirmation.of("phrases.added", added.ids().size())
                            : Confirmation.of("phrases.added-known", added.ids().size(), added.known()));
            return HOME;
        }
        catch (InvalidInput | Conflict refused) {
            return refused(refused, new Typed(null, lines, kind, organ, null), me, model, response);
        }
    }

    @PostMapping("/{id}")
    String change(@CurrentPerson Person me, @PathVariable String id, @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String kind, @RequestParam(required = false) @Nullable Integer revision,
            Model model, RedirectAttributes after, HttpServletResponse response) {
        try {
            this.changePhrase.execute(new ChangePhrase.Command(ChangePhrase.Action.CHANGE, id, PhraseText.one(text),
                    PhraseKind.of(kind), revision, me.account()));
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("phrases.changed"));
            return HOME;
        }
        catch (InvalidInput | Conflict refused) {
            if ("removed".equals(refused.facts().get("currentState"))) {
                // There is nothing left to change: what was typed can be added anew.
                return refused(refused, new Typed(null, text, kind, this.rights.mayKeepOrgans(me.account()), null), me,
                        model, response);
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
        return page(me, null, null, typed.id(), model);
    }

    @PostMapping("/{id}/remove")
    String remove(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer revision, Model model, RedirectAttributes after,
            HttpServletResponse response) {
        try {
            Phrase removed = this.changePhrase
                .execute(new ChangePhrase.Command(ChangePhrase.Action.REMOVE, id, null, null, revision, me.account()));
            after.addFlashAttribute("removed", removed);
            return HOME;
        }
        catch (Conflict refused) {
            return refused(refused, new Typed(null, "", "objection", false, null), me, model, response);
        }
    }

    @PostMapping("/{id}/restore")
    String restore(@CurrentPerson Person me, @PathVariable String id, Model model, RedirectAttributes after,
            HttpServletResponse response) {
        try {
            this.changePhrase
                .execute(new ChangePhrase.Command(ChangePhrase.Action.RESTORE, id, null, null, null, me.account()));
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("phrases.restored"));
            return HOME;
        }
        catch (Conflict refused) {
            return refused(refused, new Typed(null, "", "objection", false, null), me, model, response);
        }
    }

    /** What a text area offers, once for each page that has one. */
    @GetMapping("/offered")
    @ResponseBody
    List<PhraseApi.PhraseItem> offered(@CurrentPerson Person me) {
        return this.phrases.of(me.account(), null, null).stream().map(PhraseApi.PhraseItem::of).toList();
    }

    @PostMapping("/{id}/use")
    @ResponseBody
    ResponseEntity<Void> use(@CurrentPerson Person me, @PathVariable String id) {
        try {
            this.usePhrase.execute(id, me.account());
        }
        catch (NotFound gone) {
            // It was put into the text all the same; nothing is left to count.
            return ResponseEntity.noContent().build();
        }
        return ResponseEntity.noContent().build();
    }

    /**
     * Keeps words that are selected in a text area.
     * @return the new phrase; 204 where the person has it already
     */
    @PostMapping("/own")
    @ResponseBody
    ResponseEntity<PhraseApi.PhraseItem> keep(@CurrentPerson Person me, @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "objection") String kind) {
        try {
            AddPhrases.Added added = this.addPhrases.execute(
                    new AddPhrases.Command(Set.of(PhraseText.one(text)), PhraseKind.of(kind), false, me.account()));
            String id = added.first();
            return (id == null) ? ResponseEntity.noContent().build()
                    : ResponseEntity.of(this.phrases.find(id, me.account()).map(PhraseApi.PhraseItem::of));
        }
        catch (InvalidInput refused) {
            return ResponseEntity.badRequest().build();
        }
        catch (Conflict full) {
            return ResponseEntity.status(full.kind().status()).build();
        }
    }

    /**
     * What was typed and is not kept yet.
     *
     * @param id of the phrase that is being changed; null for new ones
     */
    record Typed(@Nullable String id, String text, String kind, boolean organ, @Nullable Integer revision) {

    }

}

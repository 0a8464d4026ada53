package org.sanxing.phrase;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.IfMatch;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/phrases")
@Tag(name = "Phrases", description = "Common phrases: mine and the organ's")
class PhraseApi {

    private final Phrases phrases;

    private final AddPhrases addPhrases;

    private final ChangePhrase changePhrase;

    private final UsePhrase usePhrase;

    PhraseApi(Phrases phrases, AddPhrases addPhrases, ChangePhrase changePhrase, UsePhrase usePhrase) {
        this.phrases = phrases;
        this.addPhrases = addPhrases;
        this.changePhrase = changePhrase;
        this.usePhrase = usePhrase;
    }

    @GetMapping
    @Operation(summary = "My phrases and the organ's, those I use most first")
    Page<PhraseItem> list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String q) {
        return new Page<>(
                this.phrases.of(me.account(), (kind == null || kind.isBlank()) ? null : PhraseKind.of(kind), q)
                    .stream()
                    .map(PhraseItem::of)
                    .toList(),
                null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a phrase: my own, or the organ's (branch secretaries and the party group)")
    PhraseItem add(@CurrentPerson Person me, @RequestBody PhraseBody body) {
        AddPhrases.Added added = this.addPhrases.execute(new AddPhrases.Command(Set.of(PhraseText.one(body.text())),
                PhraseKind.of(body.kind()), Boolean.TRUE.equals(body.organ()), me.account()));
        String id = added.first();
        if (id == null) {
            throw new Conflict("phrase-exists");
        }
        return PhraseItem.of(this.phrases.find(id, me.account()).orElseThrow(() -> new NotFound("phrase")));
    }

    @PostMapping("/import")
    @Operation(summary = "Add several phrases, one a line; those that are there already are left out")
    ImportedBody add(@CurrentPerson Person me, @RequestBody LinesBody body) {
        AddPhrases.Added added = this.addPhrases.execute(new AddPhrases.Command(PhraseText.lines(body.lines()),
                PhraseKind.of(body.kind()), Boolean.TRUE.equals(body.organ()), me.account()));
        return new ImportedBody(added.ids().size(), added.known(), added.ids());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change a phrase")
    PhraseItem change(@CurrentPerson Person me, @PathVariable String id, @RequestBody PhraseBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return PhraseItem.of(this.changePhrase.execute(new ChangePhrase.Command(ChangePhrase.Action.CHANGE, id,
                PhraseText.one(body.text()), (body.kind() != null) ? PhraseKind.of(body.kind()) : null,
                IfMatch.revision(ifMatch), me.account())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a phrase out of the list; it can be put back")
    void remove(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        this.changePhrase.execute(new ChangePhrase.Command(ChangePhrase.Action.REMOVE, id, null, null,
                IfMatch.revision(ifMatch), me.account()));
    }

    @PostMapping("/{id}/restore")
    @Operation(summary = "Put a phrase back that was taken out")
    PhraseItem restore(@CurrentPerson Person me, @PathVariable String id) {
        return PhraseItem.of(this.changePhrase
            .execute(new ChangePhrase.Command(ChangePhrase.Action.RESTORE, id, null, null, null, me.account())));
    }

    @PostMapping("/{id}/use")
    @Operation(summary = "Count that I used a phrase")
    PhraseItem use(@CurrentPerson Person me, @PathVariable String id) {
        return PhraseItem.of(this.usePhrase.execute(id, me.account()));
    }

    /**
     * @param organ whether it is the organ's, not the caller's own
     * @param kind {@code objection} or {@code approval}
     * @param uses by the caller
     * @param totalUses by everybody
     */
    record PhraseItem(String id, boolean organ, String kind, String text, long uses, long totalUses, Instant changedAt,
            int revision) {

        static PhraseItem of(Phrase phrase) {
            return new PhraseItem(phrase.id(), phrase.organ(), phrase.kind().id(), phrase.text(), phrase.uses(),
                    phrase.totalUses(), phrase.changedAt(), phrase.revision());
        }

    }

    record PhraseBody(@Nullable String text, @Nullable String kind, @Nullable Boolean organ) {

    }

    record LinesBody(@Nullable String lines, @Nullable String kind, @Nullable Boolean organ) {

    }

    /**
     * @param known how many were there already
     */
    record ImportedBody(int added, int known, List<String> ids) {

    }

}

package org.sanxing.phrase;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.IfMatch;
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
@Tag(name = "Phrases")
class PhraseApi {

    private final Phrases phrases;

    private final KeepPhrases keepPhrases;

    PhraseApi(Phrases phrases, KeepPhrases keepPhrases) {
        this.phrases = phrases;
        this.keepPhrases = keepPhrases;
    }

    @GetMapping
    @Operation(operationId = "listPhrases")
    Page<Phrase> list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String q) {
        return new Page<>(this.phrases.of(me.account(), PhraseKind.optional(kind), q), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "addPhrase")
    Phrase add(@CurrentPerson Person me, @RequestBody KeepPhrases.Given body) {
        return this.keepPhrases.add(body, me.account());
    }

    @PostMapping("/import")
    @Operation(operationId = "importPhrases")
    KeepPhrases.Added addLines(@CurrentPerson Person me, @RequestBody KeepPhrases.Given body) {
        return this.keepPhrases.addLines(body, me.account());
    }

    @PutMapping("/{id}")
    @Operation(operationId = "changePhrase")
    Phrase change(@CurrentPerson Person me, @PathVariable String id, @RequestBody KeepPhrases.Given body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return this.keepPhrases.change(id, PhraseText.one(body.text()),
                (body.kind() != null) ? PhraseKind.of(body.kind()) : null, IfMatch.revision(ifMatch), me.account());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removePhrase")
    void remove(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        this.keepPhrases.remove(id, IfMatch.revision(ifMatch), me.account());
    }

    @PostMapping("/{id}/restore")
    @Operation(operationId = "restorePhrase")
    Phrase restore(@CurrentPerson Person me, @PathVariable String id) {
        return this.keepPhrases.restore(id, me.account());
    }

    @PostMapping("/{id}/use")
    @Operation(operationId = "usePhrase")
    Phrase use(@CurrentPerson Person me, @PathVariable String id) {
        return this.keepPhrases.use(id, me.account());
    }

}

package org.sanxing.dossier;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.IfMatch;
import org.sanxing.common.NotFound;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ledger/entries/{id}")
@Tag(name = "Ledger")
class EntryApi {

    private final LedgerEntries entries;

    private final EntryView.Source views;

    private final EntryActs acts;

    EntryApi(LedgerEntries entries, EntryView.Source views, EntryActs acts) {
        this.entries = entries;
        this.views = views;
        this.acts = acts;
    }

    @GetMapping
    @Operation(operationId = "getEntry")
    ResponseEntity<WholeEntry> one(@CurrentPerson Person me, @PathVariable String id) {
        LedgerEntry entry = visible(me, id);
        return ResponseEntity.ok().eTag("\"" + entry.revision() + "\"").body(WholeEntry.of(this.views.of(entry, me)));
    }

    @PutMapping("/measures")
    @Operation(operationId = "confirmMeasures")
    ResponseEntity<WholeEntry> measures(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody EntryActs.Measures given,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return after(me, id, () -> this.acts.measures(id, given, me.account(), IfMatch.revision(match)));
    }

    @PostMapping("/progress")
    @Operation(operationId = "reportProgress")
    ResponseEntity<WholeEntry> progress(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody EntryActs.Progress given) {
        return after(me, id, () -> this.acts.progress(id, given, me.account()));
    }

    @PostMapping("/extension")
    @Operation(operationId = "requestExtension")
    ResponseEntity<WholeEntry> extension(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody EntryActs.Extension given) {
        return after(me, id, () -> this.acts.extension(id, given, me.account()));
    }

    @PostMapping("/correct")
    @Operation(operationId = "correctEntry")
    ResponseEntity<WholeEntry> correct(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody EntryActs.Correction given,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return after(me, id, () -> this.acts.correct(id, given, me.account(), IfMatch.revision(match)));
    }

    @PostMapping("/reassign")
    @Operation(operationId = "reassignEntry")
    ResponseEntity<WholeEntry> reassign(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody EntryActs.Reassignment given,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return after(me, id, () -> this.acts.reassign(id, given, me.account(), IfMatch.revision(match)));
    }

    @PostMapping("/void")
    @Operation(operationId = "voidEntry")
    ResponseEntity<WholeEntry> voided(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody EntryActs.Reason given,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return after(me, id, () -> this.acts.voided(id, given, me.account(), IfMatch.revision(match)));
    }

    @PostMapping("/lookback")
    @Operation(operationId = "lookBackOnEntry")
    ResponseEntity<WholeEntry> lookBack(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody EntryActs.Reason given) {
        return after(me, id, () -> this.acts.lookBack(id, given, me.account()));
    }

    private ResponseEntity<WholeEntry> after(Person me, String id, Runnable act) {
        visible(me, id);
        act.run();
        return one(me, id);
    }

    private LedgerEntry visible(Person me, String id) {
        return this.entries.find(id, me.account()).orElseThrow(() -> new NotFound("ledger-entry"));
    }

}

package org.sanxing.registration.source;

import java.net.URI;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.ledger.EntryItem;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ledger/entries")
@Tag(name = "Ledger")
class RegisterApi {

    private final RegisterEntry registerEntry;

    private final LedgerNames.Source names;

    private final WorkingCalendar calendar;

    RegisterApi(RegisterEntry registerEntry, LedgerNames.Source names, WorkingCalendar calendar) {
        this.registerEntry = registerEntry;
        this.names = names;
        this.calendar = calendar;
    }

    @PostMapping
    @Operation(operationId = "registerEntry")
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    ResponseEntity<EntryItem> register(@CurrentPerson Person me, @RequestBody RegisterEntryCommand command) {
        LedgerEntry entry = this.registerEntry.execute(command, me.account());
        return ResponseEntity.created(URI.create("/api/v1/ledger/entries/" + entry.id()))
            .eTag("\"" + entry.revision() + "\"")
            .body(EntryItem.of(entry, this.names.of(List.of(entry)), this.calendar.today()));
    }

}

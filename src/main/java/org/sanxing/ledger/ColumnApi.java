package org.sanxing.ledger;

import java.util.Arrays;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ledger/columns")
@Tag(name = "Ledger")
class ColumnApi {

    private final ChosenColumns columns;

    ColumnApi(ChosenColumns columns) {
        this.columns = columns;
    }

    @GetMapping
    @Operation(summary = "The columns of the list that I see")
    Columns mine(@CurrentPerson Person me) {
        return new Columns(this.columns.of(me.account()).stream().map(ListColumn::id).toList(),
                Arrays.stream(ListColumn.values()).map(ListColumn::id).toList());
    }

    @PutMapping
    @Operation(summary = "Chooses the columns of the list that I see")
    Columns choose(@CurrentPerson Person me, @RequestBody Chosen chosen) {
        this.columns.keep(me.account(), (chosen.columns() != null) ? chosen.columns() : List.of());
        return mine(me);
    }

    record Chosen(@Nullable List<String> columns) {

    }

    record Columns(List<String> columns, List<String> available) {

    }

}

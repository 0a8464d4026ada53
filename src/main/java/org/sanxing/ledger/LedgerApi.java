package org.sanxing.ledger;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ledger")
@Tag(name = "Ledger")
class LedgerApi {

    private final LedgerSearch search;

    private final LedgerNames.Source names;

    private final LedgerAnalysis analysis;

    private final ChosenColumns columns;

    private final WorkingCalendar calendar;

    LedgerApi(LedgerSearch search, LedgerNames.Source names, LedgerAnalysis analysis, ChosenColumns columns,
            WorkingCalendar calendar) {
        this.search = search;
        this.names = names;
        this.analysis = analysis;
        this.columns = columns;
        this.calendar = calendar;
    }

    @GetMapping("/entries")
    @Operation(operationId = "listEntries")
    Page<EntryItem> list(@CurrentPerson Person me, @ParameterObject @ModelAttribute LedgerQuery.Parameters parameters,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page<LedgerEntry> page = this.search.page(parameters.query(), me.account(), PageLimit.of(limit), cursor);
        LedgerNames known = this.names.of(page.items());
        LocalDate today = this.calendar.today();
        return page.map((entry) -> EntryItem.of(entry, known, today));
    }

    @GetMapping("/analysis")
    @Operation(operationId = "analyseEntries")
    Lines analysis(@CurrentPerson Person me, @RequestParam(defaultValue = "category") String by, Locale locale) {
        return new Lines(this.analysis.by(by, me.account(), locale));
    }

    @GetMapping("/columns")
    @Operation(operationId = "getLedgerColumns")
    Columns columns(@CurrentPerson Person me) {
        return new Columns(this.columns.of(me.account()).stream().map(ListColumn::id).toList(),
                Arrays.stream(ListColumn.values()).map(ListColumn::id).toList());
    }

    @PutMapping("/columns")
    @Operation(operationId = "chooseLedgerColumns")
    Columns choose(@CurrentPerson Person me, @RequestBody Chosen chosen) {
        this.columns.keep(me.account(), (chosen.columns() != null) ? chosen.columns() : List.of());
        return columns(me);
    }

    record Lines(List<LedgerAnalysis.Line> items) {

    }

    record Chosen(@Nullable List<String> columns) {

    }

    record Columns(List<String> columns, List<String> available) {

    }

}

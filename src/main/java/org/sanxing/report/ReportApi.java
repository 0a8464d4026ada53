package org.sanxing.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.document.OfficialWord;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ledger/reports")
@Tag(name = "Ledger")
class ReportApi {

    private final ReadReports readReports;

    private final ReportDocument document;

    ReportApi(ReadReports readReports, ReportDocument document) {
        this.readReports = readReports;
        this.document = document;
    }

    @GetMapping
    @Operation(operationId = "listReports")
    Page<Summary> list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return this.readReports.page(me.account(), PageLimit.of(limit), cursor).map(Summary::of);
    }

    @GetMapping("/current")
    @Operation(operationId = "getCurrentReport")
    Report current(@CurrentPerson Person me, @RequestParam(defaultValue = "week") String period) {
        return Report.of(this.readReports.current(kind(period), me.account()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getReport")
    Report one(@CurrentPerson Person me, @PathVariable String id) {
        return Report.of(this.readReports.get(id, me.account()));
    }

    @GetMapping(path = "/{id}.docx", produces = OfficialWord.MEDIA_TYPE)
    @Operation(operationId = "exportReport")
    ResponseEntity<byte[]> word(@CurrentPerson Person me, @PathVariable String id) {
        return this.document.download(this.readReports.get(id, me.account()), this.readReports.readsAll(me.account()));
    }

    static ReportPeriod.Kind kind(String period) {
        return ReportPeriod.Kind.of(period).orElseThrow(() -> new InvalidInput("period", "ledger-filter", period));
    }

    record Unit(String id, String name) {

    }

    record BranchFigures(Unit branch, ProgressReport.Figures figures) {

    }

    record LateEntry(String id, String number, String title, String branchId, String department, LocalDate dueOn,
            int daysLate) {

    }

    /**
     * @param ends the last day
     */
    record Summary(@Nullable String id, String period, LocalDate starts, LocalDate ends, Instant madeAt,
            ProgressReport.Figures total) {

        static Summary of(ProgressReport report) {
            return new Summary(report.id(), report.period().kind().id(), report.period().starts(),
                    report.period().last(), report.madeAt(), report.total());
        }

    }

    record Report(@Nullable String id, String period, LocalDate starts, LocalDate ends, Instant madeAt,
            ProgressReport.Figures total, List<BranchFigures> branches, List<LateEntry> late) {

        static Report of(ProgressReport report) {
            return new Report(report.id(), report.period().kind().id(), report.period().starts(),
                    report.period().last(), report.madeAt(), report.total(),
                    report.content()
                        .branches()
                        .stream()
                        .map((line) -> new BranchFigures(new Unit(line.branchId(), line.branch()), line.figures()))
                        .toList(),
                    report.content()
                        .late()
                        .stream()
                        .map((late) -> new LateEntry(late.entryId(), late.number(), late.title(), late.branchId(),
                                late.department(), late.dueOn(), late.daysLate()))
                        .toList());
        }

    }

}

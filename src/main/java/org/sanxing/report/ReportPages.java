package org.sanxing.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.ledger.LedgerPart;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.rectification.Corrections;
import org.sanxing.rectification.RectificationHistories;
import org.sanxing.rectification.RectificationHistory.Amendment;
import org.springframework.http.ResponseEntity;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/ledger/reports")
class ReportPages {

    private static final int ROWS = 30;

    private final ReadReports readReports;

    private final ReportDocument document;

    private final RectificationHistories histories;

    private final Corrections corrections;

    ReportPages(ReadReports readReports, ReportDocument document, RectificationHistories histories,
            Corrections corrections) {
        this.readReports = readReports;
        this.document = document;
        this.histories = histories;
        this.corrections = corrections;
    }

    @Bean
    @Order(3)
    LedgerPart reportsPart() {
        return new LedgerPart("/ledger/reports", "report.list.link", this.readReports::mayRead);
    }

    @Bean
    @Order(35)
    static NoticeEvents reportNotices() {
        return () -> List.of("weeklyReport", "monthlyReport");
    }

    @GetMapping
    String list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String cursor, Model model) {
        boolean first = Texts.isBlank(cursor);
        model.addAttribute("page", this.readReports.page(me.account(), ROWS, cursor));
        model.addAttribute("first", first);
        model.addAttribute("current",
                first ? Stream.of(ReportPeriod.Kind.values())
                    .map((kind) -> this.readReports.current(kind, me.account()))
                    .toList() : List.of());
        model.addAttribute("next", this.readReports.nextMade());
        model.addAttribute("columns", ProgressReport.Figures.COLUMNS);
        return "report/list";
    }

    @GetMapping("/{id}")
    String one(@CurrentPerson Person me, @PathVariable String id, Model model) {
        ProgressReport report = this.readReports.get(id, me.account());
        List<ProgressReport.Late> late = report.content().late();
        Map<String, List<Amendment>> made = this.histories
            .amendedSince(late.stream().map(ProgressReport.Late::entryId).toList(), report.madeAt());
        model.addAttribute("report", report);
        model.addAttribute("columns", ProgressReport.Figures.COLUMNS);
        model.addAttribute("corrections", late.stream()
            .flatMap(
                    (one) -> this.corrections.words(one.number(), made.getOrDefault(one.entryId(), List.of())).stream())
            .toList());
        return "report/page";
    }

    /** The period that lasts, as it would be reported now; nothing is kept of it. */
    @GetMapping("/current.docx")
    ResponseEntity<byte[]> soFar(@CurrentPerson Person me, @RequestParam(defaultValue = "week") String kind) {
        ReportPeriod.Kind chosen = ReportPeriod.Kind.of(kind).orElseThrow(() -> new NotFound("ledger-report"));
        return this.document.download(this.readReports.current(chosen, me.account()), false);
    }

    @GetMapping("/{id}.docx")
    ResponseEntity<byte[]> word(@CurrentPerson Person me, @PathVariable String id) {
        return this.document.download(this.readReports.get(id, me.account()), this.readReports.readsAll(me.account()));
    }

}

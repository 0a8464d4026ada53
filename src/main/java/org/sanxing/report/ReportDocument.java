package org.sanxing.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.document.OfficialDocument.Block;
import org.sanxing.document.OfficialDocument.Figures;
import org.sanxing.document.OfficialDocument.Heading;
import org.sanxing.document.OfficialDocument.Text;
import org.sanxing.document.OfficialDocument;
import org.sanxing.document.OfficialWord;
import org.sanxing.document.SignedPaper;
import org.sanxing.document.SignedPapers;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * A report as an official document, always in Chinese. Its copies are not marked with who
 * took them: it names departments and no person, and is meant to be passed on.
 */
@Component
class ReportDocument {

    private static final String KIND = "report";

    private final MessageSource messages;

    private final WorkingCalendar calendar;

    private final OfficialWord word;

    private final SignedPapers papers;

    ReportDocument(MessageSource messages, WorkingCalendar calendar, OfficialWord word, SignedPapers papers) {
        this.messages = messages;
        this.calendar = calendar;
        this.word = word;
        this.papers = papers;
    }

    /** Keeps a report as it is reported. */
    SignedPaper keep(ProgressReport report) {
        return this.papers.keep(KIND, String.valueOf(report.id()), of(report));
    }

    /**
     * As a Word file over the wire: the one that was kept, but for who reads a part of it
     * alone.
     * @param whole whether the report is all of it
     */
    ResponseEntity<byte[]> download(ProgressReport report, boolean whole) {
        String name = title(report.period()) + ".docx";
        return this.papers.find(KIND, String.valueOf(report.id()))
            .filter((paper) -> whole)
            .map((paper) -> this.papers.download(paper, name))
            .orElseGet(() -> this.word.download(of(report), name));
    }

    private OfficialDocument of(ProgressReport report) {
        ReportPeriod period = report.period();
        String kind = period.kind().id();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading(1, say("report.document.overall")));
        ProgressReport.Figures total = report.total();
        blocks.add(Text.of(say("report.document.happened." + kind, total.opened(), total.reopened(), total.closed(),
                total.closedLate(), total.redone(), total.extended(), total.voided())));
        blocks.add(Text.of(say("report.document.stands." + kind, day(period.last()), total.open(), total.late(),
                total.dueNext())));
        blocks.add(new Heading(1, say("report.document.branches")));
        blocks.add(table(report));
        blocks.add(new Heading(1, say("report.document.late")));
        List<ProgressReport.Late> late = report.content().late();
        if (late.isEmpty()) {
            blocks.add(Text.of(say("report.document.none-late")));
        }
        for (int i = 0; i < late.size(); i++) {
            ProgressReport.Late each = late.get(i);
            blocks.add(Text.of(say("report.document.late-line", i + 1, each.number(), each.title(),
                    each.department().isEmpty() ? say("report.document.no-department") : each.department(),
                    day(each.dueOn()), each.daysLate(), day(report.period().endsBefore()))));
        }
        if (late.size() < total.late()) {
            blocks.add(Text.of(say("report.document.more-late", total.late() - late.size())));
        }
        return OfficialDocument.of(title(period), blocks)
            .issued(null, say("report.document.addressee"))
            .signed(say("report.document.signature"), day(this.calendar.dateOf(report.madeAt())))
            .with(new OfficialDocument.Properties(say("report.document.signature"), say("report.document.subject")));
    }

    private String title(ReportPeriod period) {
        LocalDate starts = period.starts();
        LocalDate last = period.last();
        if (period.kind() == ReportPeriod.Kind.MONTH) {
            return say("report.document.title.month", starts.getYear(), starts.getMonthValue());
        }
        String key = "report.document.title.week";
        if (starts.getYear() != last.getYear()) {
            key += ".years";
        }
        else if (starts.getMonthValue() != last.getMonthValue()) {
            key += ".months";
        }
        return say(key, starts.getYear(), starts.getMonthValue(), starts.getDayOfMonth(), last.getYear(),
                last.getMonthValue(), last.getDayOfMonth());
    }

    private Figures table(ProgressReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.concat(Stream.of("branch"), ProgressReport.Figures.COLUMNS.stream())
            .map((column) -> say("report.column." + column))
            .toList());
        report.content().branches().forEach((line) -> rows.add(row(line.branch(), line.figures())));
        rows.add(row(say("report.document.total"), report.total()));
        return new Figures(rows);
    }

    private static List<String> row(String name, ProgressReport.Figures figures) {
        return Stream
            .concat(Stream.of(name),
                    ProgressReport.Figures.COLUMNS.stream().map((column) -> String.valueOf(figures.of(column))))
            .toList();
    }

    private String day(LocalDate date) {
        return say("report.document.day", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    private String say(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE);
    }

}

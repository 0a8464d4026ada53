package org.sanxing.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.IfMatch;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/calendar")
@Tag(name = "Calendar")
class CalendarApi {

    private static final int MOST_DAYS = 2000;

    private final KeepCalendar keep;

    private final CalendarYears years;

    private final CalendarViews views;

    private final WorkingCalendar calendar;

    CalendarApi(KeepCalendar keep, CalendarYears years, CalendarViews views, WorkingCalendar calendar) {
        this.keep = keep;
        this.years = years;
        this.views = views;
        this.calendar = calendar;
    }

    @GetMapping
    @Operation(operationId = "listCalendarYears")
    Page<CalendarViews.Choice> years() {
        return new Page<>(this.views.choices(this.calendar.today().getYear()), null);
    }

    @GetMapping("/{year}")
    @Operation(operationId = "getCalendarYear")
    ResponseEntity<YearBody> year(@PathVariable int year) {
        return answer(this.years.get(YearTable.sensible(year)));
    }

    @PutMapping("/{year}")
    @Operation(operationId = "changeCalendarYear")
    ResponseEntity<YearBody> change(@CurrentPerson Person me, @PathVariable int year, @RequestBody DaysBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String revision) {
        return answer(this.keep.enter(me.account(), YearTable.sensible(year), body.days(), IfMatch.revision(revision)));
    }

    @DeleteMapping("/{year}")
    @Operation(operationId = "removeCalendarYear")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> remove(@CurrentPerson Person me, @PathVariable int year,
            @RequestHeader(name = "If-Match", required = false) @Nullable String revision) {
        this.keep.remove(me.account(), YearTable.sensible(year), IfMatch.revision(revision));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{year}/undo")
    @Operation(operationId = "undoCalendarYear")
    ResponseEntity<YearBody> undo(@CurrentPerson Person me, @PathVariable int year,
            @RequestHeader(name = "If-Match", required = false) @Nullable String revision) {
        return answer(this.keep.undo(me.account(), YearTable.sensible(year), IfMatch.revision(revision)));
    }

    @PostMapping("/{year}/preview")
    @Operation(operationId = "previewCalendarYear")
    PreviewBody preview(@CurrentPerson Person me, @PathVariable int year, @RequestBody TextBody body) {
        this.keep.requireSystemAdministrator(me.account());
        NoticeReader.Reading reading = this.views.read(YearTable.sensible(year), body.text());
        return new PreviewBody(reading.table().days(), reading.notUnderstood(), reading.table().workingDays(),
                this.years.get(year).table().workingDays(), reading.complete() ? this.keep.moved(reading.table()) : 0,
                reading.understood().stream().flatMap((line) -> line.others().stream()).toList(),
                reading.table().unusual());
    }

    @GetMapping("/working-days")
    @Operation(operationId = "countWorkingDays")
    CountBody workingDays(@RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable Integer days,
            @RequestParam(required = false) @Nullable LocalDate to) {
        LocalDate begin = inRange("from", (from != null) ? from : this.calendar.today());
        if ((days == null) == (to == null)) {
            throw new InvalidInput("days", "calendar-days-or-to");
        }
        if (days != null && (days < 0 || days > MOST_DAYS)) {
            throw new InvalidInput("days", "calendar-days-range", MOST_DAYS);
        }
        LocalDate end = (to != null) ? inRange("to", to) : this.calendar.plusWorkingDays(begin, days);
        int count = (days != null) ? days : this.calendar.workingDaysBetween(begin, end);
        LocalDate first = begin.isBefore(end) ? begin : end;
        LocalDate last = begin.isBefore(end) ? end : begin;
        boolean provisional = java.util.stream.IntStream.rangeClosed(first.getYear(), last.getYear())
            .anyMatch((year) -> !this.calendar.isKnown(year));
        return new CountBody(begin, end, count, provisional);
    }

    private static LocalDate inRange(String field, LocalDate date) {
        if (date.getYear() < YearTable.FIRST || date.getYear() > YearTable.LAST) {
            throw new InvalidInput(field, "calendar-year", YearTable.FIRST, YearTable.LAST);
        }
        return date;
    }

    private static ResponseEntity<YearBody> answer(CalendarYear year) {
        return ResponseEntity.ok()
            .eTag("\"" + year.revision() + "\"")
            .body(new YearBody(year.year(), year.known(), year.table().workingDays(), year.revision(), year.changedAt(),
                    year.table().days()));
    }

    record YearBody(int year, boolean known, int workingDays, int revision, @Nullable Instant changedAt,
            List<CalendarDay> days) {

    }

    record DaysBody(@Nullable List<KeepCalendar.@Nullable Day> days) {

    }

    record TextBody(@Nullable String text) {

    }

    /**
     * @param workingDaysBefore as the year is kept now
     * @param deadlinesMoved how many open deadlines saving would move; 0 where something
     * was not understood
     * @param otherYears days of other years, which are not among {@code days}
     * @param unusual whether the working days are fewer or more than a year has
     */
    record PreviewBody(List<CalendarDay> days, List<NoticeReader.NotUnderstood> notUnderstood, int workingDays,
            int workingDaysBefore, int deadlinesMoved, List<LocalDate> otherYears, boolean unusual) {

    }

    /**
     * @param provisional whether the holidays of a year that is touched are not known yet
     */
    record CountBody(LocalDate from, LocalDate to, int workingDays, boolean provisional) {

    }

}

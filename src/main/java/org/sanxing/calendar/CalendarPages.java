package org.sanxing.calendar;

import java.time.LocalDate;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the system administrator keeps the working-day calendar. */
@Controller
@RequestMapping("/admin/calendar")
class CalendarPages {

    private static final String HOME = "redirect:/admin/calendar/";

    private final CalendarChanges changes;

    private final CalendarYears years;

    private final CalendarViews views;

    private final CalendarWords words;

    private final WorkingCalendar calendar;

    private final Organization organization;

    private final ChangeCalendarYear changeYear;

    private final RemoveCalendarYear removeYear;

    private final UndoCalendarChange undoChange;

    CalendarPages(CalendarChanges changes, CalendarYears years, CalendarViews views, CalendarWords words,
            WorkingCalendar calendar, Organization organization, ChangeCalendarYear changeYear,
            RemoveCalendarYear removeYear, UndoCalendarChange undoChange) {
        this.changes = changes;
        this.years = years;
        this.views = views;
        this.words = words;
        this.calendar = calendar;
        this.organization = organization;
        this.changeYear = changeYear;
        this.removeYear = removeYear;
        this.undoChange = undoChange;
    }

    @ModelAttribute
    void requireSystemAdministrator(@CurrentPerson Person me) {
        this.changes.requireSystemAdministrator(me.account());
    }

    @GetMapping
    String now() {
        return HOME + this.calendar.today().getYear();
    }

    /**
     * @param day the one that is looked at; null for none
     */
    @GetMapping("/{year}")
    String year(@PathVariable int year, @RequestParam(required = false) @Nullable LocalDate day, Model model) {
        return page(year, day, null, model);
    }

    private String page(int year, @Nullable LocalDate day, @Nullable DayForm typed, Model model) {
        CalendarYear kept = this.views.year(year, model);
        model.addAttribute("form", form(kept, day, typed));
        model.addAttribute("lines", this.words.lines(kept.table()));
        model.addAttribute("changedBy", (kept.changedBy() != null)
                ? this.organization.find(kept.changedBy()).map(Person::name).orElse(null) : null);
        return "calendar/year";
    }

    private static @Nullable DayForm form(CalendarYear kept, @Nullable LocalDate day, @Nullable DayForm typed) {
        if (typed != null || day == null || day.getYear() != kept.year()) {
            return typed;
        }
        Optional<CalendarDay> marked = kept.table().on(day);
        return new DayForm(day, marked.map((one) -> one.working() ? "worked" : "off").orElse("normal"),
                marked.map(CalendarDay::name).orElse(""), kept.revision());
    }

    @PostMapping("/{year}/days")
    String changeDay(@CurrentPerson Person me, @PathVariable int year, @ModelAttribute DayForm typed, Model model,
            RedirectAttributes after, HttpServletResponse response) {
        try {
            YearTable before = this.years.get(year).table();
            YearTable wanted = typed.applied(before);
            int moved = this.changes.moved(wanted);
            CalendarYear saved = this.changeYear
                .execute(ChangeCalendarYear.Command.of(me.account(), wanted, typed.revision()));
            saved(before, saved, moved, after);
            return HOME + year + "?day=" + typed.date();
        }
        catch (InvalidInput | Conflict ex) {
            refused(ex, model, response);
            return page(year, null, typed.at(this.years.get(year).revision()), model);
        }
    }

    /** What was understood of a text, what it would change; nothing is saved. */
    @PostMapping("/{year}/preview")
    String preview(@PathVariable int year, @RequestParam(defaultValue = "") String lines,
            @RequestParam(required = false) @Nullable Integer revision, Model model) {
        return reading(year, lines, revision, model);
    }

    private String reading(int year, String lines, @Nullable Integer revision, Model model) {
        CalendarYear kept = this.views.chooser(year, model);
        NoticeReader.Reading reading = this.views.read(year, lines);
        model.addAttribute("kept", kept);
        model.addAttribute("reading", reading);
        model.addAttribute("differences", this.views.differences(kept.table(), reading.table()));
        model.addAttribute("moved", reading.complete() ? this.changes.moved(reading.table()) : 0);
        model.addAttribute("lines", lines);
        model.addAttribute("revision", (revision != null) ? revision : kept.revision());
        return "calendar/preview";
    }

    @PostMapping("/{year}")
    String save(@CurrentPerson Person me, @PathVariable int year, @RequestParam(defaultValue = "") String lines,
            @RequestParam(required = false) @Nullable Integer revision, Model model, RedirectAttributes after,
            HttpServletResponse response) {
        try {
            NoticeReader.Reading reading = this.views.read(year, lines);
            if (!reading.notUnderstood().isEmpty()) {
                throw new InvalidInput("lines", "calendar-lines", reading.notUnderstood().size());
            }
            YearTable before = this.years.get(year).table();
            int moved = this.changes.moved(reading.table());
            saved(before,
                    this.changeYear.execute(ChangeCalendarYear.Command.of(me.account(), reading.table(), revision)),
                    moved, after);
            return HOME + year;
        }
        catch (InvalidInput | Conflict ex) {
            refused(ex, model, response);
            return reading(year, lines, this.years.get(year).revision(), model);
        }
    }

    private static void saved(YearTable before, CalendarYear saved, int moved, RedirectAttributes after) {
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("calendar.saved", String.valueOf(saved.year()),
                before.workingDays(), saved.table().workingDays(), moved));
    }

    /** What removing a year would do. */
    @GetMapping("/{year}/remove")
    String consequences(@PathVariable int year, Model model) {
        CalendarYear kept = this.views.chooser(year, model);
        if (!kept.known()) {
            throw new NotFound("calendar-year");
        }
        YearTable without = new YearTable(year, java.util.List.of());
        model.addAttribute("kept", kept);
        model.addAttribute("workingDays", without.workingDays());
        model.addAttribute("moved", this.changes.moved(without));
        return "calendar/remove";
    }

    @PostMapping("/{year}/remove")
    String remove(@CurrentPerson Person me, @PathVariable int year,
            @RequestParam(required = false) @Nullable Integer revision, Model model, RedirectAttributes after,
            HttpServletResponse response) {
        try {
            int moved = this.changes.moved(new YearTable(year, java.util.List.of()));
            this.removeYear.execute(new RemoveCalendarYear.Command(me.account(), year, revision));
            after.addFlashAttribute(Confirmation.ATTRIBUTE,
                    Confirmation.of("calendar.removed", String.valueOf(year), moved));
            return HOME + year;
        }
        catch (Conflict ex) {
            refused(ex, model, response);
            return consequences(year, model);
        }
    }

    @PostMapping("/{year}/undo")
    String undo(@CurrentPerson Person me, @PathVariable int year,
            @RequestParam(required = false) @Nullable Integer revision, Model model, RedirectAttributes after,
            HttpServletResponse response) {
        try {
            CalendarYear before = this.years.get(year);
            int moved = (before.previous() != null) ? this.changes.moved(new YearTable(year, before.previous())) : 0;
            CalendarYear saved = this.undoChange.execute(new UndoCalendarChange.Command(me.account(), year, revision));
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("calendar.undone", String.valueOf(year),
                    before.table().workingDays(), saved.table().workingDays(), moved));
            return HOME + year;
        }
        catch (Conflict ex) {
            refused(ex, model, response);
            return page(year, null, null, model);
        }
    }

    private static void refused(Refusal refusal, Model model, HttpServletResponse response) {
        response.setStatus(refusal.kind().status());
        model.addAttribute("refusal", refusal);
    }

    /**
     * One day as it is asked for.
     *
     * @param kind {@code normal}, {@code off} or {@code worked}
     */
    record DayForm(@Nullable LocalDate date, @Nullable String kind, @Nullable String name, @Nullable Integer revision) {

        public boolean weekend() {
            return this.date != null && YearTable.isWeekend(this.date);
        }

        DayForm at(int revision) {
            return new DayForm(this.date, this.kind, this.name, revision);
        }

        YearTable applied(YearTable before) {
            if (!before.known()) {
                throw new InvalidInput("date", "calendar-whole-year-first", String.valueOf(before.year()));
            }
            if (this.date == null || this.date.getYear() != before.year()) {
                throw new InvalidInput("date", "calendar-date-missing");
            }
            String named = (this.name != null) ? this.name.strip() : "";
            return switch ((this.kind != null) ? this.kind : "") {
                case "normal" -> before.with(this.date, null);
                case "off" -> before.with(this.date, new CalendarDay(this.date, false, named));
                case "worked" -> before.with(this.date, new CalendarDay(this.date, true, named));
                default -> throw new InvalidInput("kind", "calendar-working-missing");
            };
        }

    }

}

package org.sanxing.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
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

    private final KeepCalendar keep;

    private final CalendarYears years;

    private final CalendarViews views;

    private final CalendarWords words;

    private final WorkingCalendar calendar;

    private final Organization organization;

    CalendarPages(KeepCalendar keep, CalendarYears years, CalendarViews views, CalendarWords words,
            WorkingCalendar calendar, Organization organization) {
        this.keep = keep;
        this.years = years;
        this.views = views;
        this.words = words;
        this.calendar = calendar;
        this.organization = organization;
    }

    @ModelAttribute
    void requireSystemAdministrator(@CurrentPerson Person me) {
        this.keep.requireSystemAdministrator(me.account());
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
        return attempt(model, response, after, HOME + year + "?day=" + typed.date(),
                () -> enter(me, typed.applied(this.years.get(year).table()), typed.revision()),
                () -> page(year, null, typed.at(this.years.get(year).revision()), model));
    }

    /** Does it and says so; or shows the page again with what was refused. */
    private static String attempt(Model model, HttpServletResponse response, RedirectAttributes after, String next,
            Supplier<Confirmation> act, Supplier<String> again) {
        try {
            after.addFlashAttribute(Confirmation.ATTRIBUTE, act.get());
            return next;
        }
        catch (InvalidInput | Conflict ex) {
            response.setStatus(ex.kind().status());
            model.addAttribute("refusal", ex);
            return again.get();
        }
    }

    private Confirmation enter(Person me, YearTable wanted, @Nullable Integer revision) {
        int before = this.years.get(wanted.year()).table().workingDays();
        int moved = this.keep.moved(wanted);
        CalendarYear saved = this.keep.enter(me.account(), wanted, revision);
        return Confirmation.of("calendar.saved", String.valueOf(saved.year()), before, saved.table().workingDays(),
                moved);
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
        model.addAttribute("moved", reading.complete() ? this.keep.moved(reading.table()) : 0);
        model.addAttribute("lines", lines);
        model.addAttribute("revision", (revision != null) ? revision : kept.revision());
        return "calendar/preview";
    }

    @PostMapping("/{year}")
    String save(@CurrentPerson Person me, @PathVariable int year, @RequestParam(defaultValue = "") String lines,
            @RequestParam(required = false) @Nullable Integer revision, Model model, RedirectAttributes after,
            HttpServletResponse response) {
        return attempt(model, response, after, HOME + year, () -> {
            NoticeReader.Reading reading = this.views.read(year, lines);
            if (!reading.notUnderstood().isEmpty()) {
                throw new InvalidInput("lines", "calendar-lines", reading.notUnderstood().size());
            }
            return enter(me, reading.table(), revision);
        }, () -> reading(year, lines, this.years.get(year).revision(), model));
    }

    /** What removing a year would do. */
    @GetMapping("/{year}/remove")
    String consequences(@PathVariable int year, Model model) {
        CalendarYear kept = this.views.chooser(year, model);
        if (!kept.known()) {
            throw new NotFound("calendar-year");
        }
        YearTable without = new YearTable(year, List.of());
        model.addAttribute("kept", kept);
        model.addAttribute("workingDays", without.workingDays());
        model.addAttribute("moved", this.keep.moved(without));
        return "calendar/remove";
    }

    @PostMapping("/{year}/remove")
    String remove(@CurrentPerson Person me, @PathVariable int year,
            @RequestParam(required = false) @Nullable Integer revision, Model model, RedirectAttributes after,
            HttpServletResponse response) {
        return attempt(model, response, after, HOME + year, () -> {
            int moved = this.keep.moved(new YearTable(year, List.of()));
            this.keep.remove(me.account(), year, revision);
            return Confirmation.of("calendar.removed", String.valueOf(year), moved);
        }, () -> consequences(year, model));
    }

    @PostMapping("/{year}/undo")
    String undo(@CurrentPerson Person me, @PathVariable int year,
            @RequestParam(required = false) @Nullable Integer revision, Model model, RedirectAttributes after,
            HttpServletResponse response) {
        return attempt(model, response, after, HOME + year, () -> {
            CalendarYear before = this.years.get(year);
            int moved = (before.previous() != null) ? this.keep.moved(new YearTable(year, before.previous())) : 0;
            CalendarYear saved = this.keep.undo(me.account(), year, revision);
            return Confirmation.of("calendar.undone", String.valueOf(year), before.table().workingDays(),
                    saved.table().workingDays(), moved);
        }, () -> page(year, null, null, model));
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
            String named = Texts.strip(this.name);
            return switch ((this.kind != null) ? this.kind : "") {
                case "normal" -> before.with(this.date, null);
                case "off" -> before.with(this.date, new CalendarDay(this.date, false, named));
                case "worked" -> before.with(this.date, new CalendarDay(this.date, true, named));
                default -> throw new InvalidInput("kind", "calendar-working-missing");
            };
        }

    }

}

package org.sanxing.calendar;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Which days count, for everybody to read. */
@Controller
@RequestMapping("/calendar")
class WorkingDaysPages {

    private final CalendarViews views;

    private final WorkingCalendar calendar;

    WorkingDaysPages(CalendarViews views, WorkingCalendar calendar) {
        this.views = views;
        this.calendar = calendar;
    }

    @GetMapping
    String now() {
        return "redirect:/calendar/" + this.calendar.today().getYear();
    }

    @GetMapping("/{year}")
    String year(@PathVariable int year, Model model) {
        this.views.year(year, model);
        return "calendar/read";
    }

}

package org.sanxing.calendar;

import org.sanxing.ApplicationTest;

@ApplicationTest
class CalendarOnH2Tests extends CalendarContract {

}

package org.sanxing.calendar;

import org.sanxing.PostgresApplicationTest;

@PostgresApplicationTest
class CalendarOnPostgresTests extends CalendarContract {

}

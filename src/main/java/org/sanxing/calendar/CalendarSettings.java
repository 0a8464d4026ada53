package org.sanxing.calendar;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param workingHours spans of a working day, for what counts working hours
 */
@ConfigurationProperties("sanxing")
record CalendarSettings(@DefaultValue("08:30-12:00,14:00-17:30") WorkingHours workingHours) {

}

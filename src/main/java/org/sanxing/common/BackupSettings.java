package org.sanxing.common;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Copies of an H2 file that are made while people work.
 *
 * @param keep how many days have one, 0 for none
 * @param folder where they lie; where it is empty, {@code backups} beside the database
 * @param hour of the day, in the organ's zone, from which one is made
 */
@ConfigurationProperties("sanxing.backups")
record BackupSettings(@DefaultValue("7") int keep, @DefaultValue("") String folder, @DefaultValue("1") int hour) {

    BackupSettings {
        if (keep < 0) {
            throw new IllegalArgumentException("sanxing.backups.keep must not be negative");
        }
        if (hour < 0 || hour > 23) {
            throw new IllegalArgumentException("sanxing.backups.hour must be 0 to 23");
        }
    }

}

package org.sanxing.audit;

import java.time.Duration;
import java.time.Period;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param logs how long is kept what is no part of the record, at least 180 days
 * @param audit how long is kept of the record who read what, who signed in and what was
 * refused, at least 3 years; all of it where nothing is said
 */
@ConfigurationProperties("sanxing.retention")
record RetentionSettings(@DefaultValue("180d") Duration logs, @Nullable Period audit) {

}

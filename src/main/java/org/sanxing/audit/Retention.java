package org.sanxing.audit;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Texts;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How long is kept what happened. The law asks for at least six months of logs, and the
 * rules of the office for three years of the record: less is refused at the start.
 */
@Component
class Retention {

    private static final Duration LOGS = Duration.ofDays(180);

    /** For which the record is kept. */
    static final Period LEAST = Period.ofYears(3);

    /** Any day will do; none of the years after it is a leap year. */
    private static final LocalDate DAY = LocalDate.of(2025, 1, 1);

    private final Duration logs;

    private final @Nullable Period audit;

    /**
     * @param audit how long what is removed of the record is kept (ADR 62); null where
     * nothing is removed
     * @param file of the log; empty where it goes to standard output, which others keep
     * @param files days for which rolled log files are kept
     */
    Retention(RetentionSettings settings, @Value("${logging.file.name:}") String file,
            @Value("${logging.file.path:}") String folder,
            @Value("${logging.logback.rollingpolicy.max-history:180}") int files) {
        Duration logs = settings.logs();
        Period audit = settings.audit();
        if (logs.compareTo(LOGS) < 0) {
            throw new TooShort("sanxing.retention.logs", logs.toString(), "180d");
        }
        if (audit != null && DAY.plus(audit).isBefore(DAY.plus(LEAST))) {
            throw new TooShort("sanxing.retention.audit", audit.toString(), "3y");
        }
        // Nothing is removed where it is 0.
        if (!(Texts.isBlank(file) && Texts.isBlank(folder)) && files != 0 && files < logs.toDays()) {
            throw new TooShort("logging.logback.rollingpolicy.max-history", Integer.toString(files),
                    Long.toString(logs.toDays()));
        }
        this.logs = logs;
        this.audit = audit;
    }

    Duration logs() {
        return this.logs;
    }

    /** The day before which the record need not be kept any more; empty where it is. */
    Optional<LocalDate> audit(LocalDate today) {
        // Three years of days alone may end a day after three years.
        LocalDate law = today.minus(LEAST);
        return Optional.ofNullable(this.audit).map(today::minus).map((day) -> day.isBefore(law) ? day : law);
    }

    /** A setting that keeps less than must be kept. */
    static class TooShort extends RuntimeException {

        private final String setting;

        private final String least;

        TooShort(String setting, String value, String least) {
            super("%s is %s, and must be at least %s".formatted(setting, value, least));
            this.setting = setting;
            this.least = least;
        }

        String setting() {
            return this.setting;
        }

        String least() {
            return this.least;
        }

    }

}

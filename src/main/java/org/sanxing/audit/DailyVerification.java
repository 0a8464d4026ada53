package org.sanxing.audit;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Verifies the record each night, removes what is old, and gives out the last checkpoint
 * each morning; one of the nodes does.
 */
@Component
class DailyVerification {

    private static final Logger log = LoggerFactory.getLogger(DailyVerification.class);

    private static final LocalTime NIGHT = LocalTime.of(2, 0);

    private static final LocalTime MORNING = LocalTime.of(8, 0);

    private final RecordVerifier verifier;

    private final Verifications verifications;

    private final Checkpoints checkpoints;

    private final PurgeOldRows purge;

    private final PurgeChains chains;

    private final FailureWords words;

    private final ApplicationEventPublisher events;

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private final ZoneId zone;

    DailyVerification(RecordVerifier verifier, Verifications verifications, Checkpoints checkpoints, PurgeOldRows purge,
            PurgeChains chains, FailureWords words, ApplicationEventPublisher events, JdbcClient jdbc,
            TransactionTemplate transaction, Clock clock, ZoneId zone) {
        this.verifier = verifier;
        this.verifications = verifications;
        this.checkpoints = checkpoints;
        this.purge = purge;
        this.chains = chains;
        this.words = words;
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    @Scheduled(fixedDelayString = "${sanxing.checks.delay:PT5M}", initialDelayString = "${sanxing.checks.delay:PT5M}")
    void whenDue() {
        if (isMine("verification", NIGHT)) {
            if (verify()) {
                // What is doubted is not removed.
                this.chains.nightly();
            }
        }
        if (isMine("purge", NIGHT)) {
            this.purge.purge();
        }
        if (isMine("mail", MORNING)) {
            this.transaction.executeWithoutResult((status) -> this.checkpoints.last()
                .ifPresent((last) -> this.events.publishEvent(new CheckpointOfTheDay(last.number(), last.size(),
                        this.words.moment(last.at()), last.line()))));
        }
    }

    /** Returns whether all of it is whole. */
    private boolean verify() {
        Verification all = this.verifier.verify();
        log.info("The record was verified: {} events and {} rows, {} failures", all.events(), all.rows(),
                all.failures().size());
        this.transaction.executeWithoutResult((status) -> {
            this.verifications.keep(all, AuditRecord.SYSTEM);
            if (!all.ok() || !all.certain()) {
                this.events.publishEvent(new RecordDoubted(all.failures().size(),
                        all.failures()
                            .stream()
                            .findFirst()
                            .map((failure) -> this.words.say(failure, Locale.CHINESE))
                            .orElse("-")));
            }
        });
        return all.ok() && all.certain();
    }

    /**
     * Whether it is due today and nobody has begun it; a clock that was far ahead does
     * not count, one that is a little ahead does.
     */
    private boolean isMine(String duty, LocalTime from) {
        ZonedDateTime now = this.clock.instant().atZone(this.zone);
        LocalDate today = now.toLocalDate();
        return !now.toLocalTime().isBefore(from) && this.transaction.execute((status) -> Rows.update(this.jdbc,
                "update audit_duty set done_on = ? where id = ? and (done_on < ? or done_on > ?)", Date.valueOf(today),
                duty, Date.valueOf(today), Date.valueOf(today.plusDays(1)))) > 0;
    }

}

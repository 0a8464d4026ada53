package org.sanxing.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.RefusedAttempt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps what was refused in bounded number: of one person, kind of path and hour the
 * first few as they were, of all others the number, once the hour is over. A node that is
 * killed loses the numbers of its running hour, and no more.
 */
@Component
class RefusedAttempts {

    private static final Logger log = LoggerFactory.getLogger(RefusedAttempts.class);

    static final int KEPT_EACH = 5;

    private static final int LONGEST_PATH = 250;

    private final EventRecorder recorder;

    private final Clock clock;

    private final ConcurrentHashMap<Hour, Tally> tallies = new ConcurrentHashMap<>();

    RefusedAttempts(EventRecorder recorder, Clock clock) {
        this.recorder = recorder;
        this.clock = clock;
    }

    @EventListener
    void on(RefusedAttempt attempt) {
        Hour hour = new Hour(attempt.actor(), attempt.pattern(), attempt.at().truncatedTo(ChronoUnit.HOURS));
        Tally tally = this.tallies.merge(hour, new Tally(1, Map.of()), (before, one) -> before.plus(attempt.code()));
        if (tally.seen() <= KEPT_EACH) {
            String path = shortened(attempt.path());
            keep("refused", attempt.actor(), path, attempt.at(),
                    Map.of("method", attempt.method(), "path", path, "code", attempt.code()));
        }
    }

    /** Numbers of hours that are over. */
    @Scheduled(fixedDelayString = "PT1M")
    void sum() {
        sumBefore(this.clock.instant().truncatedTo(ChronoUnit.HOURS));
    }

    @PreDestroy
    void sumAll() {
        sumBefore(Instant.MAX);
    }

    private void sumBefore(Instant end) {
        for (Hour hour : this.tallies.keySet()) {
            Tally tally = hour.begin().isBefore(end) ? this.tallies.remove(hour) : null;
            if (tally != null && !tally.more().isEmpty()) {
                String path = shortened(hour.pattern());
                keep("refusedMore", hour.actor(), path, this.clock.instant(),
                        Map.of("path", path, "hour", hour.begin().toString(), "refusals",
                                tally.more().values().stream().mapToInt(Integer::intValue).sum(), "codes",
                                tally.more()));
            }
        }
    }

    private void keep(String action, String actor, String path, Instant at, Map<String, Object> detail) {
        try {
            this.recorder.refused(
                    new AuditRecord("refused:" + actor, action, actor, null, "refused", "request", path, null, detail),
                    at);
        }
        catch (RuntimeException ex) {
            // The answer is a refusal already; it must not become a failure.
            log.error("What {} was refused could not be recorded: {}", actor, detail, ex);
        }
    }

    private static String shortened(String path) {
        return (path.length() <= LONGEST_PATH) ? path : path.substring(0, LONGEST_PATH);
    }

    private record Hour(String actor, String pattern, Instant begin) {

    }

    /**
     * @param more than were kept, by code
     */
    private record Tally(int seen, Map<String, Integer> more) {

        Tally plus(String code) {
            if (this.seen < KEPT_EACH) {
                return new Tally(this.seen + 1, this.more);
            }
            Map<String, Integer> counted = new TreeMap<>(this.more);
            counted.merge(code, 1, Integer::sum);
            return new Tally(this.seen + 1, counted);
        }

    }

}

package org.sanxing.lookback;

import java.time.Clock;
import java.time.Instant;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The seed of a branch in this quarter, drawn where there is none yet: once, so that
 * setting the policy again does not draw another. Its digest is on record from then on.
 */
@UseCase
class DrawSeed {

    private final LookBacks lookBacks;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    DrawSeed(LookBacks lookBacks, WorkingCalendar calendar, ApplicationEventPublisher events, Clock clock) {
        this.lookBacks = lookBacks;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    LookBacks.Seed execute(String branchId) {
        Instant now = this.clock.instant();
        String quarter = Sample.quarter(this.calendar.dateOf(now));
        return this.lookBacks.seed(branchId, quarter).orElseGet(() -> {
            this.lookBacks.lockPolicies();
            return this.lookBacks.seed(branchId, quarter).orElseGet(() -> draw(branchId, quarter, now));
        });
    }

    private LookBacks.Seed draw(String branchId, String quarter, Instant now) {
        LookBacks.Seed seed = this.lookBacks.addSeed(branchId, quarter, Sample.seed(), now);
        this.events.publishEvent(new SeedDrawn(branchId, quarter, seed.digest()));
        return seed;
    }

    record SeedDrawn(String branchId, String quarter, String digest) implements DomainEvent {

        @Override
        public AuditRecord record() {
            return AuditRecord.of("ledger", "lookBackPolicy", "seedDrawn", AuditRecord.SYSTEM)
                .object("lookBackPolicy", this.branchId)
                .detail("quarter", this.quarter)
                .detail("seedDigest", this.digest);
        }

    }

}

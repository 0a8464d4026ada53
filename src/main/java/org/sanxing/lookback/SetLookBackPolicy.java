package org.sanxing.lookback;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Recorded;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.sanxing.lookback.LookBackPolicy.Mode;
import org.sanxing.organization.Organization;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The branch committee says which closings are looked back on from now on. What is
 * planned already stays.
 */
@UseCase
class SetLookBackPolicy {

    private static final int MOST = 99;

    private final LookBacks lookBacks;

    private final WorkingCalendar calendar;

    private final Organization organization;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    SetLookBackPolicy(LookBacks lookBacks, WorkingCalendar calendar, Organization organization,
            ApplicationEventPublisher events, Clock clock) {
        this.lookBacks = lookBacks;
        this.calendar = calendar;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Forbidden for who is not of the committee
     * @throws InvalidInput without a class or a percentage of 1 to 99, where there must
     * be one
     */
    LookBackPolicy execute(String branchId, PolicyCommand command, String account) {
        if (!this.organization.committeesOf(account).contains(branchId)) {
            throw new Forbidden("committee-only");
        }
        Mode mode = Mode.of(command.mode()).orElseThrow(() -> new InvalidInput("mode", "lookback-mode"));
        List<DeadlineClass> classes = List.of();
        Integer percent = null;
        if (mode == Mode.CLASSES) {
            classes = ((command.classes() != null) ? command.classes() : List.<@Nullable String>of()).stream()
                .map((id) -> DeadlineClass.of(String.valueOf(id))
                    .orElseThrow(() -> new InvalidInput("classes", "ledger-deadline-class")))
                .distinct()
                .sorted()
                .toList();
            if (classes.isEmpty()) {
                throw new InvalidInput("classes", "lookback-classes");
            }
        }
        if (mode == Mode.SAMPLE) {
            percent = command.percent();
            if (percent == null || percent < 1 || percent > MOST) {
                throw new InvalidInput("percent", "lookback-percent");
            }
        }
        this.lookBacks.lockPolicies();
        LookBackPolicy policy = new LookBackPolicy(Ids.next(), branchId, this.lookBacks.policy(branchId).number() + 1,
                mode, classes, percent, account, this.clock.instant());
        this.lookBacks.add(policy);
        this.events.publishEvent(new Recorded(AuditRecord.of("ledger", "lookBackPolicy", "lookBackPolicySet", account)
            .object("lookBackPolicy", branchId)
            .detail("mode", mode.id())
            .detail("deadlineClass", classes.isEmpty() ? null : classes.stream().map(DeadlineClass::id).toList())
            .detail("sample", percent)));
        if (mode == Mode.SAMPLE) {
            seed(branchId);
        }
        return policy;
    }

    /**
     * The seed of a branch in this quarter, drawn where there is none yet: once, so that
     * setting the policy again does not draw another. Its digest is on record from then
     * on.
     */
    LookBacks.Seed seed(String branchId) {
        Instant now = this.clock.instant();
        String quarter = Sample.quarter(this.calendar.dateOf(now));
        return this.lookBacks.seed(branchId, quarter).orElseGet(() -> {
            this.lookBacks.lockPolicies();
            return this.lookBacks.seed(branchId, quarter).orElseGet(() -> {
                LookBacks.Seed seed = this.lookBacks.addSeed(branchId, quarter, Sample.seed(), now);
                this.events.publishEvent(
                        new Recorded(AuditRecord.of("ledger", "lookBackPolicy", "seedDrawn", AuditRecord.SYSTEM)
                            .object("lookBackPolicy", branchId)
                            .detail("quarter", quarter)
                            .detail("seedDigest", seed.digest())));
                return seed;
            });
        });
    }

    /**
     * @param mode {@code all}, {@code classes} or {@code sample}
     */
    record PolicyCommand(@Nullable String mode, @Nullable List<@Nullable String> classes, @Nullable Integer percent) {

    }

}

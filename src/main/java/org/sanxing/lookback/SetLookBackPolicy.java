package org.sanxing.lookback;

import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;
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
public class SetLookBackPolicy {

    private static final int MOST = 99;

    private final LookBacks lookBacks;

    private final DrawSeed drawSeed;

    private final Organization organization;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    SetLookBackPolicy(LookBacks lookBacks, DrawSeed drawSeed, Organization organization,
            ApplicationEventPublisher events, Clock clock) {
        this.lookBacks = lookBacks;
        this.drawSeed = drawSeed;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Forbidden for who is not of the committee
     * @throws InvalidInput without a class or a percentage of 1 to 99, where there must
     * be one
     */
    public LookBackPolicy execute(SetLookBackPolicyCommand command) {
        if (!this.organization.committeesOf(command.account()).contains(command.branchId())) {
            throw new Forbidden("committee-only");
        }
        Mode mode = Mode.of(command.mode()).orElseThrow(() -> new InvalidInput("mode", "lookback-mode"));
        List<DeadlineClass> classes = List.of();
        Integer percent = null;
        if (mode == Mode.CLASSES) {
            classes = command.classes()
                .stream()
                .map((id) -> DeadlineClass.of(id)
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
        LookBackPolicy policy = new LookBackPolicy(Ids.next(), command.branchId(),
                this.lookBacks.policy(command.branchId()).number() + 1, mode, classes, percent, command.account(),
                this.clock.instant());
        this.lookBacks.add(policy);
        this.events.publishEvent(new PolicySet(command.branchId(), mode.id(),
                classes.stream().map(DeadlineClass::id).toList(), percent, command.account()));
        if (mode == Mode.SAMPLE) {
            this.drawSeed.execute(command.branchId());
        }
        return policy;
    }

    public record SetLookBackPolicyCommand(String branchId, @Nullable String mode, List<String> classes,
            @Nullable Integer percent, String account) {

    }

    record PolicySet(String branchId, String mode, List<String> classes, @Nullable Integer percent,
            String account) implements DomainEvent {

        @Override
        public AuditRecord record() {
            AuditRecord record = AuditRecord.of("ledger", "lookBackPolicy", "lookBackPolicySet", this.account)
                .object("lookBackPolicy", this.branchId)
                .detail("mode", this.mode);
            if (!this.classes.isEmpty()) {
                record = record.detail("deadlineClass", this.classes);
            }
            return (this.percent != null) ? record.detail("sample", this.percent) : record;
        }

    }

}

package org.sanxing.campaign;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * A campaign was planned or went on.
 *
 * @param action {@code created}, {@code changed}, {@code opened} or {@code closed}
 * @param plan as it is since then
 * @param before accounts that took part before
 */
record CampaignSaved(String action, CampaignPlan plan, Set<String> before) implements DomainEvent {

    /** All that it says, and who was added or dropped. */
    @Override
    public boolean administers(AuditRecord record) {
        return true;
    }

    @Override
    public AuditRecord record() {
        Campaign campaign = this.plan.campaign();
        return AuditRecord.of(campaign.id(), "campaign", this.action, this.plan.changedBy())
            .detail("title", campaign.title())
            .detail("opens", campaign.opens().toString())
            .detail("closes", campaign.closes().toString())
            .detail("categories", campaign.categories().stream().map(Campaign.Category::name).toList())
            .detail("stages",
                    campaign.milestones().isEmpty() ? null
                            : campaign.milestones()
                                .stream()
                                .map((stage) -> Map.<String, Object>of("title", stage.title(), "opens",
                                        stage.from().toString(), "closes", stage.to().toString()))
                                .toList())
            .detail("notice", this.plan.notice().isEmpty() ? null : this.plan.notice())
            .detail("participants", this.plan.participants().size())
            .detail("participantsAdded", less(this.plan.participants(), this.before))
            .detail("participantsDropped", less(this.before, this.plan.participants()))
            .detail("revision", campaign.revision());
    }

    private static @Nullable List<String> less(Set<String> accounts, Collection<String> others) {
        List<String> rest = accounts.stream().filter((account) -> !others.contains(account)).sorted().toList();
        return rest.isEmpty() ? null : rest;
    }

}

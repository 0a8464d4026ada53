package org.sanxing.organization;

import java.time.LocalDate;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * That one person stands in for another (domain.md: deputies) during a period.
 *
 * @param principal account of the one who is away
 * @param deputy account of the one who stands in
 * @param from first day, in the organ's time zone
 * @param until last day
 * @param kinds of tasks it holds for; empty for all
 * @param campaigns ids of the campaigns it holds for; empty for all
 */
public record Deputation(String id, String principal, String deputy, LocalDate from, LocalDate until, Set<String> kinds,
        Set<String> campaigns) {

    public boolean covers(String kind, @Nullable String campaignId) {
        return (this.kinds.isEmpty() || this.kinds.contains(kind))
                && (this.campaigns.isEmpty() || (campaignId != null && this.campaigns.contains(campaignId)));
    }

}

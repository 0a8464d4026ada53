package org.sanxing.campaign;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a campaign says, checked.
 *
 * @param participants null where the request says nothing of them
 */
record CampaignContent(String title, String notice, LocalDate opens, LocalDate closes, List<Line> categories,
        List<Campaign.Milestone> milestones, @Nullable Set<String> participants) {

    /**
     * @param id null for a category that is new
     * @param field path of its name in the request
     */
    record Line(@Nullable String id, String name, String field) {

    }

}

package org.sanxing.campaign;

import java.util.List;

/**
 * Where the materials of a campaign stand. The module that owns the materials registers
 * one, so that campaigns know nothing of texts.
 */
public interface CampaignProgress {

    /** One for each material begun. */
    List<Standing> of(String campaignId);

    /**
     * @param state {@code draft}, {@code inReview}, {@code returned}, {@code accepted} or
     * {@code registered}
     */
    record Standing(String author, String state) {

    }

}

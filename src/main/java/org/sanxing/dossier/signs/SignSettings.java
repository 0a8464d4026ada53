package org.sanxing.dossier.signs;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When something is pointed out.
 *
 * @param days after a closing in which a like problem counts
 * @param conclusion percent of a conclusion that another one says as well
 * @param problem percent that two problems have in common
 */
@ConfigurationProperties("sanxing.rectification.signs")
public record SignSettings(@DefaultValue("90") int days, @DefaultValue("60") int conclusion,
        @DefaultValue("50") int problem) {

    public SignSettings {
        if (days < 1 || conclusion < 1 || conclusion > 100 || problem < 1 || problem > 100) {
            throw new IllegalArgumentException(
                    "sanxing.rectification.signs: days must be 1 or more, conclusion and problem 1 to 100");
        }
    }

}

package org.sanxing.organization;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeputationRulesTests {

    /** Days of December 2026; a new one of ann by ben against one that is there. */
    @ParameterizedTest
    @CsvSource({
            // who, days and scope of the one that is there; of the new one; what is said
            "ann>cem, 1-5, , , 5-9, , , deputy-named-already", "ann>cem, 1-5, , , 6-9, , ,",
            "ann>cem, 5-5, , , 5-5, , , deputy-named-already", "ann>cem, 7-9, , , 1-7, , , deputy-named-already",
            "ann>cem, 8-9, , , 1-7, , ,", "ann>ben, 1-9, , , 3-4, , , deputy-named-already",
            "ann>cem, 1-9, review, , 1-9, register, ,", "ann>cem, 1-9, review, , 1-9, , , deputy-named-already",
            "ann>cem, 1-9, , , 1-9, register, , deputy-named-already",
            "ann>cem, 1-9, review register, , 1-9, register, , deputy-named-already", "ann>cem, 1-9, , c1, 1-9, , c2,",
            "ann>cem, 1-9, , c1, 1-9, , c1 c2, deputy-named-already", "ann>cem, 1-9, review, c1, 1-9, review, c2,",
            "ann>cem, 1-9, review, c1, 1-9, register, c1,", "ann>cem, 1-9, review, c1, 1-9, , , deputy-named-already",
            "ben>ann, 1-5, , , 5-9, , , deputy-circle", "ben>ann, 1-5, , , 6-9, , ,",
            "ben>ann, 1-5, review, , 1-5, register, ,", "ben>cem, 1-5, , , 3-9, , , deputy-is-away",
            "ben>cem, 1-5, , c1, 3-9, , c2,", "cem>ann, 1-5, , , 3-9, , , principal-stands-in",
            "cem>ann, 1-2, , , 3-9, , ,",
            // One may stand in for several, and others do not matter.
            "cem>ben, 1-9, , , 1-9, , ,", "cem>dan, 1-9, , , 1-9, , ," })
    void knowsWhatCannotBeBesideWhat(String there, String days, @Nullable String kinds, @Nullable String campaigns,
            String newDays, @Nullable String newKinds, @Nullable String newCampaigns, @Nullable String code) {
        String[] who = there.split(">");
        Deputation other = deputation(who[0], who[1], days, kinds, campaigns);
        Deputation candidate = deputation("ann", "ben", newDays, newKinds, newCampaigns);

        assertThat(DeputationRules.clash(candidate, List.of(other)).map((clash) -> clash.reason().code()).orElse(null))
            .isEqualTo(code);
    }

    @Test
    void saysFirstWhatWeighsMost() {
        Deputation twice = deputation("ann", "cem", "1-9", null, null);
        Deputation circle = deputation("ben", "ann", "1-9", null, null);

        assertThat(DeputationRules.clash(deputation("ann", "ben", "1-9", null, null), List.of(twice, circle)))
            .hasValue(new DeputationRules.Clash(DeputationRules.Reason.CIRCLE, circle));
    }

    private static Deputation deputation(String principal, String deputy, String days, @Nullable String kinds,
            @Nullable String campaigns) {
        String[] day = days.split("-");
        return new Deputation("x", principal, deputy, LocalDate.of(2026, 12, Integer.parseInt(day[0])),
                LocalDate.of(2026, 12, Integer.parseInt(day[1])), set(kinds), set(campaigns));
    }

    private static Set<String> set(@Nullable String ids) {
        return (ids != null) ? Set.of(ids.split(" ")) : Set.of();
    }

}

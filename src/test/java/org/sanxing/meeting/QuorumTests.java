package org.sanxing.meeting;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.rectification.Tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class QuorumTests {

    @ParameterizedTest
    @CsvSource({ "2/3,1,1", "2/3,2,2", "2/3,3,2", "2/3,4,3", "2/3,5,4", "2/3,6,4", "2/3,7,5", "2/3,9,6", "1/2,4,2",
            "1/2,5,3", "1/1,5,5", "3/4,7,6", "2/3,0,1" })
    void needsThePartOfThoseEntitledRoundedUp(String part, int entitled, int needed) {
        Quorum quorum = Quorum.of(part);
        assertThat(quorum.needed(entitled)).isEqualTo(needed);
        assertThat(quorum.met(needed, entitled)).isTrue();
        assertThat(quorum.met(needed - 1, entitled)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "2", "2/", "/3", "3/2", "0/3", "2/0", "a/b", "66%" })
    void isAPart(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Quorum.of(written));
    }

    @Test
    void neverLetsLessThanTheMajorityOfThoseEntitledDecide() {
        for (int entitled = 1; entitled <= 30; entitled++) {
            int needed = Tally.needed(entitled, 50);
            assertThat(2 * needed).as("more than half of %d", entitled).isGreaterThan(entitled);
            assertThat(2 * (needed - 1)).as("and no more than that of %d", entitled).isLessThanOrEqualTo(entitled);
            for (int present : IntStream.rangeClosed(0, entitled).toArray()) {
                boolean met = Quorum.of("2/3").met(present, entitled);
                assertThat(met).as("%d of %d", present, entitled).isEqualTo(3 * present >= 2 * entitled);
                // With the usual quorum those present can always carry it, if they agree.
                assertThat(!met || new Tally(entitled, needed, present, present).agreed()).isTrue();
            }
        }
    }

}

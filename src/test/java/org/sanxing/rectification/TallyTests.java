package org.sanxing.rectification;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Passed by more than half of those entitled; exactly half fails. */
class TallyTests {

    @ParameterizedTest(name = "{0} entitled, more than {1} percent: {2}")
    @CsvSource({ "1,50,1", "2,50,2", "3,50,2", "4,50,3", "5,50,3", "6,50,4", "7,50,4", "100,50,51", "3,66,2", "6,66,4",
            "5,99,5" })
    void needsMoreThanTheShare(int entitled, int majority, int needed) {
        assertThat(Tally.needed(entitled, majority)).isEqualTo(needed);
    }

    @ParameterizedTest(name = "{0} entitled, {1} for, {2} voted: decided {3}, agreed {4}")
    @CsvSource({ "4,0,0,false,false", "4,2,2,false,false", "4,2,3,false,false", "4,2,4,true,false", "4,3,3,true,true",
            "4,3,4,true,true", "4,0,2,true,false", "4,1,3,true,false", "4,1,2,false,false", "5,3,3,true,true",
            "5,2,4,false,false", "5,2,5,true,false", "5,0,3,true,false", "5,0,2,false,false", "1,1,1,true,true",
            "1,0,1,true,false", "2,1,2,true,false", "2,2,2,true,true", "2,1,1,false,false", "2,0,1,true,false" })
    void isDecidedWhenNothingCanChangeIt(int entitled, int agree, int voted, boolean decided, boolean agreed) {
        Tally tally = new Tally(entitled, Tally.needed(entitled, 50), agree, voted);
        assertThat(tally.decided()).isEqualTo(decided);
        assertThat(tally.agreed()).isEqualTo(agreed);
    }

}

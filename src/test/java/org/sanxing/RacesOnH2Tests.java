package org.sanxing;

import org.junit.jupiter.api.Tag;

@Tag("thorough")
@ApplicationTest
class RacesOnH2Tests extends RacesContract {

    RacesOnH2Tests() {
        super(10, 50, 30);
    }

}

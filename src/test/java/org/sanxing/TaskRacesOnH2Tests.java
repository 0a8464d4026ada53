package org.sanxing;

import org.junit.jupiter.api.Tag;

@Tag("thorough")
@ApplicationTest
class TaskRacesOnH2Tests extends TaskRacesContract {

    TaskRacesOnH2Tests() {
        super(6);
    }

}

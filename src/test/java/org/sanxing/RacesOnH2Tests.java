package org.sanxing;

@ApplicationTest
class RacesOnH2Tests extends RacesContract {

    RacesOnH2Tests() {
        super(10, 50, 30);
    }

}

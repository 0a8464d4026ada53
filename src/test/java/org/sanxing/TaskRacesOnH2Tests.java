package org.sanxing;

@ApplicationTest
class TaskRacesOnH2Tests extends TaskRacesContract {

    TaskRacesOnH2Tests() {
        super(6);
    }

}

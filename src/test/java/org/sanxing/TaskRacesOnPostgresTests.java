package org.sanxing;

@PostgresApplicationTest
class TaskRacesOnPostgresTests extends TaskRacesContract {

    TaskRacesOnPostgresTests() {
        super(6);
    }

}

package org.sanxing;

@PostgresApplicationTest
class RacesOnPostgresTests extends RacesContract {

    RacesOnPostgresTests() {
        super(3, 30, 10);
    }

}

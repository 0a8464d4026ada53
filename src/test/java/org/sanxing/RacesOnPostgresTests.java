package org.sanxing;

import org.junit.jupiter.api.Tag;

@Tag("thorough")
@PostgresApplicationTest
class RacesOnPostgresTests extends RacesContract {

    RacesOnPostgresTests() {
        super(3, 30, 10);
    }

}

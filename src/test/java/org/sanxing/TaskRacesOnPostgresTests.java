package org.sanxing;

import org.junit.jupiter.api.Tag;

@Tag("thorough")
@PostgresApplicationTest
class TaskRacesOnPostgresTests extends TaskRacesContract {

    TaskRacesOnPostgresTests() {
        super(6);
    }

}

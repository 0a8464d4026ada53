package org.sanxing.checks;

import org.junit.jupiter.api.Tag;
import org.sanxing.PostgresApplicationTest;

@Tag("thorough")
@PostgresApplicationTest
class ChecksOnPostgresTests extends ChecksContract {

}

package org.sanxing.checks;

import org.sanxing.PostgresApplicationTest;

@PostgresApplicationTest
class ChecksOnPostgresTests extends ChecksContract {

}

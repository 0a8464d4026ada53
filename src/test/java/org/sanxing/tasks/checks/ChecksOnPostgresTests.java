package org.sanxing.tasks.checks;

import org.sanxing.PostgresApplicationTest;

@PostgresApplicationTest
class ChecksOnPostgresTests extends ChecksContract {

}

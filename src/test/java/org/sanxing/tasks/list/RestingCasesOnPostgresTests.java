package org.sanxing.tasks.list;

import org.junit.jupiter.api.Tag;
import org.sanxing.PostgresApplicationTest;

@Tag("thorough")
@PostgresApplicationTest
class RestingCasesOnPostgresTests extends RestingCasesContract {

}

package org.sanxing.rectification;

import org.sanxing.PostgresApplicationTest;

@PostgresApplicationTest
class NotOnesOwnOnPostgresTests extends NotOnesOwnContract {

}

package org.sanxing.ledger;

import org.sanxing.PostgresApplicationTest;

@PostgresApplicationTest
final class RectificationOnPostgresTests extends RectificationContract {

}

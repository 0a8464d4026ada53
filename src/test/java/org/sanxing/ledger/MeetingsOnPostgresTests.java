package org.sanxing.ledger;

import org.sanxing.PostgresApplicationTest;

@PostgresApplicationTest
class MeetingsOnPostgresTests extends MeetingContract {

}

package org.sanxing.meeting;

import org.sanxing.PostgresApplicationTest;

@PostgresApplicationTest
class MeetingsOnPostgresTests extends MeetingContract {

}

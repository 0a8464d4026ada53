package org.sanxing.meeting;

import org.junit.jupiter.api.Tag;
import org.sanxing.PostgresApplicationTest;

@Tag("thorough")
@PostgresApplicationTest
class MeetingsOnPostgresTests extends MeetingContract {

}

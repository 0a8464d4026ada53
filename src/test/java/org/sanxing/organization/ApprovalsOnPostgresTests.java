package org.sanxing.organization;

import org.sanxing.PostgresApplicationTest;

import org.springframework.context.annotation.Import;

/** The same on PostgreSQL. */
@Import(PostgresApplicationTest.Database.class)
class ApprovalsOnPostgresTests extends ApprovalsTests {

}

package org.sanxing.account;

import org.sanxing.PostgresApplicationTest;

import org.springframework.context.annotation.Import;

/** The same on PostgreSQL. */
@Import(PostgresApplicationTest.Database.class)
class SessionsOnPostgresTests extends SessionsTests {

}

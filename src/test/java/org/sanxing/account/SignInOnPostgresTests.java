package org.sanxing.account;

import org.springframework.context.annotation.Import;

/** The same on PostgreSQL. */
@Import(OnPostgres.class)
class SignInOnPostgresTests extends SignInTests {

}

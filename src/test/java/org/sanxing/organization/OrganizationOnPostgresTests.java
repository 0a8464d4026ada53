package org.sanxing.organization;

import org.sanxing.account.OnPostgres;

import org.springframework.context.annotation.Import;

/** The same on PostgreSQL. */
@Import(OnPostgres.class)
class OrganizationOnPostgresTests extends OrganizationTests {

}

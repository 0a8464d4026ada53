package org.sanxing.shell;

import org.sanxing.PostgresApplicationTest;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

@SpringBootTest(classes = ShellFixture.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "sanxing.outbox.every=P1D")
@Import(PostgresApplicationTest.Database.class)
class IdempotencyOnPostgresTests extends IdempotencyContract {

}

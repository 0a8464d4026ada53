package org.sanxing.attachment;

import org.junit.jupiter.api.Tag;
import org.sanxing.PostgresApplicationTest;

@Tag("thorough")
@PostgresApplicationTest
class AttachmentsOnPostgresTests extends AttachmentsContract {

}

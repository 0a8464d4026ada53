package org.sanxing.attachment;

import org.sanxing.PostgresApplicationTest;

@PostgresApplicationTest
class AttachmentsOnPostgresTests extends AttachmentsContract {

}

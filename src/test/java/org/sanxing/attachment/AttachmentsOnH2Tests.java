package org.sanxing.attachment;

import org.junit.jupiter.api.Tag;
import org.sanxing.ApplicationTest;

/**
 * Each time on PostgreSQL, which is stricter; the SQL and the locks are the same here.
 */
@Tag("long")
@ApplicationTest
class AttachmentsOnH2Tests extends AttachmentsContract {

}

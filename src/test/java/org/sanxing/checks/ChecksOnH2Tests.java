package org.sanxing.checks;

import org.junit.jupiter.api.Tag;
import org.sanxing.ApplicationTest;

/**
 * Each time on PostgreSQL, which is stricter; the SQL and the locks are the same here.
 */
@Tag("long")
@ApplicationTest
class ChecksOnH2Tests extends ChecksContract {

}

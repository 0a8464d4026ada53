package org.sanxing.rectification;

import org.junit.jupiter.api.Tag;
import org.sanxing.PostgresApplicationTest;

@Tag("thorough")
@PostgresApplicationTest
final class RectificationOnPostgresTests extends RectificationContract {

}

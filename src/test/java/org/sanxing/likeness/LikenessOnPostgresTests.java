package org.sanxing.likeness;

import org.junit.jupiter.api.Tag;
import org.sanxing.PostgresApplicationTest;

@Tag("thorough")
@PostgresApplicationTest
class LikenessOnPostgresTests extends LikenessContract {

}

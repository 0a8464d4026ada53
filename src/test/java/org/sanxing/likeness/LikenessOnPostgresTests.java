package org.sanxing.likeness;

import org.sanxing.PostgresApplicationTest;

@PostgresApplicationTest
class LikenessOnPostgresTests extends LikenessContract {

}

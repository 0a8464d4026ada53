package org.sanxing.reflection.likeness;

import org.sanxing.PostgresApplicationTest;

@PostgresApplicationTest
class LikenessOnPostgresTests extends LikenessContract {

}

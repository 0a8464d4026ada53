package org.sanxing.rectification;

import org.sanxing.PostgresApplicationTest;

@PostgresApplicationTest
final class RectificationOnPostgresTests extends RectificationContract {

}

package org.sanxing;

@PostgresApplicationTest
class ReviewStoryOnPostgresTests extends ReviewStoryContract {

}

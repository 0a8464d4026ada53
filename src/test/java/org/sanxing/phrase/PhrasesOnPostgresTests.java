package org.sanxing.phrase;

import org.sanxing.PostgresApplicationTest;

@PostgresApplicationTest
class PhrasesOnPostgresTests extends PhraseContract {

}

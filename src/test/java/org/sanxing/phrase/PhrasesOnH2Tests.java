package org.sanxing.phrase;

import org.sanxing.ApplicationTest;

@ApplicationTest
class PhrasesOnH2Tests extends PhraseContract {

}

package org.sanxing.rectification;

import org.sanxing.ApplicationTest;

@ApplicationTest
class NotOnesOwnOnH2Tests extends NotOnesOwnContract {

}

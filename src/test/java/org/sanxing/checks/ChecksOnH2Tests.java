package org.sanxing.checks;

import org.sanxing.ApplicationTest;

@ApplicationTest
class ChecksOnH2Tests extends ChecksContract {

}

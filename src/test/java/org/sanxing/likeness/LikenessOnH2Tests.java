package org.sanxing.likeness;

import org.sanxing.ApplicationTest;

@ApplicationTest
class LikenessOnH2Tests extends LikenessContract {

}

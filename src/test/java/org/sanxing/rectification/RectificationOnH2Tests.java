package org.sanxing.rectification;

import org.sanxing.ApplicationTest;

@ApplicationTest
final class RectificationOnH2Tests extends RectificationContract {

}

package org.sanxing.ledger;

import org.sanxing.ApplicationTest;

@ApplicationTest
final class RectificationOnH2Tests extends RectificationContract {

}

package org.sanxing.ledger;

import org.sanxing.ApplicationTest;

@ApplicationTest
class MeetingsOnH2Tests extends MeetingContract {

}

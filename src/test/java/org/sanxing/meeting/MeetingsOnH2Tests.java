package org.sanxing.meeting;

import org.sanxing.ApplicationTest;

@ApplicationTest
class MeetingsOnH2Tests extends MeetingContract {

}

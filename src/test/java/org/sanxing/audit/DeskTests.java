package org.sanxing.audit;

import org.sanxing.ApplicationTest;

@ApplicationTest
class DeskTests extends DeskContract {

}

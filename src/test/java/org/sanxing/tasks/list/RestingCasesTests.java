package org.sanxing.tasks.list;

import org.sanxing.ApplicationTest;

@ApplicationTest
class RestingCasesTests extends RestingCasesContract {

}

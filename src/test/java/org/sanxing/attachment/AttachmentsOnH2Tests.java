package org.sanxing.attachment;

import org.sanxing.ApplicationTest;

@ApplicationTest
class AttachmentsOnH2Tests extends AttachmentsContract {

}

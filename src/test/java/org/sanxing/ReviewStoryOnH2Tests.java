package org.sanxing;

@ApplicationTest
class ReviewStoryOnH2Tests extends ReviewStoryContract {

}

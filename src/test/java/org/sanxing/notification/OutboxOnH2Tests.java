package org.sanxing.notification;

class OutboxOnH2Tests extends OutboxContract {

    @Override
    NoticeFixture node() {
        return NoticeFixture.onH2();
    }

}

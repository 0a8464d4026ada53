package org.sanxing.meeting;

import java.util.List;

import org.sanxing.notification.NoticeEvents;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Of what meetings tell people. */
@Component
@Order(35)
class MeetingNotices implements NoticeEvents {

    @Override
    public List<String> events() {
        return List.of("meetingCalled", "meetingChanged", "meetingCancelled");
    }

}

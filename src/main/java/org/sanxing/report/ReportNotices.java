package org.sanxing.report;

import java.util.List;

import org.sanxing.notification.NoticeEvents;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is told of reports. */
@Component
@Order(35)
class ReportNotices implements NoticeEvents {

    @Override
    public List<String> events() {
        return List.of("weeklyReport", "monthlyReport");
    }

}

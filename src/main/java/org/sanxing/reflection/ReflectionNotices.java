package org.sanxing.reflection;

import java.util.List;

import org.sanxing.notification.NoticeEvents;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Of what this module tells people. */
@Component
@Order(20)
class ReflectionNotices implements NoticeEvents {

    @Override
    public List<String> events() {
        return List.of("taskWaiting", "returned", "withdrawn", "accepted", "registered", "reminded", "escalated");
    }

}

package org.sanxing.campaign;

import java.util.List;

import org.sanxing.notification.NoticeEvents;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Of what this module tells people. */
@Component
@Order(10)
class CampaignNotices implements NoticeEvents {

    @Override
    public List<String> events() {
        return List.of("campaignOpened");
    }

}

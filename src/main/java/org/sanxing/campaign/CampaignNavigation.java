package org.sanxing.campaign;

import java.util.List;

import org.sanxing.common.NavigationEntry;
import org.sanxing.common.OptionList;
import org.sanxing.common.SetUpStep;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.organization.Role;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class CampaignNavigation {

    @Bean
    NavigationEntry campaignsPlace() {
        return new NavigationEntry("campaigns", "/campaigns", 40, NavigationEntry.STAFF, Role.AUDITOR.id());
    }

    /** The system administrator sees no campaign: those who plan them do it. */
    @Bean
    SetUpStep campaignStep(Campaigns campaigns) {
        return new SetUpStep("campaign", 90, null, (account) -> !campaigns.titles().isEmpty());
    }

    @Bean
    OptionList campaignOptions(Campaigns campaigns) {
        return new OptionList("campaigns", campaigns::titles);
    }

    /** Of what this module tells people. */
    @Bean
    @Order(10)
    NoticeEvents campaignNotices() {
        return () -> List.of("campaignOpened");
    }

}

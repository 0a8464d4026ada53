package org.sanxing.campaign;

import org.sanxing.common.NavigationEntry;
import org.sanxing.common.OptionList;
import org.sanxing.organization.Role;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CampaignNavigation {

    @Bean
    NavigationEntry campaignsPlace() {
        return new NavigationEntry("campaigns", "/campaigns", 40, NavigationEntry.STAFF, Role.AUDITOR.id());
    }

    @Bean
    OptionList campaignOptions(Campaigns campaigns) {
        return new OptionList("campaigns", campaigns::titles);
    }

}

package org.sanxing.campaign;

final class CampaignOnPostgresTests extends CampaignTests {

    CampaignOnPostgresTests() {
        super(true);
    }

}

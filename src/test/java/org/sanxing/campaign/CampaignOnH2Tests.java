package org.sanxing.campaign;

final class CampaignOnH2Tests extends CampaignTests {

    CampaignOnH2Tests() {
        super(false);
    }

}

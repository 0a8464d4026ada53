package org.sanxing.manuscript;

import java.util.Locale;

import org.sanxing.campaign.Campaign;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.NotFound;
import org.sanxing.document.OfficialDocument;
import org.sanxing.forms.FormSchema;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionForms;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The files that people fill in Word, one for each campaign. */
@Component
public class MaterialTemplates {

    private final Campaigns campaigns;

    private final ReflectionForms forms;

    private final MessageSource messages;

    MaterialTemplates(Campaigns campaigns, ReflectionForms forms, MessageSource messages) {
        this.campaigns = campaigns;
        this.forms = forms;
        this.messages = messages;
    }

    /**
     * For whoever begins.
     * @throws NotFound where there is no such campaign, or only a draft of it
     */
    public OfficialDocument of(String campaignId) {
        Campaign campaign = this.campaigns.find(campaignId)
            .filter((found) -> found.state() != Campaign.State.DRAFT)
            .orElseThrow(() -> new NotFound("campaign"));
        return of(say("reflection.title", campaign.title()), campaign.id(), this.forms.starting().schema());
    }

    /** For the material as its author writes it now. */
    public OfficialDocument of(Reflection reflection) {
        return of(reflection.title(), reflection.campaignId(), this.forms.writing(reflection).schema());
    }

    private OfficialDocument of(String title, String campaignId, FormSchema form) {
        return MaterialTemplate.of(title, say("reflection.word.template.note"), say("reflection.word.template.rows"),
                form, this.forms.options(campaignId));
    }

    private String say(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE);
    }

}

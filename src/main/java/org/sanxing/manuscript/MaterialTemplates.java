package org.sanxing.manuscript;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.sanxing.campaign.Campaign;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.document.OfficialDocument.Block;
import org.sanxing.document.OfficialDocument.Choice;
import org.sanxing.document.OfficialDocument.Heading;
import org.sanxing.document.OfficialDocument.Prompt;
import org.sanxing.document.OfficialDocument.Text;
import org.sanxing.document.OfficialDocument;
import org.sanxing.forms.FormComponent.Option;
import org.sanxing.forms.FormComponent.Type;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionForms;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The files that people fill in Word, one for each campaign: what the form asks, in its
 * order.
 */
@Component
public class MaterialTemplates {

    private static final int ROWS = 3;

    private static final String[] NUMERALS = MaterialVocabulary.word("numerals").split("");

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
        return of(title, say("reflection.word.template.note"), say("reflection.word.template.rows"), form,
                this.forms.options(campaignId));
    }

    private String say(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE);
    }

    /**
     * @param note what stands at its top: how it is filled
     * @param rowNote what stands before the rows: how to add one
     */
    static OfficialDocument of(String title, String note, String rowNote, FormSchema form,
            Map<String, List<Option>> options) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Prompt(MaterialVocabulary.word("template.note", note)));
        for (FormComponent field : MaterialVocabulary.fields(form)) {
            blocks.add(new Heading(1, field.name()));
            if (field.type() != Type.REPEATED_GROUP) {
                fill(blocks, field, options, false);
                continue;
            }
            blocks.add(new Prompt(MaterialVocabulary.word("template.note", rowNote)));
            for (int row = 1; row <= ROWS; row++) {
                blocks.add(new Heading(2, MaterialVocabulary.word("template.row", field.rowTitle(), NUMERALS[row])));
                MaterialVocabulary.columns(field).forEach((column) -> fill(blocks, column, options, true));
            }
        }
        return OfficialDocument.of(title, blocks);
    }

    private static void fill(List<Block> blocks, FormComponent field, Map<String, List<Option>> options,
            boolean labelled) {
        if (MaterialVocabulary.isChosen(field)) {
            blocks.add(new Choice(field.name(), MaterialVocabulary.word("template.choose"), choices(field, options)));
            return;
        }
        if (labelled) {
            blocks.add(new Text(field.name(), ""));
        }
        String asked = Texts.isBlank(field.description()) ? field.name() : field.description();
        blocks.add(new Prompt(MaterialVocabulary.word("template.fill", asked)));
    }

    private static List<String> choices(FormComponent field, Map<String, List<Option>> options) {
        if (field.type() == Type.CHECKBOX) {
            return List.of(MaterialVocabulary.word("yes.shown"), MaterialVocabulary.word("no.shown"));
        }
        return field.choices(options).stream().map(Option::label).toList();
    }

    /** What the template itself says, which is nobody's text. */
    static List<String> prompts(OfficialDocument template) {
        List<String> prompts = new ArrayList<>();
        for (Block block : template.blocks()) {
            if (block instanceof Prompt prompt) {
                prompts.add(prompt.text());
            }
            else if (block instanceof Choice choice) {
                prompts.add(choice.prompt());
            }
        }
        return prompts;
    }

}

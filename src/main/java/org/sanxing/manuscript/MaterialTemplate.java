package org.sanxing.manuscript;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

/** The file that a person fills in Word: what the form asks, in its order. */
public final class MaterialTemplate {

    private static final int ROWS = 3;

    private static final String[] NUMERALS = MaterialVocabulary.word("numerals").split("");

    private MaterialTemplate() {
    }

    /**
     * @param note what stands at its top: how it is filled
     * @param rowNote what stands before the rows: how to add one
     */
    public static OfficialDocument of(String title, String note, String rowNote, FormSchema form,
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
        String asked = field.description().isBlank() ? field.name() : field.description();
        blocks.add(new Prompt(MaterialVocabulary.word("template.fill", asked)));
    }

    private static List<String> choices(FormComponent field, Map<String, List<Option>> options) {
        if (field.type() == Type.CHECKBOX) {
            return List.of(MaterialVocabulary.word("yes.shown"), MaterialVocabulary.word("no.shown"));
        }
        return options(field, options).stream().map(Option::label).toList();
    }

    static List<Option> options(FormComponent field, Map<String, List<Option>> options) {
        return (field.valuesKey() != null) ? options.getOrDefault(field.valuesKey(), List.of()) : field.options();
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

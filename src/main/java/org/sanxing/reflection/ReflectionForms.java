package org.sanxing.reflection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.Conflict;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.Forms;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.Workflow;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * The form that a material is written in: that of the start event before the first
 * submission, that of the revise task of its own process version afterwards.
 */
@Component
public class ReflectionForms {

    private static final TypeReference<LinkedHashMap<String, Object>> DATA = new TypeReference<>() {
    };

    /** Key of the files, in the forms and as their options. */
    public static final String FILES = "attachments";

    private final Workflow workflow;

    private final Tasks tasks;

    private final Forms forms;

    private final Campaigns campaigns;

    private final Attachments attachments;

    private final JsonMapper json;

    ReflectionForms(Workflow workflow, Tasks tasks, Forms forms, Campaigns campaigns, Attachments attachments,
            JsonMapper json) {
        this.workflow = workflow;
        this.tasks = tasks;
        this.forms = forms;
        this.campaigns = campaigns;
        this.attachments = attachments;
        this.json = json;
    }

    /** The form in which the author writes now. */
    public WritingForm writing(Reflection reflection) {
        return writing(reflection.isSubmitted() ? this.tasks.openTaskOf(reflection.id()) : Optional.empty());
    }

    /**
     * The form in which the author writes now.
     * @param task that is open of the material; empty where none is
     */
    public WritingForm writing(Optional<WorkItem> task) {
        String schema = task.filter((item) -> ReflectionReviewProcess.KIND_REVISE.equals(item.kind()))
            .map(WorkItem::id)
            .map(this.workflow::taskForm)
            .orElseGet(() -> this.workflow.startForm(ReflectionReviewProcess.KEY));
        return new WritingForm(read(schema), schema);
    }

    /** The form in which a material is begun now. */
    public WritingForm starting() {
        return writing(Optional.empty());
    }

    /** A form from its text. */
    public FormSchema read(String schema) {
        return this.forms.read("reflection", schema);
    }

    /** The options of the fields whose options the campaign gives; no files yet. */
    public Map<String, List<FormComponent.Option>> options(String campaignId) {
        return Map.of("categories",
                this.campaigns.categories(campaignId)
                    .stream()
                    .map((category) -> new FormComponent.Option(category.id(), category.name()))
                    .toList(),
                FILES, List.of());
    }

    /**
     * The options of the fields whose options the campaign gives, and the files there
     * are.
     */
    public Map<String, List<FormComponent.Option>> options(Reflection reflection) {
        Map<String, List<FormComponent.Option>> options = new LinkedHashMap<>(options(reflection.campaignId()));
        options.put(FILES, files(reflection.id()));
        return options;
    }

    /** The files of a material, as options of the fields that take files. */
    public List<FormComponent.Option> files(String reflectionId) {
        return FormComponent.Option.lazily(() -> this.attachments.of(reflectionId)
            .stream()
            .map((file) -> new FormComponent.Option(file.id(), file.name(), file.readableSize()))
            .toList());
    }

    /**
     * Makes the files that were chosen in a form part of what is submitted with it.
     * @throws org.sanxing.common.InvalidInput naming the field
     */
    public List<Attachment> attach(Reflection reflection, FormSchema form, Map<String, Object> data, String account) {
        List<Attachment> attached = new ArrayList<>();
        form.files(data)
            .forEach((path, ids) -> attached.addAll(this.attachments.attach(reflection.id(), ids, account, path)));
        return attached;
    }

    /**
     * What of a stored draft the form still asks: a field that a newer form no longer has
     * must not keep its author from submitting.
     */
    public Map<String, Object> known(FormSchema form, Map<String, Object> draft) {
        return known(form.fields(), draft);
    }

    private static Map<String, Object> known(List<FormComponent> fields, Map<?, ?> draft) {
        Map<String, Object> known = new LinkedHashMap<>();
        for (FormComponent field : fields) {
            Object value = draft.get(field.key());
            if (field.type() == FormComponent.Type.REPEATED_GROUP && value instanceof List<?> rows) {
                List<FormComponent> columns = new FormSchema("row", field.components()).fields();
                known.put(String.valueOf(field.key()),
                        rows.stream()
                            .map((row) -> (row instanceof Map<?, ?> map) ? known(columns, map) : row)
                            .toList());
            }
            else if (value != null) {
                known.put(String.valueOf(field.key()), value);
            }
        }
        return known;
    }

    /**
     * Says what was filled in by the labels of its form, whatever the form asks.
     * @param form text of the form it was filled into
     * @return label and value, in the order of the form; options by their labels, rows as
     * lists of such maps; files are left out
     */
    public Map<String, Object> labelled(String form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options) {
        return labelled(read(form).fields(), data, options);
    }

    private Map<String, Object> labelled(List<FormComponent> fields, Map<?, ?> data,
            Map<String, List<FormComponent.Option>> options) {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (FormComponent field : fields) {
            Object value = (field.key() != null) ? data.get(field.key()) : null;
            // Files have links of their own.
            if (value != null && field.type() != FormComponent.Type.FILES) {
                shown.put(Texts.isBlank(field.label()) ? String.valueOf(field.key()) : field.label(),
                        shown(field, value, options));
            }
        }
        return shown;
    }

    private Object shown(FormComponent field, Object value, Map<String, List<FormComponent.Option>> options) {
        if (field.type() == FormComponent.Type.REPEATED_GROUP && value instanceof List<?> rows) {
            List<FormComponent> columns = new FormSchema(field.id(), field.components()).fields();
            return rows.stream().map((row) -> labelled(columns, (Map<?, ?>) row, options)).toList();
        }
        if (value instanceof List<?> values) {
            return values.stream().map((each) -> field.labelOf(each, options)).toList();
        }
        return field.labelOf(value, options);
    }

    /**
     * @throws org.sanxing.common.Conflict where the author saw another revision, with
     * what is saved now, so that both can be shown; null leaves the check out
     */
    public void requireRevision(Reflection reflection, @Nullable Integer seen) {
        try {
            reflection.requireRevision(seen);
        }
        catch (Conflict stale) {
            throw stale.with("current", data(reflection.draft()));
        }
    }

    /** What a version says, as far as the rules need to know it. */
    public ReflectionContent content(Versions.FrozenVersion version) {
        return ReflectionContent.of(data(version.content()));
    }

    public Map<String, Object> data(String content) {
        return this.json.readValue(content, DATA);
    }

    public String text(Map<String, Object> data) {
        return this.json.writeValueAsString(data);
    }

    /**
     * @param text of the {@code .form} file
     */
    public record WritingForm(FormSchema schema, String text) {

    }

}

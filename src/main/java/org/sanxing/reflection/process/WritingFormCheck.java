package org.sanxing.reflection.process;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.xml.ModelException;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.Forms;
import org.sanxing.forms.UnsupportedForm;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.workflow.ModelCheck;
import org.sanxing.workflow.Models;

import org.springframework.stereotype.Component;

/**
 * The form in which a material is begun belongs to the start event, which is no task: it
 * has to ask what the code reads all the same.
 */
@Component
class WritingFormCheck implements ModelCheck {

    private final Forms forms;

    WritingFormCheck(Forms forms) {
        this.forms = forms;
    }

    @Override
    public List<String> problems(Models models) {
        List<String> problems = new ArrayList<>();
        models.ending(".bpmn").forEach((path, text) -> {
            if (Models.baseName(path).equals(ReflectionReviewProcess.KEY)) {
                startsOf(text).forEach((start) -> check(path, start, models, problems));
            }
        });
        return problems;
    }

    private static List<StartEvent> startsOf(String text) {
        try {
            return List.copyOf(Bpmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getModelElementsByType(StartEvent.class));
        }
        catch (ModelException ex) {
            // The check of the diagram says so.
            return List.of();
        }
    }

    private void check(String path, StartEvent start, Models models, List<String> problems) {
        String name = start.getCamundaFormRef();
        if (name == null) {
            problems.add(path + ": '" + start.getId() + "': has no form (camunda:formRef)");
            return;
        }
        for (Map.Entry<String, String> file : models.ending(".form").entrySet()) {
            if (Models.baseName(file.getKey()).equals(name)) {
                checkKeys(file.getKey(), file.getValue(), start.getId(), problems);
            }
        }
    }

    private void checkKeys(String path, String text, String element, List<String> problems) {
        FormSchema form;
        try {
            form = this.forms.read(path, text);
        }
        catch (UnsupportedForm ex) {
            // The check of the forms says so.
            return;
        }
        ReflectionContent.FORM_KEYS.stream()
            .filter((key) -> form.find(key).isEmpty())
            .sorted()
            .forEach((key) -> problems
                .add("Form " + form.id() + ", component '" + key + "': is missing, and '" + element + "' needs it"));
    }

}

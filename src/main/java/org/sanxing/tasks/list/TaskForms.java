package org.sanxing.tasks.list;

import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;

import java.util.List;
import java.util.Map;

import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.FormView;
import org.sanxing.forms.Forms;
import org.sanxing.organization.Person;
import org.sanxing.workflow.Workflow;

import org.springframework.stereotype.Component;

/** The form of a task, as the case's own process version has it. */
@Component
public class TaskForms {

    private final Workflow workflow;

    private final Forms forms;

    private final TaskHandlers handlers;

    TaskForms(Workflow workflow, Forms forms, TaskHandlers handlers) {
        this.workflow = workflow;
        this.forms = forms;
        this.handlers = handlers;
    }

    /** The text of the {@code .form} file of an open task. */
    public String schema(WorkItem item) {
        return this.workflow.taskForm(item.id());
    }

    public FormView view(WorkItem item, Person person) {
        TaskHandler handler = this.handlers.of(item.kind());
        return FormView.of(read(item), handler.formData(item, person), handler.options(item));
    }

    public Map<String, Object> bind(WorkItem item, Map<String, String[]> parameters) {
        return this.forms.bind(read(item), parameters);
    }

    public Map<String, Object> validate(WorkItem item, Map<String, Object> data) {
        Map<String, List<FormComponent.Option>> options = this.handlers.of(item.kind()).options(item);
        return this.forms.validate(read(item), data, options);
    }

    public FormSchema read(WorkItem item) {
        return this.forms.read(item.kind(), schema(item));
    }

}

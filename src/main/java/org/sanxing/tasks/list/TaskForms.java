package org.sanxing.tasks.list;

import org.sanxing.tasks.WorkItem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.sanxing.common.OptionList;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.FormView;
import org.sanxing.forms.Forms;
import org.sanxing.organization.Person;
import org.sanxing.workflow.Workflow;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The form of a task, as the case's own process version has it. */
@Component
public class TaskForms {

    private final Workflow workflow;

    private final Forms forms;

    private final TaskHandlers handlers;

    private final Supplier<List<OptionList>> lists;

    TaskForms(Workflow workflow, Forms forms, TaskHandlers handlers, ObjectProvider<OptionList> lists) {
        this.workflow = workflow;
        this.forms = forms;
        this.handlers = handlers;
        this.lists = SingletonSupplier.of(() -> lists.stream().toList());
    }

    /** The text of the {@code .form} file of an open task. */
    public String schema(WorkItem item) {
        return this.workflow.taskForm(item.id());
    }

    public FormView view(WorkItem item, Person person) {
        FormSchema form = read(item);
        return FormView.of(form, this.handlers.of(item.kind()).formData(item, person), options(item, form));
    }

    public Map<String, Object> bind(WorkItem item, Map<String, String[]> parameters) {
        return this.forms.bind(read(item), parameters);
    }

    public Map<String, Object> validate(WorkItem item, Map<String, Object> data) {
        FormSchema form = read(item);
        return this.forms.validate(form, data, options(item, form));
    }

    /**
     * What the handler offers, and of the lists that any form may offer those asked for.
     */
    public Map<String, List<FormComponent.Option>> options(WorkItem item, FormSchema form) {
        Map<String, List<FormComponent.Option>> options = new HashMap<>(this.handlers.of(item.kind()).options(item));
        Set<String> asked = form.valuesKeys();
        this.lists.get()
            .stream()
            .filter((list) -> asked.contains(list.key()))
            .forEach((list) -> options.computeIfAbsent(list.key(),
                    (key) -> list.options()
                        .get()
                        .entrySet()
                        .stream()
                        .map((option) -> new FormComponent.Option(option.getKey(), option.getValue()))
                        .toList()));
        return options;
    }

    public FormSchema read(WorkItem item) {
        return this.forms.read(item.kind(), schema(item));
    }

}

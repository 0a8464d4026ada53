package org.sanxing.tasks.list;

import org.sanxing.tasks.TaskHandler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.sanxing.forms.FormSchema;
import org.sanxing.forms.Forms;
import org.sanxing.forms.UnsupportedForm;
import org.sanxing.workflow.ModelCheck;
import org.sanxing.workflow.Models;
import org.sanxing.workflow.UserTaskModels.UserTaskModel;
import org.sanxing.workflow.UserTaskModels;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Every form can be read and bears the name of its file; every user task is handled by a
 * module, and its form asks what that module reads.
 */
@Component
public class TaskFormsCheck implements ModelCheck {

    private final Forms forms;

    private final Supplier<Map<String, TaskHandler>> handlers;

    @Autowired
    TaskFormsCheck(Forms forms, TaskHandlers handlers) {
        this(forms, handlers::all);
    }

    TaskFormsCheck(Forms forms, Supplier<Map<String, TaskHandler>> handlers) {
        this.forms = forms;
        this.handlers = handlers;
    }

    @Override
    public List<String> problems(Models models) {
        List<String> problems = new ArrayList<>();
        Map<String, FormSchema> read = new HashMap<>();
        models.ending(".form").forEach((path, text) -> {
            try {
                FormSchema form = this.forms.read(path, text);
                if (!form.id().equals(Models.baseName(path))) {
                    problems.add(path + ": the form '" + form.id() + "' must be named like its file");
                }
                read.put(form.id(), form);
            }
            catch (UnsupportedForm ex) {
                problems.add(ex.getMessage());
            }
        });
        for (UserTaskModel task : UserTaskModels.of(models)) {
            TaskHandler handler = this.handlers.get().get(task.kind());
            if (handler == null) {
                problems.add(task.path() + ": '" + task.elementId() + "': no module handles tasks of the kind '"
                        + task.kind() + "'");
            }
            else if (read.containsKey(task.form())) {
                checkKeys(task, handler, read.get(task.form()), problems);
            }
        }
        return problems;
    }

    private static void checkKeys(UserTaskModel task, TaskHandler handler, FormSchema form, List<String> problems) {
        handler.formKeys(task.kind())
            .stream()
            .filter((key) -> form.find(key).isEmpty())
            .sorted()
            .forEach((key) -> problems.add("Form " + form.id() + ", component '" + key + "': is missing, and '"
                    + task.elementId() + "' needs it"));
    }

}

package org.sanxing.tasks;

import java.util.ArrayList;
import java.util.List;

import org.sanxing.forms.Forms;
import org.sanxing.forms.UnsupportedForm;
import org.sanxing.workflow.ModelCheck;
import org.sanxing.workflow.Models;

import org.springframework.stereotype.Component;

/** Every form can be read, and bears the name of its file. */
@Component
class TaskFormsCheck implements ModelCheck {

    private final Forms forms;

    TaskFormsCheck(Forms forms) {
        this.forms = forms;
    }

    @Override
    public List<String> problems(Models models) {
        List<String> problems = new ArrayList<>();
        models.ending(".form").forEach((path, text) -> {
            try {
                String id = this.forms.read(path, text).id();
                if (!id.equals(Models.baseName(path))) {
                    problems.add(path + ": the form '" + id + "' must be named like its file");
                }
            }
            catch (UnsupportedForm ex) {
                problems.add(ex.getMessage());
            }
        });
        return problems;
    }

}

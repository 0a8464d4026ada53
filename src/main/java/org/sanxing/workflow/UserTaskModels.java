package org.sanxing.workflow;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** The user tasks of the models, for checks by the module that keeps the task list. */
public final class UserTaskModels {

    private UserTaskModels() {
    }

    /** Reads them from every BPMN file that can be read. */
    public static List<UserTaskModel> of(Models models) {
        List<UserTaskModel> tasks = new ArrayList<>();
        models.ending(".bpmn").forEach((path, text) -> {
            try {
                Bpmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .getModelElementsByType(UserTask.class)
                    .forEach((task) -> tasks
                        .add(new UserTaskModel(path, task.getId(), String.valueOf(task.getCamundaFormRef()))));
            }
            catch (RuntimeException ex) {
                // Another check names the file that is no BPMN.
            }
        });
        return tasks;
    }

    /**
     * @param path of the file
     * @param form id of its form
     */
    public record UserTaskModel(String path, String elementId, String form) {

        /** The kind of work item that it makes. */
        public String kind() {
            return org.sanxing.workflow.UserTask.kindOf(this.elementId);
        }

    }

}

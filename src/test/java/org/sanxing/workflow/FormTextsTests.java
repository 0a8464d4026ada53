package org.sanxing.workflow;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.Office;
import org.sanxing.common.Conflict;
import org.sanxing.forms.Forms;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a step asks is asked of the engine once, however often it is decided. */
@ApplicationTest
class FormTextsTests {

    private static final String PROCESS = "ReflectionReviewProcess";

    @Autowired
    private Materials materials;

    @Autowired
    private Workflow workflow;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Forms forms;

    private String task(String account) {
        return this.materials.inReview(account).taskId();
    }

    @Test
    void aSecondDecisionAsksNothing() {
        String form = this.workflow.taskForm(task("staff1"));
        String second = task("staff1");
        assertThat(Office.statements(() -> assertThat(this.workflow.taskForm(second)).isEqualTo(form))).isZero();
        assertThat(this.forms.read("one", form)).isSameAs(this.forms.read("other", new String(form.toCharArray())));
    }

    @Test
    void aNodeThatHasJustStartedAsksForEachFormOnce() {
        EngineWorkflow fresh = new EngineWorkflow(this.engine, this.runtime, this.tasks, new FormTexts());
        String first = task("staff1");
        String second = task("staff1");
        assertThat(Office.statements(() -> fresh.taskForm(first))).isGreaterThan(1);
        assertThat(Office.statements(() -> fresh.taskForm(first))).isZero();
        assertThat(Office.statements(() -> fresh.taskForm(second))).as("where the task stands").isOne();
        assertThat(fresh.taskForm(second)).isEqualTo(this.workflow.taskForm(second));
        fresh.startForm(PROCESS);
        assertThat(Office.statements(() -> fresh.startForm(PROCESS))).as("the newest version").isOne();
        assertThat(fresh.startForm(PROCESS)).isNotEqualTo(fresh.taskForm(first));
    }

    @Test
    void aTaskThatIsOverHasNoFormThatAnybodyCouldAskFor() {
        EngineWorkflow fresh = new EngineWorkflow(this.engine, this.runtime, this.tasks, new FormTexts());
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> fresh.taskForm("no-such-task"));
    }

}

package org.sanxing.workflow;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanxing.ApplicationTest;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Breaks each of the shipped models in turn and sees all the checks together, as at
 * start-up, name the file and the element.
 */
@ApplicationTest
class BrokenProcessTests {

    private static final String BPMN = "processes/reflection/ReflectionReviewProcess.bpmn";

    private static final String DMN = "processes/reflection/ReviewLevels.dmn";

    private static final String WRITE = "forms/reflection/reflection-write.form";

    private static final String REVIEW = "forms/reflection/reflection-review.form";

    private static final String REGISTER = "forms/ledger/problem-registration.form";

    @Autowired
    private List<ModelCheck> checks;

    private final Map<String, byte[]> files = new HashMap<>();

    @BeforeEach
    void takeTheShippedModels() {
        this.files.clear();
        this.files.putAll(new ModelFiles("").read().files());
    }

    private List<String> problems() {
        Models models = new Models(this.files);
        return this.checks.stream().flatMap((check) -> check.problems(models).stream()).toList();
    }

    private void change(String path, String from, String to) {
        String before = new String(this.files.get(path), StandardCharsets.UTF_8);
        assertThat(before).as("%s before it is broken", path).contains(from);
        this.files.put(path, before.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    /** At least one problem names both, and the start is refused. */
    private void names(String file, String element) {
        List<String> problems = problems();
        assertThat(problems).anySatisfy((problem) -> assertThat(problem).contains(file).contains(element));
        assertThatExceptionOfType(InvalidModels.class).isThrownBy(() -> {
            throw new InvalidModels(problems);
        }).withMessageContaining(file).withMessageContaining(element);
    }

    @Test
    void theShippedModelsHaveNoProblems() {
        assertThat(this.files.keySet()).contains(BPMN, DMN, WRITE, REVIEW, REGISTER,
                "forms/reflection/reflection-revise.form");
        assertThat(this.checks).hasSizeGreaterThanOrEqualTo(2);
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    ReflectionReviewProcess.bpmn | name="催办提醒" camunda:delegateExpression="${tell}" | name="催办提醒" camunda:delegateExpression="${noSuchDelegate}" | Task_Remind
                    ReflectionReviewProcess.bpmn | name="event" value="reminded" | name="event" value="admonished" | Task_Remind
                    ReflectionReviewProcess.bpmn | name="to" value="holders"     | name="to" value="everybody"     | Task_Remind
                    ReflectionReviewProcess.bpmn | name="to" value="overseers"   | name="of" value="overseers"     | Task_Escalate
                    ReflectionReviewProcess.bpmn | name="event" value="escalated"| name="news" value="escalated"   | Task_Escalate
                    ReflectionReviewProcess.bpmn | name="催办提醒" camunda:delegateExpression="${tell}" | name="催办提醒" camunda:delegateExpression="${remindDelegate}" | Task_Remind
                    ReflectionReviewProcess.bpmn | ${assignReviewerDelegate}| ${jdbcClient}          | Task_AssignReviewer
                    ReflectionReviewProcess.bpmn | camunda:formRef="reflection-review" | camunda:formRef="reflection-reviewed" | Task_ReviewReflection
                    ReflectionReviewProcess.bpmn | camunda:formRef="reflection-review" camunda:formRefBinding="deployment" | camunda:formRef="reflection-review" camunda:formRefBinding="latest" | Task_ReviewReflection
                    ReflectionReviewProcess.bpmn | camunda:formRef="reflection-write" camunda:formRefBinding="deployment"  | camunda:formRef="reflection-write" camunda:formRefBinding="latest" | StartEvent_ReflectionSubmitted
                    ReflectionReviewProcess.bpmn | camunda:decisionRefBinding="deployment" | camunda:decisionRefBinding="latest" | Task_DetermineReviewLevels
                    ReflectionReviewProcess.bpmn | camunda:decisionRef="ReviewLevels" | camunda:decisionRef="Levels" | Task_DetermineReviewLevels
                    ReflectionReviewProcess.bpmn | camunda:historyTimeToLive="P10950D" | `` | ReflectionReviewProcess
                    ReflectionReviewProcess.bpmn | camunda:historyTimeToLive="P10950D" | camunda:historyTimeToLive="P30D" | ReflectionReviewProcess
                    ReflectionReviewProcess.bpmn | process id="ReflectionReviewProcess" | process id="Review" | Review
                    ReflectionReviewProcess.bpmn | name="Msg_TaskDue" | name="Msg_TaskLate" | Msg_TaskDue
                    ReflectionReviewProcess.bpmn | ${decision == 'return'} | ${verdict == 'return'} | SequenceFlow_ReviewDecisionReturn
                    ReflectionReviewProcess.bpmn | ${decision == 'return'} | ${reviews.delete(decision)} | SequenceFlow_ReviewDecisionReturn
                    ReflectionReviewProcess.bpmn | camunda:assignee="${reviewer}" | camunda:assignee="${boss}" | Task_ReviewReflection
                    ReflectionReviewProcess.bpmn | camunda:assignee="${reviewer}" | `` | Task_ReviewReflection
                    ReflectionReviewProcess.bpmn | Task_ReviseReflection | Task_ChangeReflection | Task_ReviseReflection
                    ReflectionReviewProcess.bpmn | StartEvent_TaskDue | Event_0x1y2z | Event_0x1y2z
                    ReflectionReviewProcess.bpmn | name="审核材料" | `` | Task_ReviewReflection
                    ReflectionReviewProcess.bpmn | </bpmn:definitions> | `` | ReflectionReviewProcess
                    """)
    void aBrokenProcessIsNamed(String file, String from, String to, String element) {
        change(BPMN, from, to);
        names(file, element);
    }

    @Test
    void aScriptTaskIsRefused() {
        change(BPMN,
                "<bpmn:serviceTask id=\"Task_NotifyReviewer\" name=\"通知审核人\""
                        + " camunda:delegateExpression=\"${tell}\">",
                "<bpmn:scriptTask id=\"Task_NotifyReviewer\" name=\"通知审核人\" scriptFormat=\"groovy\">");
        String before = new String(this.files.get(BPMN), StandardCharsets.UTF_8);
        int start = before.indexOf("<bpmn:scriptTask");
        int end = before.indexOf("</bpmn:serviceTask>", start);
        this.files.put(BPMN, (before.substring(0, end) + "<bpmn:script>1</bpmn:script></bpmn:scriptTask>"
                + before.substring(end + "</bpmn:serviceTask>".length()))
            .getBytes(StandardCharsets.UTF_8));
        names(BPMN, "ScriptTask");
        names(BPMN, "scripts are not allowed");
    }

    @Test
    void aListenerWithAScriptIsRefused() {
        change(BPMN, "<bpmn:outgoing>SequenceFlow_Submitted</bpmn:outgoing>",
                "<bpmn:extensionElements><camunda:executionListener event=\"end\"><camunda:script"
                        + " scriptFormat=\"javascript\">1</camunda:script></camunda:executionListener>"
                        + "</bpmn:extensionElements><bpmn:outgoing>SequenceFlow_Submitted</bpmn:outgoing>");
        names(BPMN, "scripts are not allowed");
    }

    @Test
    void aTimerIsRefused() {
        change(BPMN, "<bpmn:messageEventDefinition id=\"StartEvent_TaskDue_Definition\" messageRef=\"Msg_TaskDue\" />",
                "<bpmn:timerEventDefinition id=\"StartEvent_TaskDue_Definition\"><bpmn:timeDuration"
                        + " xsi:type=\"bpmn:tFormalExpression\">P3D</bpmn:timeDuration></bpmn:timerEventDefinition>");
        names(BPMN, "timers are not allowed");
    }

    @Test
    void aProcessThatIsMissingIsNamed() {
        this.files.remove(BPMN);
        names("processes", "ReflectionReviewProcess.bpmn");
    }

    @Test
    void aProcessThatNobodyOwnsIsNamed() {
        String copy = new String(this.files.get(BPMN), StandardCharsets.UTF_8).replace("\"ReflectionReviewProcess\"",
                "\"OtherProcess\"");
        this.files.put("processes/other/OtherProcess.bpmn", copy.getBytes(StandardCharsets.UTF_8));
        names("processes/other/OtherProcess.bpmn", "OtherProcess");
    }

    @Test
    void aBrokenDecisionIsNamed() {
        change(DMN, " camunda:historyTimeToLive=\"P10950D\"", "");
        names(DMN, "ReviewLevels");
        takeTheShippedModels();
        change(DMN, "decision id=\"ReviewLevels\"", "decision id=\"Levels\"");
        names(DMN, "Levels");
        takeTheShippedModels();
        this.files.remove(DMN);
        names(BPMN, "Task_DetermineReviewLevels");
    }

    @Test
    void aFormThatIsMissingIsNamedByTheTaskThatNeedsIt() {
        this.files.remove(REGISTER);
        names(BPMN, "Task_RegisterProblems");
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    forms/reflection/reflection-review.form | "key": "opinion"   | "key": "view"    | opinion
                    forms/ledger/problem-registration.form  | "key": "rootCause" | "key": "root"    | entries[].rootCause
                    forms/reflection/reflection-revise.form | "path": "answers"  | "path": "reply"  | answers
                    forms/reflection/reflection-revise.form | "key": "cause"     | "key": "reason"  | problems[].cause
                    forms/reflection/reflection-write.form  | "key": "cause"     | "key": "reason"  | problems[].cause
                    forms/reflection/reflection-write.form  | "type": "checkbox" | "type": "taglist"| problems[].underWay
                    forms/reflection/reflection-write.form  | "maxLength": 20000 | "maxLines": 200  | experience
                    forms/reflection/reflection-review.form | decision = \\"return\\" | every x in decision satisfies x | opinion
                    forms/reflection/reflection-write.form  | "id": "reflection-write" | "id": "writing" | writing
                    forms/reflection/reflection-write.form  | "schemaVersion": 16, | "schemaVersion": 16,, | reflection-write
                    """)
    void aBrokenFormIsNamed(String file, String from, String to, String component) {
        change(file, from, to);
        names(file.substring(file.lastIndexOf('/') + 1).replace(".form", ""), component);
    }

    @Test
    void aBeanThatIsNoDelegateIsNoDelegate() {
        BpmnCheck check = new BpmnCheck(() -> Set.of("tell"), List::of);
        assertThat(check.problems(new Models(this.files)))
            .anySatisfy((problem) -> assertThat(problem).contains(BPMN, "Task_AssignReviewer"));
    }

}

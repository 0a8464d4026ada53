package org.sanxing.workflow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanxing.ModelerAdditions;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Breaks each of the shipped models in turn and sees all the checks together, as at
 * start-up, name the file, the element and the remedy.
 */
class BrokenProcessTests {

    private static final String BPMN = "processes/reflection/ReflectionReviewProcess.bpmn";

    private static final String RECTIFICATION = "processes/ledger/RectificationProcess.bpmn";

    private static final String DMN = "processes/reflection/ReviewLevels.dmn";

    private static final String WRITE = "forms/reflection/reflection-write.form";

    private static final String REVISE = "forms/reflection/reflection-revise.form";

    private static final String REVIEW = "forms/reflection/reflection-review.form";

    private static final String REGISTER = "forms/ledger/problem-registration.form";

    private static final String WITNESS = """
            "components": [ {"id":"Field_Witness","type":"textfield","key":"witness","label":"见证人"},""";

    private static final Map<String, byte[]> SHIPPED = new ModelFiles(new ModelSettings("")).read().files();

    /**
     * Each content is read once: a test breaks one file, and the others are as shipped.
     */
    private static final Map<ByteBuffer, BpmnModelInstance> READ = new HashMap<>();

    private final Map<String, byte[]> files = new HashMap<>();

    private Map<String, byte[]> checked = Map.of();

    private List<Fault> found = List.of();

    @BeforeEach
    void takeTheShippedModels() {
        this.files.clear();
        this.files.putAll(SHIPPED);
    }

    private Models models() {
        return new Models(this.files,
                (bytes) -> READ.computeIfAbsent(ByteBuffer.wrap(bytes), (content) -> Models.diagram(bytes)));
    }

    /** Asked for again, they are those of the same files. */
    private List<Fault> faults() {
        if (!this.files.equals(this.checked)) {
            Models models = models();
            this.found = ModelChecks.all().stream().flatMap((check) -> check.faults(models).stream()).toList();
            this.checked = Map.copyOf(this.files);
        }
        return this.found;
    }

    private String text(String path) {
        return new String(this.files.get(path), StandardCharsets.UTF_8);
    }

    private void change(String path, String from, String to) {
        assertThat(text(path)).as("%s before it is broken", path).contains(from);
        this.files.put(path, text(path).replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    /** The first place that matches, however the diagram is drawn. */
    private void changeFirst(String path, String pattern, String to) {
        Pattern compiled = Pattern.compile(pattern, Pattern.DOTALL);
        assertThat(text(path)).as("%s before it is broken", path).containsPattern(compiled);
        this.files.put(path, compiled.matcher(text(path)).replaceFirst(to).getBytes(StandardCharsets.UTF_8));
    }

    private void names(String file, String element) {
        names(file, element, "");
    }

    /** At least one fault names all, and the start is refused with them. */
    private void names(String file, String element, String words) {
        List<Fault> faults = faults();
        assertThat(faults).anySatisfy((fault) -> {
            assertThat(fault.file()).contains(file);
            assertThat(fault.toString()).contains(element).contains(words);
            assertThat(fault.remedy()).isNotBlank();
            assertThat(fault.in(Locale.SIMPLIFIED_CHINESE)).doesNotContain("{0}").containsPattern("\\p{IsHan}");
        });
        assertThatExceptionOfType(InvalidModels.class).isThrownBy(() -> {
            throw new InvalidModels(faults);
        }).withMessageContaining(file).withMessageContaining(element).withMessageContaining(words);
    }

    @Test
    void theShippedModelsHaveNoFaults() {
        assertThat(this.files.keySet()).contains(BPMN, DMN, WRITE, REVIEW, REGISTER, REVISE);
        assertThat(ModelChecks.all()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(faults()).isEmpty();
    }

    @Test
    void theShippedModelsKeepTheNamingRule() {
        assertThat(NamingRule.breaches(models())).isEmpty();
        change(BPMN, "SequenceFlow_ReviewDecisionReturn", "Flow_0x1y2z");
        assertThat(NamingRule.breaches(models()))
            .anySatisfy((breach) -> assertThat(breach.toString()).contains(BPMN, "Flow_0x1y2z", "Kind_Meaning"));
    }

    /** It is for Camunda Modeler, and not deployed until somebody takes it from there. */
    @Test
    void theDiagramToBeginWithFits() throws IOException {
        assertThat(this.files.keySet()).noneMatch((path) -> path.contains("/."));
        try (Stream<Path> starter = Files.list(Path.of("processes/.camunda/starter"))) {
            for (Path file : starter.toList()) {
                String name = file.getFileName().toString();
                this.files.put((name.endsWith(".form") ? "forms/seal/" : "processes/seal/") + name,
                        Files.readAllBytes(file));
            }
        }
        assertThat(this.files).containsKey("processes/seal/SealProcess.bpmn");
        assertThat(faults()).isEmpty();
        assertThat(NamingRule.breaches(models())).isEmpty();
    }

    @Test
    void whatModelerAddsByItselfIsNoFault() {
        this.files.replaceAll((path, bytes) -> path.endsWith(".bpmn")
                ? ModelerAdditions.to(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                : bytes);
        assertThat(text(BPMN)).contains("Activity_0n1e2w3", "DataStoreReference_0p1q2r3", "bioc:fill", "laneSet")
            .doesNotContain("SequenceFlow_");
        assertThat(faults()).isEmpty();
        assertThat(NamingRule.breaches(models())).isNotEmpty();
    }

    @Test
    void oneKindOfTaskInTwoDiagrams() {
        String copy = "processes/reflection/SecondReviewProcess.bpmn";
        this.files.put(copy,
                text(BPMN).replace("ReflectionReviewProcess", "SecondReviewProcess").getBytes(StandardCharsets.UTF_8));
        names("ReviewProcess.bpmn", "Task_ReviewReflection", "stands in processes/reflection/");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    name="催办提醒" camunda:delegateExpression="${tell}" | name="催办提醒" camunda:delegateExpression="${noSuchDelegate}" | Task_Remind | name one that
                    name="event" value="reminded" | name="event" value="admonished" | Task_Remind | unknown event
                    name="to" value="holders"     | name="to" value="everybody"     | Task_Remind | unknown role
                    name="to" value="overseers"   | name="of" value="overseers"     | Task_Escalate | whom it tells
                    name="event" value="escalated"| name="news" value="escalated"   | Task_Escalate | what it tells
                    name="催办提醒" camunda:delegateExpression="${tell}" | name="催办提醒" camunda:delegateExpression="${remindDelegate}" | Task_Remind | earlier diagrams
                    name="Msg_TaskDue" | name="Msg_TaskLate" | Msg_TaskDue | no event of the diagram waits for it
                    ${assignReviewerDelegate} | ${noSuchDelegate} | Task_AssignReviewer | name one that
                    ${assignReviewerDelegate} | ${jdbcClient}     | Task_AssignReviewer | there is no delegate
                    camunda:delegateExpression="${assignReviewerDelegate}" | `` | Task_AssignReviewer | names no delegate
                    camunda:formRef="reflection-review" | camunda:formRef="reflection-reviewed" | Task_ReviewReflection | name one of
                    camunda:formRef="reflection-review" camunda:formRefBinding="deployment" | `` | Task_ReviewReflection | has no form
                    camunda:formRef="reflection-review" camunda:formRefBinding="deployment" | camunda:formRef="reflection-review" camunda:formRefBinding="latest" | Task_ReviewReflection | deployment
                    camunda:formRef="reflection-write" camunda:formRefBinding="deployment"  | camunda:formRef="reflection-write" camunda:formRefBinding="latest" | StartEvent_ReflectionSubmitted | deployment
                    camunda:formRef="reflection-write" camunda:formRefBinding="deployment"  | `` | StartEvent_ReflectionSubmitted | has no form
                    camunda:decisionRefBinding="deployment" | camunda:decisionRefBinding="latest" | Task_DetermineReviewLevels | deployment
                    camunda:decisionRef="ReviewLevels" | camunda:decisionRef="Levels" | Task_DetermineReviewLevels | ReviewLevels
                    camunda:resultVariable="reviewLevels" | camunda:resultVariable="levels" | Task_DetermineReviewLevels | reviewLevels
                    camunda:mapDecisionResult="collectEntries" | camunda:mapDecisionResult="singleEntry" | Task_DetermineReviewLevels | collectEntries
                    camunda:historyTimeToLive="P10950D" | `` | ReflectionReviewProcess | P3650D
                    camunda:historyTimeToLive="P10950D" | camunda:historyTimeToLive="P30D" | ReflectionReviewProcess | 30 days
                    camunda:historyTimeToLive="P10950D" | camunda:historyTimeToLive="ever" | ReflectionReviewProcess | cannot be read
                    isExecutable="true" | isExecutable="false" | ReflectionReviewProcess | not executable
                    process id="ReflectionReviewProcess" | process id="Review" | Review | ReflectionReviewProcess
                    ${decision == 'return'} | ${verdict == 'return'} | SequenceFlow_ReviewDecisionReturn | unknown variable
                    ${decision == 'return'} | ${reviews.delete(decision)} | SequenceFlow_ReviewDecisionReturn | calls nothing
                    ${decision == 'return'} | ${decision == 'redo'} | SequenceFlow_ReviewDecisionReturn | which no option gives
                    ${decision == 'return'} | ${decision == 'redo'} | Gateway_ReviewDecision | has no branch for 'return'
                    ${decision == 'return'} | ${decision != 'agreed'} | SequenceFlow_ReviewDecisionReturn | which no option gives
                    camunda:assignee="${reviewer}" | camunda:assignee="${boss}" | Task_ReviewReflection | reviewer
                    camunda:assignee="${reviewer}" | camunda:assignee="partySecretary" | Task_ReviewReflection | unknown variable
                    camunda:assignee="${reviewer}" | `` | Task_ReviewReflection | nobody is assigned
                    Task_ReviseReflection | Task_ChangeReflection | Task_ReviseReflection | give the element its id back
                    Task_ReviseReflection | Task_ChangeReflection | Task_ChangeReflection | no module handles
                    Task_ReviseReflection | Activity_0x1y2z | Activity_0x1y2z | no module handles
                    name="审核材料" | `` | Task_ReviewReflection | has no label
                    </bpmn:definitions> | `` | ReflectionReviewProcess | is no BPMN
                    """)
    void aBrokenProcessIsNamed(String from, String to, String element, String words) {
        change(BPMN, from, to);
        names(BPMN, element, words);
    }

    @Test
    void aMessageThatNobodySendsIsNamedAndOneThatNothingWaitsFor() {
        String known = "Msg_ReflectionWithdrawn";
        change(BPMN, "name=\"" + known + "\"", "name=\"Msg_Other\"");
        names(BPMN, known, "no event of the diagram waits for it");
        names(BPMN, "Event_", "nobody sends the message 'Msg_Other'");
    }

    @Test
    void aScriptTaskIsRefused() {
        changeFirst(BPMN,
                "<bpmn:serviceTask id=\"Task_AssignReviewer\" name=\"([^\"]*)\"[^>]*>(.*?)</bpmn:serviceTask>",
                "<bpmn:scriptTask id=\"Task_AssignReviewer\" name=\"$1\" scriptFormat=\"groovy\">$2"
                        + "<bpmn:script>1</bpmn:script></bpmn:scriptTask>");
        names(BPMN, "Task_AssignReviewer", "scripts are not allowed");
    }

    @Test
    void aListenerWithAScriptIsRefused() {
        changeFirst(BPMN, "(<bpmn:startEvent id=\"StartEvent_ReflectionSubmitted\"[^>]*>)",
                "$1<bpmn:extensionElements><camunda:executionListener event=\"end\"><camunda:script"
                        + " scriptFormat=\"javascript\">1</camunda:script></camunda:executionListener>"
                        + "</bpmn:extensionElements>");
        names(BPMN, "StartEvent_ReflectionSubmitted", "scripts are not allowed");
    }

    @Test
    void aScriptAsConditionIsRefused() {
        changeFirst(BPMN, "xsi:type=\"bpmn:tFormalExpression\">\\$\\{decision == 'return'}",
                "xsi:type=\"bpmn:tFormalExpression\" language=\"javascript\">decision == 'return'");
        names(BPMN, "SequenceFlow_ReviewDecisionReturn", "scripts are not allowed");
    }

    @Test
    void aTimerIsRefused() {
        changeFirst(BPMN, "<bpmn:messageEventDefinition id=\"(\\w+)\" messageRef=\"\\w+\" */>",
                "<bpmn:timerEventDefinition id=\"$1\"><bpmn:timeDuration"
                        + " xsi:type=\"bpmn:tFormalExpression\">P3D</bpmn:timeDuration></bpmn:timerEventDefinition>");
        names(BPMN, "Event_", "timers are not allowed");
    }

    @Test
    void aProcessThatIsMissingIsNamed() {
        this.files.remove(BPMN);
        names("processes", "ReflectionReviewProcess.bpmn");
    }

    @Test
    void aProcessThatNobodyOwnsIsNamed() {
        String copy = text(BPMN).replace("\"ReflectionReviewProcess\"", "\"OtherProcess\"");
        this.files.put("processes/other/OtherProcess.bpmn", copy.getBytes(StandardCharsets.UTF_8));
        names("processes/other/OtherProcess.bpmn", "OtherProcess", "no module owns this process");
    }

    @Test
    void twoOfOneNameAreNamed() {
        for (String path : List.of(BPMN, DMN, REVIEW)) {
            takeTheShippedModels();
            String copy = "processes/zzz/" + path.substring(path.lastIndexOf('/') + 1);
            this.files.put(copy, this.files.get(path));
            names(copy, Models.baseName(path), path);
        }
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

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    <text>"partySecretary"</text></outputEntry> | <text>"partyChief"</text></outputEntry> | OutputEntry_ | partyChief
                    <text>"head"</text></outputEntry> | <text>head</text></outputEntry> | OutputEntry_StaffHead | in quotes
                    <text>"staff"</text></inputEntry> | <text>"clerk"</text></inputEntry> | InputEntry_StaffHead | staff, supervisor
                    <text>position</text> | <text>post</text> | Input_Position | position
                    <inputExpression id= | <inputExpression expressionLanguage="groovy" id= | InputExpression_Position | scripts
                    </definitions> | `` | ReviewLevels | is no DMN
                    """)
    void aValueThatNobodyKnowsInADecisionIsNamed(String from, String to, String element, String words) {
        change(DMN, from, to);
        names(DMN, element, words);
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
                    forms/reflection/reflection-review.form | decision = \\"return\\" | decision = \\"returned\\" | opinion
                    forms/ledger/rectification-verification.form | decision != \\"redo\\" | decision != \\"again\\" | dueOn
                    forms/reflection/reflection-write.form  | "id": "reflection-write" | "id": "writing" | writing
                    forms/reflection/reflection-write.form  | "schemaVersion": 16, | "schemaVersion": 16,, | reflection-write
                    """)
    void aBrokenFormIsNamed(String file, String from, String to, String component) {
        change(file, from, to);
        names(file, component);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|',
            textBlock = """
                    forms/reflection/reflection-review.form         | approve      | pass     | decision             | approve, return
                    forms/ledger/close-out-vote.form                | abstain      | neutral  | vote                 | abstain, agree, disagree
                    forms/ledger/rectification-verification.form    | pass         | approve  | decision             | pass, redo
                    forms/ledger/extension-decision.form            | refuse       | deny     | decision             | grant, refuse
                    forms/ledger/look-back.form                     | consolidated | lasting  | outcome              | consolidated, relapsed
                    forms/ledger/problem-registration.form          | medium       | middle   | entries[].deadline   | immediate, long
                    forms/reflection/reflection-write.form          | medium       | middle   | problems[].deadline  | immediate, long
                    forms/reflection/reflection-revise.form         | medium       | middle   | problems[].deadline  | immediate, long
                    forms/reflection/reflection-revise.form         | declined     | refused  | answers[].answer     | declined, done
                    """)
    void anOptionThatTheCodeDoesNotUnderstandIsNamed(String file, String from, String to, String field, String values) {
        change(file, "\"value\": \"" + from + "\"", "\"value\": \"" + to + "\"");
        names(file, field, "the option '" + to + "' is unknown");
        names(file, field, values);
    }

    @Test
    void anOptionAndTheBranchesThatReadItHaveToAgree() {
        change(REVIEW, "\"value\": \"return\"", "\"value\": \"back\"");
        names(BPMN, "Gateway_ReviewDecision", "has no branch for 'back'");
        names(BPMN, "SequenceFlow_ReviewDecisionReturn", "'return', which no option gives");
        takeTheShippedModels();
        change(RECTIFICATION, "${decision == 'redo'}", "${decision == 'again'}");
        names(RECTIFICATION, "Gateway_", "has no branch for 'redo'");
    }

    @Test
    void aFlowThatIsTakenWithoutConditionTakesEveryOption() {
        changeFirst(BPMN, "\\$\\{decision == 'return'}", "\\${decision != 'approve'}");
        assertThat(faults()).isEmpty();
        takeTheShippedModels();
        changeFirst(BPMN, "\\$\\{decision == 'return'}", "\\${decision eq \"return\" or furtherLevel}");
        assertThat(faults()).isEmpty();
        takeTheShippedModels();
        changeFirst(BPMN, "<bpmn:conditionExpression [^>]*>\\$\\{decision == 'return'}</bpmn:conditionExpression>", "");
        assertThat(faults()).isEmpty();
    }

    @Test
    void aFieldThatOnlyOneOfTheFormsForWritingAsksIsNamed() {
        change(WRITE, "\"components\": [", WITNESS);
        names(REVISE, "witness", WRITE + " asks it");
        takeTheShippedModels();
        change(REVISE, "\"components\": [", WITNESS);
        names(WRITE, "witness", REVISE + " asks it");
    }

    @Test
    void allFaultsAreSaidAtOnceInAFewLines() {
        change(REVIEW, "\"value\": \"approve\"", "\"value\": \"pass\"");
        change(DMN, "<text>\"head\"</text></outputEntry>", "<text>\"chief\"</text></outputEntry>");
        FailureAnalysis said = new InvalidModelsAnalyzer()
            .analyze(new IllegalStateException("start", new InvalidModels(faults())));
        assertThat(said.getDescription()).contains(REVIEW, "decision", DMN, "chief", BPMN, "Gateway_ReviewDecision")
            .doesNotContain("Exception", "\tat ");
        assertThat(said.getDescription().lines()).hasSizeLessThanOrEqualTo(1 + 2 * faults().size());
    }

    @Test
    void aBeanThatIsNoDelegateIsNoDelegate() {
        BpmnCheck check = new BpmnCheck(() -> Set.of("tell"), List::of);
        assertThat(check.faults(models()))
            .anySatisfy((fault) -> assertThat(fault.toString()).contains(BPMN, "Task_AssignReviewer"));
    }

}

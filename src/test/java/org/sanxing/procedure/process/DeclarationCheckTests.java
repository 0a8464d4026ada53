package org.sanxing.procedure.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanxing.forms.PlainForms;
import org.sanxing.workflow.Fault;
import org.sanxing.workflow.Models;

import static org.assertj.core.api.Assertions.assertThat;

/** Breaks a declared procedure in one place each, and sees it said, with the remedy. */
class DeclarationCheckTests {

    private static final Path ROOT = Path.of("src/test/resources");

    private static final String BPMN = "processes/trial/TrialProcess.bpmn";

    private static final String DMN = "processes/trial/TrialLevels.dmn";

    private final Map<String, byte[]> files = new HashMap<>();

    @BeforeEach
    void takeTheProcedure() throws IOException {
        for (String path : List.of(BPMN, DMN, "forms/trial/trial-request.form", "forms/trial/trial-approval.form",
                "forms/trial/trial-reading.form", "forms/trial/trial-result.form")) {
            this.files.put(path, Files.readAllBytes(ROOT.resolve(path)));
        }
    }

    private List<Fault> faults() {
        return new DeclarationCheck(PlainForms.get()).faults(new Models(this.files));
    }

    private void change(String path, String from, String to) {
        String text = new String(this.files.get(path), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        this.files.put(path, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isSaidInChineseToo() {
        ResourceBundle.Control alone = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        Set<String> english = ResourceBundle.getBundle("faults", Locale.ENGLISH, alone).keySet();
        ResourceBundle chinese = ResourceBundle.getBundle("faults", Locale.SIMPLIFIED_CHINESE, alone);
        assertThat(english).isNotEmpty()
            .allSatisfy((key) -> assertThat(chinese.getString(key)).as(key).matches("(?s).*\\p{IsHan}.*"));
        change(BPMN, "value=\"levels(TrialLevels)\"", "value=\"boss\"");
        assertThat(faults()).extracting((fault) -> fault.what(Locale.SIMPLIFIED_CHINESE)).contains("“boss”不是可以办理或通知的人");
    }

    @Test
    void asItIsItHasNoFaults() {
        assertThat(faults()).isEmpty();
    }

    @ParameterizedTest(name = "{2} -> {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    BPMN | name="group" value="办公"                   | name="grup" value="办公"          | TrialProcess      | 'grup' is unknown
                    BPMN | name="group" value="办公"                   | name="group" value=""            | TrialProcess      | 'group' is missing
                    BPMN | value="{kind}试办 {from} 至 {to}"           | value="{sort}试办"                | TrialProcess      | 'sort', which is no field
                    BPMN | name="starters" value="all"                 | name="starters" value="role:cook" | TrialProcess      | 'role:cook' names nobody
                    BPMN | value="kind, from, to, days, amount         | value="kind, colour              | TrialProcess      | column 'colour'
                    BPMN | 试〔{year}〕{seq}号 per organ                | 试〔{year}〕{seq}号               | TrialProcess      | does not say what it counts
                    BPMN | 试〔{year}〕{seq}号 per organ                | 试{seq}号 per organ               | TrialProcess      | without {year}
                    BPMN | 试〔{year}〕{seq}号 per organ                | 试〔{year}〕号 per organ           | TrialProcess      | without {seq}
                    BPMN | 试〔{year}〕{seq}号 per organ                | 试〔{year}〕{seq}号 per floor      | TrialProcess      | 'floor', which is no field
                    BPMN | name="readers" value="heads"                | name="readers" value="press"     | TrialProcess      | 'press' names no readers
                    BPMN | name="print" value="form"                   | name="print" value="poster"      | TrialProcess      | 'print' cannot be 'poster'
                    BPMN | value="levels(TrialLevels)"                 | value="levels(NoLevels)"         | Task_ApproveTrial | no decision table 'NoLevels'
                    BPMN | value="levels(TrialLevels)"                 | value="boss"                     | Task_ApproveTrial | 'boss' is nobody
                    BPMN | value="levels(TrialLevels)"                 | value="field:kind"               | Task_ApproveTrial | field 'kind', which does not fit
                    BPMN | value="levels(TrialLevels)"                 | value="each field:addressees"    | Task_ApproveTrial | is for several people
                    BPMN | value="each field:addressees"               | value="head"                     | Task_ReadTrial    | drawn for each of several
                    BPMN | camunda:collection="${holders}"             | camunda:collection="${people}"   | Task_ReadTrial    | over whom it is drawn
                    BPMN | name="days" value="2"                       | name="days" value="two"          | Task_ApproveTrial | no number of working days
                    BPMN | name="due" value="field:to"                 | name="due" value="field:purpose" | Task_CarryTrial   | does not fit
                    BPMN | value="carrying 试办中"                      | value="closed 试办中"             | Task_CarryTrial   | its state cannot be used
                    BPMN | value="refused 未批准"                       | value="open 未批准"               | EndEvent_Refused  | its state cannot be used
                    BPMN | name="progress" value="true"                | name="progress" value="often"    | Task_CarryTrial   | cannot be 'often'
                    BPMN | name="progress" value="true"                | name="away" value="from"         | Task_CarryTrial   | does not name two dates
                    BPMN | name="progress" value="true"                | name="away" value="from, kind"   | Task_CarryTrial   | does not fit
                    BPMN | delegateExpression="${enter}"               | delegateExpression="${deputize}" | Task_EnterTrial   | 'account' is missing
                    BPMN | delegateExpression="${enter}"               | delegateExpression="${stamp}"    | Task_EnterTrial   | 'stamp' is no building block
                    BPMN | name="into" value="days"                    | name="into" value="purpose"      | Task_CountDays    | does not fit
                    BPMN | name="from" value="from"                    | name="from" value="begin"        | Task_CountDays    | 'begin', which is no field
                    BPMN | name="to" value="field:addressees"          | name="cc" value="heads"          | Task_PublishTrial | 'cc' is unknown
                    BPMN | name="event" value="refused"                | name="event" value="burnt"       | Task_TellRefused  | unknown event 'burnt'
                    BPMN | name="text" value="试办已经结束。"            | name="english" value="It is over" | Task_TellClosed   | does not say what it tells
                    BPMN | value="addressees, superior"                | value="addressees, neighbours"   | Task_TellClosed   | 'neighbours' is nobody
                    BPMN | ${decision == 'refuse'}                     | ${purpose == 'refuse'}           | SequenceFlow_Refuse | does not fit
                    BPMN | ${decision == 'refuse'}                     | ${days.intValue() > 3}           | SequenceFlow_Refuse | it calls nothing
                    BPMN | ${furtherLevel}                             | ${days > 3}                      | SequenceFlow_FurtherYes | -
                    BPMN | targetRef="Task_ReviseTrial"                | targetRef="Task_CountDays"       | -                 | -
                    BPMN | <bpmn:startEvent id="StartEvent_Requested"  | <bpmn:startEvent id="StartEvent_Other" /><bpmn:startEvent id="StartEvent_Requested" | TrialProcess | has 2 starts
                    BPMN | targetRef="EndEvent_Done"                   | targetRef="Task_TellClosed"      | Task_TellClosed   | without a step of people
                    DMN  | "superior"                                  | "neighbour"                      | OutputEntry_0     | no known level
                    DMN  | <text>days</text>                           | <text>purpose</text>             | DecisionTable     | does not fit
                    DMN  | "important"                                 | "urgent"                         | InputEntry_Kind3  | waits for 'urgent'
                    """)
    void isSaidWhereItIsBroken(String file, String from, String to, String element, String words) {
        change(file.equals("DMN") ? DMN : BPMN, from, to);
        if (words.equals("-")) {
            // Another way to draw it, which is right.
            assertThat(faults()).isEmpty();
            return;
        }
        assertThat(faults()).anySatisfy((fault) -> {
            assertThat(fault.file()).isEqualTo(file.equals("DMN") ? DMN : BPMN);
            assertThat(fault.element()).contains(element);
            assertThat(fault.what()).contains(words);
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    @Test
    void aLevelAsksWhetherAnotherFollows() {
        change(BPMN, "${furtherLevel}", "${days > 3}");
        change(BPMN, "${!furtherLevel}", "${days &lt;= 3}");
        assertThat(faults()).anySatisfy((fault) -> assertThat(fault.what()).contains("no gateway asks"));
    }

    /** Whoever decides could not put it right. */
    @Test
    void whatBeginsAnotherCaseFillsInWhatThatAsks() {
        change(BPMN, "camunda:delegateExpression=\"${enter}\">", """
                camunda:delegateExpression="${start}"><bpmn:extensionElements><camunda:properties>
                <camunda:property name="procedure" value="trial" /><camunda:property name="set.colour" value="red" />
                <camunda:property name="set.purpose" value="{files}" /><camunda:property name="submit" value="yes" />
                </camunda:properties></bpmn:extensionElements>""");
        assertThat(faults()).extracting(Fault::what)
            .containsExactlyInAnyOrder("'colour' is no field of the form of 'trial'",
                    "'set.purpose' names the field 'files', which does not fit there", "'submit' cannot be 'yes'");
    }

    /** A step beside another one does not follow on it. */
    @Test
    void whatFollowsOnAStepIsKnown() throws IOException {
        String path = "processes/incoming/IncomingProcess.bpmn";
        this.files.put(path, Files.readAllBytes(Path.of(path)));
        Models models = new Models(this.files);
        DeclarationReader reader = new DeclarationReader(models, PlainForms.get());
        Ways incoming = new Ways(models.diagrams().get(path));
        assertThat(incoming.behind(reader.read(path, ""), "Task_Instruct")).contains("Task_ReadDocument",
                "Task_HandleDocument");
        assertThat(incoming.behind(reader.read(path, ""), "Task_HandleDocument")).contains("Task_FileDocument")
            .doesNotContain("Task_ReadDocument");
        assertThat(new Ways(models.diagrams().get(BPMN)).behind(reader.read(BPMN, ""), "Task_ApproveTrial"))
            .contains("Task_ApproveTrial", "Task_ReviseTrial", "Task_ReadTrial")
            .doesNotContain("Task_CarryTrial");
    }

    /** The remedy for a list without anything in it is to put something in. */
    @Test
    void isSaidWhatToDoWhereNothingFits() {
        change("forms/trial/trial-request.form", "\"type\": \"datetime\"", "\"type\": \"textfield\"");
        change("forms/trial/trial-request.form", "\"subtype\": \"date\",", "");
        change(BPMN, "name=\"progress\" value=\"true\"", "name=\"away\" value=\"from, to\"");
        assertThat(faults()).anySatisfy((fault) -> {
            assertThat(fault.element()).isEqualTo("Task_CarryTrial");
            assertThat(fault.remedy())
                .isEqualTo("name a date that is a column of the register: there is none yet, add one first");
            assertThat(fault.remedy(Locale.SIMPLIFIED_CHINESE)).isEqualTo("写日期字段，并且列入台账栏目，可用的：还没有，请先加上");
        });
        change(BPMN, "name=\"state\" value=\"carrying 试办中\"", "name=\"state\" value=\"closed 试办中\"");
        assertThat(faults())
            .anySatisfy((fault) -> assertThat(fault.remedy()).endsWith("draft, inReview, returned, open"));
    }

    @Test
    void whatIsDecidedMakesADifference() {
        change(BPMN, "decision ==", "kind ==");
        assertThat(faults()).anySatisfy((fault) -> assertThat(fault.what()).contains("makes no difference"));
    }

    @Test
    void eachProcedureHasAFolderOfItsOwn() {
        this.files.put("processes/trial/SecondProcess.bpmn",
                new String(this.files.get(BPMN), StandardCharsets.UTF_8).replace("TrialProcess", "SecondProcess")
                    .getBytes(StandardCharsets.UTF_8));
        assertThat(faults()).anySatisfy((fault) -> assertThat(fault.what()).contains("'trial' stands in"));
    }

}

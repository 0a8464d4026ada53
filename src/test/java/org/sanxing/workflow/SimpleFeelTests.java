package org.sanxing.workflow;

import java.util.Arrays;
import java.util.List;

import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is answered without FEEL is what FEEL answers. */
class SimpleFeelTests {

    private final FeelEngine simple = new SimpleFeel();

    private final FeelEngine whole = new ScalaFeelEngineFactory().createInstance();

    private static VariableContext with(Object value) {
        return Variables.createVariables().putValue("position", value).asVariableContext();
    }

    @Test
    void cellsSayTheSame() {
        List<String> cells = List.of("\"head\"", " \"head\" , \"staff\"", "\"staff\",\"head\",\"\"", "\"科长\"",
                "not(\"head\")", "\"a,b\"", "\"he\\\"ad\"", "> 3", "3", "null");
        for (Object value : Arrays.asList("head", "staff", "科长", "", "a,b", "he\"ad", 3, 4L, null)) {
            for (String cell : cells) {
                assertThat(this.simple.evaluateSimpleUnaryTests(cell, "position", with(value)))
                    .as("%s in %s", value, cell)
                    .isEqualTo(this.whole.evaluateSimpleUnaryTests(cell, "position", with(value)));
            }
        }
    }

    @Test
    void expressionsGiveTheSame() {
        for (Object value : Arrays.asList("head", "", 3, true, null)) {
            for (String expression : List.of("position", "\"head\"", "\"科长\"", "\"a,b\"", "\"he\\\"ad\"", "3 + 4",
                    "position = \"head\"")) {
                assertThat(this.simple.<Object>evaluateSimpleExpression(expression, with(value)))
                    .as("%s with %s", expression, value)
                    .isEqualTo(this.whole.evaluateSimpleExpression(expression, with(value)));
            }
        }
    }

}

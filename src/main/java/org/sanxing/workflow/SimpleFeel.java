package org.sanxing.workflow;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * FEEL as most tables use it: a text, a variable with a text, whether a text is one of
 * several. All else goes to the whole language, which reads each cell anew with each
 * decision: that was a tenth of what a case costs.
 */
final class SimpleFeel implements FeelEngine {

    private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*)\"");

    private static final Pattern TEXTS = Pattern.compile("\\s*%1$s\\s*(,\\s*%1$s\\s*)*".formatted(TEXT.pattern()));

    private final Supplier<FeelEngine> whole = SingletonSupplier
        .of(() -> new ScalaFeelEngineFactory().createInstance());

    /** Empty for what is more than texts; there are as many as cells. */
    private final Map<String, Optional<Set<String>>> known = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("unchecked")
    public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
        Set<String> texts = texts(expression);
        if (texts != null && expression.indexOf(',') < 0) {
            return (T) texts.iterator().next();
        }
        Object value = value(expression, variables);
        return (value instanceof String) ? (T) value : this.whole.get().evaluateSimpleExpression(expression, variables);
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String expression, String input, VariableContext variables) {
        Set<String> texts = texts(expression);
        return (texts != null && value(input, variables) instanceof String text) ? texts.contains(text)
                : this.whole.get().evaluateSimpleUnaryTests(expression, input, variables);
    }

    private @Nullable Set<String> texts(String expression) {
        return this.known.computeIfAbsent(expression,
                (cell) -> TEXTS.matcher(cell).matches()
                        ? Optional
                            .of(TEXT.matcher(cell).results().map((text) -> text.group(1)).collect(Collectors.toSet()))
                        : Optional.empty())
            .orElse(null);
    }

    private static @Nullable Object value(String name, VariableContext variables) {
        TypedValue value = variables.containsVariable(name) ? variables.resolve(name) : null;
        return (value != null) ? value.getValue() : null;
    }

}

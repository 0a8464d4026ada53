package org.sanxing.procedure.process;

import java.util.Map;

import org.camunda.bpm.impl.juel.ExpressionFactoryImpl;
import org.camunda.bpm.impl.juel.SimpleContext;

/** Reads the conditions of flows as the engine does, without it. */
final class Conditions {

    private Conditions() {
    }

    /**
     * @throws org.camunda.bpm.impl.juel.jakarta.el.ELException where it reads what there
     * is not
     */
    static boolean holds(String condition, Map<String, Object> facts) {
        ExpressionFactoryImpl factory = new ExpressionFactoryImpl();
        SimpleContext context = new SimpleContext();
        facts.forEach((name, value) -> context.setVariable(name,
                factory.createValueExpression(value, (value != null) ? value.getClass() : Object.class)));
        return Boolean.TRUE.equals(factory.createValueExpression(context, condition, Boolean.class).getValue(context));
    }

}

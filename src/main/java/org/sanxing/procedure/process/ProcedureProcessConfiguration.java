package org.sanxing.procedure.process;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import org.sanxing.procedure.RunningCases;
import org.sanxing.procedure.StartedCases;
import org.sanxing.workflow.ModelProperties;

/**
 * The building blocks of declared procedures beside {@code ${tell}}; what each needs is
 * said by the properties of its element ({@code procedures.zh.md}).
 */
@Configuration(proxyBeanMethods = false)
class ProcedureProcessConfiguration {

    @Bean
    JavaDelegate enter(ObjectProvider<RunningCases> cases) {
        return (execution) -> cases.getObject().enter(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate publish(ObjectProvider<RunningCases> cases) {
        return told((execution, said) -> cases.getObject()
            .publish(execution.getProcessBusinessKey(), String.valueOf(said.get("to"))));
    }

    @Bean
    JavaDelegate workingDays(ObjectProvider<RunningCases> cases) {
        return told((execution, said) -> {
            String into = String.valueOf(said.get("into"));
            execution.setVariable(into,
                    cases.getObject()
                        .workingDays(execution.getProcessBusinessKey(), String.valueOf(said.get("from")),
                                String.valueOf(said.get("to")), into));
        });
    }

    @Bean
    JavaDelegate deputize(ObjectProvider<RunningCases> cases) {
        return told((execution, said) -> cases.getObject()
            .deputize(execution.getProcessBusinessKey(), String.valueOf(said.get("from")),
                    String.valueOf(said.get("to")), String.valueOf(said.get("account"))));
    }

    @Bean
    JavaDelegate start(ObjectProvider<StartedCases> cases) {
        return told((execution, said) -> cases.getObject().start(execution.getProcessBusinessKey(), said));
    }

    /** A definition never changes, and its model is searched slowly. */
    private static JavaDelegate told(BiConsumer<DelegateExecution, Map<String, String>> block) {
        Map<String, Map<String, String>> known = new ConcurrentHashMap<>();
        return (execution) -> block.accept(execution,
                known.computeIfAbsent(execution.getProcessDefinitionId() + " " + execution.getCurrentActivityId(),
                        (place) -> new HashMap<>(ModelProperties.of(execution.getBpmnModelElementInstance()))));
    }

}

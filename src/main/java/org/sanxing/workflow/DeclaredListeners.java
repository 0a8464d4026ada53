package org.sanxing.workflow;

import java.util.ArrayList;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tells the {@link DeclaredProcedures} of what a module draws into its own diagram: for
 * whom there is a task each, and that a case is over.
 */
@Component
class DeclaredListeners extends AbstractBpmnParseListener {

    private final SingletonSupplier<DeclaredProcedures> declared;

    private final OwnedProcesses owned;

    DeclaredListeners(ObjectProvider<DeclaredProcedures> declared, OwnedProcesses owned) {
        this.declared = SingletonSupplier.of(declared::getObject);
        this.owned = owned;
    }

    @Override
    public void parseMultiInstanceLoopCharacteristics(Element task, Element loop, ActivityImpl body) {
        String element = task.attribute("id");
        body.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) (execution) -> {
            if (concerns(execution)) {
                execution.setVariable(DeclaredProcedures.HOLDERS,
                        Variables.untypedValue(
                                new ArrayList<>(
                                        this.declared.obtain().holders(execution.getProcessBusinessKey(), element)),
                                true));
            }
        });
    }

    @Override
    public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl end) {
        if (scope instanceof ProcessDefinitionEntity) {
            end.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) (execution) -> {
                if (concerns(execution)) {
                    this.declared.obtain().reached(execution.getProcessBusinessKey(), end.getId());
                }
            });
        }
    }

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity process) {
        process.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) (execution) -> {
            if (concerns(execution)) {
                this.declared.obtain().ended(execution.getProcessBusinessKey());
            }
        });
    }

    private boolean concerns(DelegateExecution execution) {
        return !execution.isCanceled() && !this.owned.owns(UserTask.processKeyOf(execution.getProcessDefinitionId()));
    }

}

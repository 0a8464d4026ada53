package org.sanxing.workflow;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Tells the {@link UserTaskObserver} of every user task, in the engine's transaction. */
@Component
class UserTaskListeners extends AbstractBpmnParseListener {

    private final SingletonSupplier<UserTaskObserver> observer;

    private final FormTexts forms;

    UserTaskListeners(ObjectProvider<UserTaskObserver> observer, FormTexts forms) {
        this.observer = SingletonSupplier.of(observer::getObject);
        this.forms = forms;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.addTaskListener(TaskListener.EVENTNAME_CREATE, this::created);
        task.addTaskListener(TaskListener.EVENTNAME_COMPLETE,
                (completed) -> this.observer.obtain().completed(completed.getId()));
        task.addTaskListener(TaskListener.EVENTNAME_DELETE,
                (deleted) -> this.observer.obtain().deleted(deleted.getId()));
    }

    private void created(DelegateTask task) {
        this.forms.places.put(task.getId(),
                new FormTexts.Place(task.getProcessDefinitionId(), task.getTaskDefinitionKey()));
        this.observer.obtain()
            .created(new UserTask(task.getId(), task.getTaskDefinitionKey(),
                    UserTask.processKeyOf(task.getProcessDefinitionId()), task.getExecution().getProcessBusinessKey(),
                    task.getAssignee(), UserTask.groupOf(task.getCandidates())));
    }

}

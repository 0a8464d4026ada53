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

    private final SingletonSupplier<DeclaredProcedures> declared;

    private final OwnedProcesses owned;

    private final FormTexts forms;

    UserTaskListeners(ObjectProvider<UserTaskObserver> observer, ObjectProvider<DeclaredProcedures> declared,
            OwnedProcesses owned, FormTexts forms) {
        this.observer = SingletonSupplier.of(observer::getObject);
        this.declared = SingletonSupplier.of(declared::getObject);
        this.owned = owned;
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
        String process = UserTask.processKeyOf(task.getProcessDefinitionId());
        UserTask created = new UserTask(task.getId(), task.getTaskDefinitionKey(), process,
                task.getExecution().getProcessBusinessKey(), task.getAssignee(), UserTask.groupOf(task.getCandidates()),
                !this.owned.owns(process));
        this.observer.obtain().created(created.declared() ? given(created, task) : created);
    }

    private UserTask given(UserTask created, DelegateTask task) {
        String holder = this.declared.obtain().give(created, (String) task.getVariable(DeclaredProcedures.HOLDER));
        if (holder.indexOf(':') < 0) {
            task.setAssignee(holder);
            return created.of(holder, null);
        }
        task.addCandidateGroup(holder);
        return created.of(null, holder);
    }

}

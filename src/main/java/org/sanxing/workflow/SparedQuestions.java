package org.sanxing.workflow;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.PersistenceSession;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.event.EventType;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.Ids;

/**
 * What the engine would ask the database with every task, and here is always known: no
 * message waits in a job, no task stands below another or has variables of its own, and a
 * definition, once read, is never suspended or changed. Nor does it write out each row in
 * words to check an id that {@link Ids} gave it.
 */
final class SparedQuestions {

    private SparedQuestions() {
    }

    static List<SessionFactory> factories() {
        return List.of(new Factory(EventSubscriptionManager.class, Subscriptions::new),
                new Factory(TaskManager.class, Tasks::new), new Factory(VariableInstanceManager.class, Variables::new),
                new Factory(DbEntityManager.class, Entities::new));
    }

    private record Factory(Class<?> getSessionType, Supplier<Session> session) implements SessionFactory {

        @Override
        public Session openSession() {
            return this.session.get();
        }

    }

    private static final class Subscriptions extends EventSubscriptionManager {

        @Override
        public void deleteEventSubscription(EventSubscriptionEntity subscription) {
            if (subscription.isSubscriptionForEventType(EventType.MESSAGE)) {
                getDbEntityManager().delete(subscription);
            }
            else {
                super.deleteEventSubscription(subscription);
            }
        }

    }

    private static final class Tasks extends TaskManager {

        @Override
        public List<Task> findTasksByParentTaskId(String parentTaskId) {
            return List.of();
        }

    }

    private static final class Variables extends VariableInstanceManager {

        @Override
        public List<VariableInstanceEntity> findVariableInstancesByTaskIdAndVariableNames(String taskId,
                @Nullable Collection<String> names) {
            return List.of();
        }

    }

    private static final class Entities extends DbEntityManager {

        Entities() {
            super(Ids::next, Context.getCommandContext().getSession(PersistenceSession.class));
        }

        @Override
        public <T extends DbEntity> T selectById(Class<T> type, String id) {
            DbEntity known = (type == ProcessDefinitionEntity.class)
                    ? Context.getProcessEngineConfiguration().getDeploymentCache().getProcessDefinitionCache().get(id)
                    : null;
            return (known != null) ? type.cast(known) : super.selectById(type, id);
        }

        @Override
        protected void validateId(DbEntity entity) {
        }

    }

}

package org.sanxing.tasks.list;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Claims;
import org.sanxing.tasks.TaskHandler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The handlers that modules registered, by kind. */
@Component
public class TaskHandlers implements SmartInitializingSingleton {

    private final ObjectProvider<TaskHandler> beans;

    private @Nullable Map<String, TaskHandler> byKind;

    TaskHandlers(ObjectProvider<TaskHandler> beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        all();
    }

    public TaskHandler of(String kind) {
        TaskHandler handler = all().get(kind);
        if (handler == null) {
            throw new IllegalStateException("No module handles tasks of the kind " + kind);
        }
        return handler;
    }

    public Map<String, TaskHandler> all() {
        Map<String, TaskHandler> known = this.byKind;
        if (known == null) {
            known = Claims.of("tasks of the kind", this.beans.stream(), TaskHandler::kinds);
            this.byKind = known;
        }
        return known;
    }

    /** The kinds in which nobody stands in for anybody. */
    Set<String> personalKinds() {
        return all().keySet().stream().filter((kind) -> of(kind).personal(kind)).collect(Collectors.toSet());
    }

}

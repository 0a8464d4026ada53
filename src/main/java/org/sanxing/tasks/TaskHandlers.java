package org.sanxing.tasks;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The handlers that modules registered, by kind. */
@Component
class TaskHandlers {

    private final ObjectProvider<TaskHandler> beans;

    TaskHandlers(ObjectProvider<TaskHandler> beans) {
        this.beans = beans;
    }

    TaskHandler of(String kind) {
        TaskHandler handler = all().get(kind);
        if (handler == null) {
            throw new IllegalStateException("No module handles tasks of the kind " + kind);
        }
        return handler;
    }

    Map<String, TaskHandler> all() {
        return this.beans.stream().collect(Collectors.toMap(TaskHandler::kind, Function.identity()));
    }

}

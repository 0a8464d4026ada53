package org.sanxing.tasks.list;

import org.sanxing.tasks.TaskHandler;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The handlers that modules registered, by kind. */
@Component
public class TaskHandlers {

    private final ObjectProvider<TaskHandler> beans;

    TaskHandlers(ObjectProvider<TaskHandler> beans) {
        this.beans = beans;
    }

    public TaskHandler of(String kind) {
        TaskHandler handler = all().get(kind);
        if (handler == null) {
            throw new IllegalStateException("No module handles tasks of the kind " + kind);
        }
        return handler;
    }

    public Map<String, TaskHandler> all() {
        return this.beans.stream().collect(Collectors.toMap(TaskHandler::kind, Function.identity()));
    }

    /** The kinds in which nobody stands in for anybody. */
    Set<String> personalKinds() {
        return all().values().stream().filter(TaskHandler::personal).map(TaskHandler::kind).collect(Collectors.toSet());
    }

}

package org.sanxing.tasks.list;

import java.util.Set;
import java.util.stream.Collectors;

import org.sanxing.common.Claims;
import org.sanxing.tasks.TaskHandler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The handlers that modules registered, by kind. */
@Component
public class TaskHandlers extends Claims<TaskHandler> {

    TaskHandlers(ObjectProvider<TaskHandler> beans) {
        super("handles tasks of the kind", beans, TaskHandler::kinds);
    }

    /** The kinds in which nobody stands in for anybody. */
    Set<String> personalKinds() {
        return all().keySet().stream().filter((kind) -> of(kind).personal(kind)).collect(Collectors.toSet());
    }

    /** The kinds whose tasks go where their case goes, never by themselves. */
    public Set<String> kindsFollowingCase() {
        return all().keySet().stream().filter((kind) -> of(kind).followsCase(kind)).collect(Collectors.toSet());
    }

}

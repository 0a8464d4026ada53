package org.sanxing.tasks.list;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    @Override
    public TaskHandler of(String kind) {
        return super.of((kind.indexOf('.') < 0) ? kind : TaskHandler.MODELLED);
    }

    /** With the kinds that the models in force bring. */
    public Map<String, TaskHandler> known() {
        Map<String, TaskHandler> known = new TreeMap<>(all());
        TaskHandler modelled = known.remove(TaskHandler.MODELLED);
        if (modelled != null) {
            modelled.modelled().forEach((kind) -> known.put(kind, modelled));
        }
        return known;
    }

    /** The kinds in which nobody stands in for anybody. */
    Set<String> personalKinds() {
        return known().keySet().stream().filter((kind) -> of(kind).personal(kind)).collect(Collectors.toSet());
    }

    /** The kinds whose tasks go where their case goes, never by themselves. */
    public Set<String> kindsFollowingCase() {
        return known().keySet().stream().filter((kind) -> of(kind).followsCase(kind)).collect(Collectors.toSet());
    }

}

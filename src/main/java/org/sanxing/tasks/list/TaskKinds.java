package org.sanxing.tasks.list;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.sanxing.tasks.TaskHandler;

import org.springframework.stereotype.Component;

/** The kinds of tasks, and whether several of a kind may be decided at once. */
@Component
public class TaskKinds {

    private final TaskHandlers handlers;

    private final KindSettings settings;

    TaskKinds(TaskHandlers handlers, KindSettings settings) {
        this.handlers = handlers;
        this.settings = settings;
    }

    public List<Kind> all() {
        Set<String> allowed = this.settings.batchKinds();
        return this.handlers.all()
            .values()
            .stream()
            .map((handler) -> kind(handler, allowed))
            .sorted(Comparator.comparing(Kind::kind))
            .toList();
    }

    private static Kind kind(TaskHandler handler, Set<String> allowed) {
        return new Kind(handler.kind(), handler.batchDecisions().stream().sorted().toList(),
                !handler.batchDecisions().isEmpty() && allowed.contains(handler.kind()));
    }

    /**
     * @param batchDecisions that can be made on several at once; none where the kind has
     * to be decided one by one
     * @param batch whether the administrator allows it
     */
    public record Kind(String kind, List<String> batchDecisions, boolean batch) {

    }

}

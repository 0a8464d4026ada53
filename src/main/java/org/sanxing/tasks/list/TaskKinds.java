package org.sanxing.tasks.list;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

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
            .entrySet()
            .stream()
            .map((known) -> kind(known.getKey(), known.getValue().batchDecisions(known.getKey()), allowed))
            .sorted(Comparator.comparing(Kind::kind))
            .toList();
    }

    private static Kind kind(String kind, Set<String> decisions, Set<String> allowed) {
        return new Kind(kind, decisions.stream().sorted().toList(), !decisions.isEmpty() && allowed.contains(kind));
    }

    /**
     * @param batchDecisions that can be made on several at once; none where the kind has
     * to be decided one by one
     * @param batch whether the administrator allows it
     */
    public record Kind(String kind, List<String> batchDecisions, boolean batch) {

    }

}

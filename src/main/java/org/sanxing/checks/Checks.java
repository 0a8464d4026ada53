package org.sanxing.checks;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.sanxing.common.Conflict;
import org.sanxing.common.Refusal;
import org.sanxing.tasks.DeadEnds.DeadEnd;
import org.sanxing.tasks.DeadEnds;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.usecase.ReassignTask;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Looks for dead ends of every kind. */
@Component
public class Checks {

    private static final Logger log = LoggerFactory.getLogger(Checks.class);

    private final ObjectProvider<DeadEnds> kinds;

    private final ApplyRemedy applyRemedy;

    private final ReassignTask reassignTask;

    private final WorkItems items;

    private final Clock clock;

    Checks(ObjectProvider<DeadEnds> kinds, ApplyRemedy applyRemedy, ReassignTask reassignTask, WorkItems items,
            Clock clock) {
        this.kinds = kinds;
        this.applyRemedy = applyRemedy;
        this.reassignTask = reassignTask;
        this.items = items;
        this.clock = clock;
    }

    /**
     * @param limit for each kind
     */
    public Report run(int limit) {
        Instant now = this.clock.instant();
        List<Group> groups = new ArrayList<>();
        this.kinds.orderedStream().forEach((kind) -> {
            List<DeadEnd> found = kind.find(limit + 1);
            groups.add(new Group(kind.kind(), found.subList(0, Math.min(limit, found.size())), found.size() > limit));
        });
        return new Report(now, groups);
    }

    public Optional<DeadEnd> find(String kind, String id) {
        return this.applyRemedy.find(this.applyRemedy.kind(kind), id);
    }

    /** Account or group to whom looking up anew would give a task; empty for nobody. */
    public Optional<String> rightfulHolder(String taskId) {
        return this.items.find(taskId).filter(WorkItem::isOpen).flatMap(this.reassignTask::rightful);
    }

    /**
     * @throws Conflict where the engine refused, with what it said in the log
     */
    public void remedy(ApplyRemedy.ApplyRemedyCommand command) {
        try {
            this.applyRemedy.execute(command);
        }
        catch (Refusal refused) {
            throw refused;
        }
        catch (RuntimeException ex) {
            log.error("The remedy {} of {} {} failed", command.remedy(), command.kind(), command.id(), ex);
            throw new Conflict("remedy-failed");
        }
    }

    public record Report(Instant at, List<Group> groups) {

        /** How many were found, as far as they are listed. */
        public int count() {
            return this.groups.stream().mapToInt((group) -> group.found().size()).sum();
        }

        public boolean more() {
            return this.groups.stream().anyMatch(Group::more);
        }

    }

    /**
     * @param more whether there are more than listed
     */
    public record Group(String kind, List<DeadEnd> found, boolean more) {

    }

}

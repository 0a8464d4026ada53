package org.sanxing.checks;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;
import org.sanxing.common.Remembered;
import org.sanxing.common.Texts;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Roles;
import org.sanxing.tasks.DeadEnds.DeadEnd;
import org.sanxing.tasks.DeadEnds;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.usecase.ReassignTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks for dead ends of every kind. */
@Component
public class Checks {

    private static final Logger log = LoggerFactory.getLogger(Checks.class);

    /** How many of a kind are listed on demand, and how far a finding is looked for. */
    static final int ALL = 1000;

    private final ObjectProvider<DeadEnds> kinds;

    private final ReassignTask reassignTask;

    private final WorkItems items;

    private final Organization organization;

    private final TransactionTemplate transaction;

    private final Clock clock;

    Checks(ObjectProvider<DeadEnds> kinds, ReassignTask reassignTask, WorkItems items, Organization organization,
            TransactionTemplate transaction, Clock clock) {
        this.kinds = kinds;
        this.reassignTask = reassignTask;
        this.items = items;
        this.organization = organization;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param limit for each kind
     */
    public Report run(int limit) {
        return this.transaction.execute((status) -> {
            List<Group> groups = new ArrayList<>();
            this.kinds.orderedStream().forEach((kind) -> {
                List<DeadEnd> found = kind.find(limit + 1);
                groups
                    .add(new Group(kind.kind(), found.subList(0, Math.min(limit, found.size())), found.size() > limit));
            });
            return new Report(this.clock.instant(), groups);
        });
    }

    public Optional<DeadEnd> find(String kind, String id) {
        return this.transaction.execute((status) -> find(kind(kind), id));
    }

    /** An approval asks again and again, a list of them for each. */
    private static Optional<DeadEnd> find(DeadEnds kind, String id) {
        return Remembered.once("deadEnds " + kind.kind(), () -> kind.find(ALL))
            .stream()
            .filter((found) -> found.id().equals(id))
            .findFirst();
    }

    private DeadEnds kind(String kind) {
        return this.kinds.orderedStream()
            .filter((known) -> known.kind().equals(kind))
            .findFirst()
            .orElseThrow(() -> new NotFound("finding"));
    }

    /** Account or group to whom looking up anew would give a task; empty for nobody. */
    public Optional<String> rightfulHolder(String taskId) {
        return this.items.find(taskId).filter(WorkItem::isOpen).flatMap(this.reassignTask::rightful);
    }

    /**
     * Does something about a dead end, while there is one.
     * @throws NotFound where no such kind or remedy is known
     * @throws Conflict where it is settled already, or the engine refused, with what it
     * said in the log
     * @throws InvalidInput where a person or a reason is missing
     * @throws org.sanxing.common.Forbidden where it is no system administrator
     */
    void remedy(String kind, String id, String remedy, Given given, String account) {
        try {
            this.transaction.executeWithoutResult((status) -> apply(kind(kind), id, remedy, given, account));
        }
        catch (Refusal refused) {
            throw refused;
        }
        catch (RuntimeException ex) {
            log.error("The remedy {} of {} {} failed", remedy, kind, id, ex);
            throw new Conflict("remedy-failed");
        }
    }

    /** Refuses what {@link #remedy} would refuse. */
    void check(String kind, String id, String remedy, Given given, String account) {
        this.transaction.executeWithoutResult((status) -> {
            DeadEnds of = kind(kind);
            DeadEnd found = open(of, id, account);
            of.check(found, applied(found, remedy, given, account));
        });
    }

    private void apply(DeadEnds kind, String id, String remedy, Given given, String account) {
        DeadEnd found = open(kind, id, account);
        Remembered.forget();
        kind.remedy(found, applied(found, remedy, given, account));
    }

    private DeadEnd open(DeadEnds kind, String id, String account) {
        Roles.requireSystemAdministrator(this.organization, account);
        return find(kind, id).orElseThrow(() -> new Conflict("finding-settled"));
    }

    private static DeadEnds.Applied applied(DeadEnd found, String remedyId, Given given, String account) {
        DeadEnds.Remedy remedy = found.remedies()
            .stream()
            .filter((offered) -> offered.id().equals(remedyId))
            .findFirst()
            .orElseThrow(() -> new NotFound("remedy"));
        String to = Texts.isBlank(given.to()) ? null : Texts.strip(given.to());
        String reason = Texts.isBlank(given.reason()) ? null : Texts.strip(given.reason());
        if (remedy.person() && to == null) {
            throw new InvalidInput("to", "task-person-required");
        }
        if (remedy.reasoned() && reason == null) {
            throw new InvalidInput("reason", "task-reason-required");
        }
        if (reason != null && reason.codePointCount(0, reason.length()) > Texts.REASON) {
            throw new InvalidInput("reason", "longer-than", Texts.REASON);
        }
        return new DeadEnds.Applied(remedy.id(), remedy.person() ? to : null, reason, account);
    }

    /**
     * What the administrator gives with a remedy that needs it, as the page and the API
     * send it.
     *
     * @param to account of the person chosen
     */
    record Given(@Nullable String to, @Nullable String reason) {

        static final Given NOTHING = new Given(null, null);

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

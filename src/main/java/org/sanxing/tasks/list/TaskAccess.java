package org.sanxing.tasks.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sanxing.common.NotFound;
import org.sanxing.organization.Deputies;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.TaskGroups;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;

import org.springframework.stereotype.Component;

/** Who has a task, and who may see it. */
@Component
public class TaskAccess {

    private final WorkItems items;

    private final TaskHandlers handlers;

    private final Organization organization;

    private final Deputies deputies;

    TaskAccess(WorkItems items, TaskHandlers handlers, Organization organization, Deputies deputies) {
        this.items = items;
        this.handlers = handlers;
        this.organization = organization;
        this.deputies = deputies;
    }

    /** The task, where there is one that the person may see. */
    public Optional<WorkItem> find(String id, Person person) {
        return this.items.find(id).filter((found) -> maySee(found, person));
    }

    /**
     * @throws NotFound where there is no task that the person may see
     */
    public WorkItem get(String id, Person person) {
        return find(id, person).orElseThrow(() -> new NotFound("task"));
    }

    /**
     * As whom the person may act on the open item now: in their own name before anybody
     * else's; empty where they do not have it.
     */
    public Optional<Actor> actor(WorkItem item, Person person) {
        return item.isOpen() ? actor(item, person, standing(person.account())) : Optional.empty();
    }

    /**
     * In whose place a person may act, by the organisation as it is now: what is asked
     * several times about one person can be looked up once. Two statements, and one for
     * each person they stand in for.
     */
    public Standing standing(String account) {
        return new Standing(account, holders(account),
                this.deputies.actingFor(account)
                    .stream()
                    .map((deputation) -> new Standing.Principal(deputation, holders(deputation.principal())))
                    .toList());
    }

    private List<String> holders(String account) {
        List<String> holders = new ArrayList<>(List.of(account));
        holders.addAll(TaskGroups.of(account, this.organization));
        return holders;
    }

    public Optional<Actor> actor(WorkItem item, Person person, Standing standing) {
        if (!item.isOpen() || !person.active()) {
            return Optional.empty();
        }
        if (standing.has(item)) {
            return Optional.of(new Actor(person, null));
        }
        return standing.behalf(item, this.handlers.of(item.kind()).personal(item.kind()))
            .map((principal) -> new Actor(person, principal));
    }

    /** As whom the person may call the item back from the one to whom it is delegated. */
    public Optional<Actor> owner(WorkItem item, Person person, Standing standing) {
        if (!item.isOpen() || !person.active() || item.owner() == null) {
            return Optional.empty();
        }
        if (item.owner().equals(person.account())) {
            return Optional.of(new Actor(person, null));
        }
        return standing.principals()
            .stream()
            .filter((principal) -> principal.account().equals(item.owner())
                    && principal.deputation().covers(item.kind(), item.campaignId())
                    && !person.account().equals(item.excluded()))
            .findFirst()
            .map((principal) -> new Actor(person, principal.account()));
    }

    /**
     * Whether it was offered to a group of which the person is a member who may have it.
     */
    public boolean inGroup(WorkItem item, Person person, Standing standing) {
        String group = item.candidateGroup();
        return group != null && person.active() && !person.account().equals(item.excluded())
                && standing.own().contains(group);
    }

    /**
     * Whoever has or had it or stands in for the holder or the owner, the group it was
     * offered to, and whom the owning module lets see it.
     */
    public boolean maySee(WorkItem item, Person person) {
        String account = person.account();
        if (account.equals(item.endedBy()) || account.equals(item.endedFor()) || account.equals(item.owner())) {
            return true;
        }
        Standing standing = standing(account);
        TaskHandler handler = this.handlers.of(item.kind());
        return standing.has(item) || (item.candidateGroup() != null && standing.own().contains(item.candidateGroup()))
                || (item.isOpen() && standing.behalf(item, handler.personal(item.kind())).isPresent())
                || owner(item, person, standing).isPresent() || handler.mayRead(item, person);
    }

}

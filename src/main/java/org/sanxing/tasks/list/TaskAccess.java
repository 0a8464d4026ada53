package org.sanxing.tasks.list;

import java.util.Optional;

import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;

import org.springframework.stereotype.Component;

/** Who has a task, and who may see it. */
@Component
public class TaskAccess {

    private final Standings standings;

    private final TaskHandlers handlers;

    TaskAccess(Standings standings, TaskHandlers handlers) {
        this.standings = standings;
        this.handlers = handlers;
    }

    /**
     * As whom the person may act on the open item now: in their own name before anybody
     * else's; empty where they do not have it.
     */
    public Optional<Actor> actor(WorkItem item, Person person) {
        return item.isOpen() ? actor(item, person, standing(person)) : Optional.empty();
    }

    /** What is asked several times about one person can be looked up once. */
    public Standing standing(Person person) {
        return this.standings.of(person.account());
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
        Standing standing = this.standings.of(account);
        TaskHandler handler = this.handlers.of(item.kind());
        return standing.has(item) || (item.candidateGroup() != null && standing.own().contains(item.candidateGroup()))
                || (item.isOpen() && standing.behalf(item, handler.personal(item.kind())).isPresent())
                || owner(item, person, standing).isPresent() || handler.mayRead(item, person);
    }

}

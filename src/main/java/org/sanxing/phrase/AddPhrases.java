package org.sanxing.phrase;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;

import org.springframework.context.ApplicationEventPublisher;

/** Adds phrases, one or many; those that are there already are left out. */
@UseCase
class AddPhrases {

    /** What one person, and what the organ, may keep: still a list one looks through. */
    static final int MOST = 300;

    private final Phrases phrases;

    private final PhraseRights rights;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    AddPhrases(Phrases phrases, PhraseRights rights, ApplicationEventPublisher events, Clock clock) {
        this.phrases = phrases;
        this.rights = rights;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Conflict where there would be too many
     */
    Added execute(Command command) {
        this.rights.requireKeeper(command.organ(), command.actor());
        String owner = command.organ() ? null : command.actor();
        Set<String> known = this.phrases.texts(owner);
        List<String> fresh = new ArrayList<>(command.texts());
        fresh.removeAll(known);
        if (known.size() + fresh.size() > MOST) {
            throw new Conflict("phrases-full", MOST, known.size());
        }
        List<String> ids = fresh.isEmpty() ? List.of()
                : this.phrases.add(owner, command.kind(), fresh, command.actor(), this.clock.instant());
        if (command.organ()) {
            for (int i = 0; i < ids.size(); i++) {
                this.events.publishEvent(new OrganPhraseChanged("phraseAdded", ids.get(i), command.kind(), fresh.get(i),
                        null, command.actor()));
            }
        }
        return new Added(ids, command.texts().size() - fresh.size());
    }

    /**
     * @param known how many were there already
     */
    record Added(List<String> ids, int known) {

        @Nullable String first() {
            return this.ids.isEmpty() ? null : this.ids.get(0);
        }

    }

    /**
     * @param texts ready to be kept ({@link PhraseText}), each once
     * @param organ whether they are the organ's, not the person's own
     */
    record Command(Collection<String> texts, PhraseKind kind, boolean organ, String actor) {

    }

}

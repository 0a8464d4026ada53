package org.sanxing.phrase;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Changes a phrase, takes it out of the list, or puts it back. What two people change at
 * once is refused the second time, so that neither is lost unseen.
 */
@UseCase
class ChangePhrase {

    private final Phrases phrases;

    private final PhraseRights rights;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ChangePhrase(Phrases phrases, PhraseRights rights, ApplicationEventPublisher events, Clock clock) {
        this.phrases = phrases;
        this.rights = rights;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws NotFound where it is nobody's business of the person's
     * @throws Conflict where it was changed meanwhile, or the same text is there already
     */
    Phrase execute(Command command) {
        Phrase phrase = this.phrases.lock(command.id(), command.actor());
        this.rights.requireKeeper(phrase, command.actor());
        boolean removed = phrase.removedAt() != null;
        if (command.revision() != null && command.revision() != phrase.revision()) {
            throw new Conflict(removed ? "phrase-removed-meanwhile" : "phrase-changed-meanwhile")
                .in(removed ? "removed" : "kept")
                .by(phrase.changedBy(), phrase.changedAt())
                .with("revision", phrase.revision())
                .with("text", phrase.text());
        }
        boolean back = command.action() == Action.RESTORE;
        if (removed != back) {
            if (back) {
                return phrase;
            }
            throw new NotFound("phrase");
        }
        String text = (command.text() != null) ? command.text() : phrase.text();
        PhraseKind kind = (command.kind() != null) ? command.kind() : phrase.kind();
        if (text.equals(phrase.text()) && kind == phrase.kind() && command.action() == Action.CHANGE) {
            return phrase;
        }
        if ((back || !text.equals(phrase.text())) && this.phrases.texts(phrase.owner()).contains(text)) {
            throw new Conflict("phrase-exists");
        }
        Instant now = this.clock.instant();
        this.phrases.update(phrase.id(), kind, text, (command.action() == Action.REMOVE) ? now : null, command.actor(),
                now);
        if (phrase.organ()) {
            this.events.publishEvent(new OrganPhraseChanged(command.action().event, phrase.id(), kind, text,
                    text.equals(phrase.text()) ? null : phrase.text(), command.actor()));
        }
        return this.phrases.find(phrase.id(), command.actor()).orElseThrow(() -> new NotFound("phrase"));
    }

    enum Action {

        CHANGE("phraseChanged"), REMOVE("phraseRemoved"), RESTORE("phraseRestored");

        private final String event;

        Action(String event) {
            this.event = event;
        }

    }

    /**
     * @param text null where it stays
     * @param kind null where it stays
     * @param revision that was seen; null where it does not matter
     */
    record Command(Action action, String id, @Nullable String text, @Nullable PhraseKind kind,
            @Nullable Integer revision, String actor) {

    }

}

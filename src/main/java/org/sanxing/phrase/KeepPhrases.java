package org.sanxing.phrase;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.common.Recorded;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Adds, changes and counts phrases. Everybody reads the organ's and keeps the own; branch
 * secretaries and the party group keep the organ's; the three administrators, who write
 * no opinions, keep none.
 */
@UseCase
class KeepPhrases {

    /** What one person, and what the organ, may keep: still a list one looks through. */
    static final int MOST = 300;

    private final Phrases phrases;

    private final Organization organization;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    KeepPhrases(Phrases phrases, Organization organization, ApplicationEventPublisher events, Clock clock) {
        this.phrases = phrases;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    boolean mayKeepOrgans(String account) {
        return this.organization.rolesOf(account)
            .stream()
            .anyMatch((role) -> role == Role.BRANCH_SECRETARY || role.ofPartyGroup());
    }

    boolean mayKeepOwn(String account) {
        return this.organization.rolesOf(account).stream().noneMatch(Role::ofAdministrators);
    }

    private void requireKeeper(boolean organs, String account) {
        if (!mayKeepOwn(account)) {
            throw new Forbidden("phrases-not-administrators");
        }
        if (organs && !mayKeepOrgans(account)) {
            throw new Forbidden("phrase-keepers-only");
        }
    }

    /** Somebody else's is as if it did not exist. */
    private Phrase lock(String id, String account) {
        return this.phrases.lock(id, account)
            .filter((phrase) -> phrase.organ() || account.equals(phrase.owner()))
            .orElseThrow(() -> new NotFound("phrase"));
    }

    /**
     * Adds one phrase.
     * @throws Conflict where it is there already, or there would be too many
     */
    Phrase add(Given given, String account) {
        List<String> ids = add(Set.of(PhraseText.one(given.text())), given, account).ids();
        if (ids.isEmpty()) {
            throw new Conflict("phrase-exists");
        }
        return this.phrases.get(ids.get(0), account);
    }

    /**
     * Adds a phrase for each line; those that are there already are left out.
     * @throws Conflict where there would be too many
     */
    Added addLines(Given given, String account) {
        return add(PhraseText.lines(given.lines()), given, account);
    }

    private Added add(Set<String> texts, Given given, String account) {
        PhraseKind kind = PhraseKind.of(given.kind());
        requireKeeper(given.organs(), account);
        String owner = given.organs() ? null : account;
        Set<String> known = this.phrases.texts(owner);
        List<String> fresh = new ArrayList<>(texts);
        fresh.removeAll(known);
        if (known.size() + fresh.size() > MOST) {
            throw new Conflict("phrases-full", MOST, known.size());
        }
        List<String> ids = fresh.isEmpty() ? List.of()
                : this.phrases.add(owner, kind, fresh, account, this.clock.instant());
        for (int i = 0; i < ids.size(); i++) {
            publish("phraseAdded", owner, ids.get(i), kind, fresh.get(i), null, account);
        }
        return new Added(ids.size(), texts.size() - fresh.size(), ids);
    }

    /**
     * Changes a phrase. What two people change at once is refused the second time, so
     * that neither is lost unseen.
     * @param kind null where it stays
     * @param revision that was seen; null where it does not matter
     * @throws NotFound where it is nobody's business of the person's
     * @throws Conflict where it was changed meanwhile, or the same text is there already
     */
    Phrase change(String id, String text, @Nullable PhraseKind kind, @Nullable Integer revision, String account) {
        Phrase phrase = offered(id, revision, account);
        PhraseKind changed = (kind != null) ? kind : phrase.kind();
        if (text.equals(phrase.text()) && changed == phrase.kind()) {
            return phrase;
        }
        if (!text.equals(phrase.text())) {
            requireNew(phrase, text);
        }
        return update("phraseChanged", phrase, changed, text, false, account);
    }

    /** Takes a phrase out of the list; as {@link #change} otherwise. */
    Phrase remove(String id, @Nullable Integer revision, String account) {
        Phrase phrase = offered(id, revision, account);
        return update("phraseRemoved", phrase, phrase.kind(), phrase.text(), true, account);
    }

    /** Puts a phrase back that was taken out. */
    Phrase restore(String id, String account) {
        Phrase phrase = lock(id, account);
        requireKeeper(phrase.organ(), account);
        if (phrase.removedAt() == null) {
            return phrase;
        }
        requireNew(phrase, phrase.text());
        return update("phraseRestored", phrase, phrase.kind(), phrase.text(), false, account);
    }

    private Phrase offered(String id, @Nullable Integer revision, String account) {
        Phrase phrase = lock(id, account);
        requireKeeper(phrase.organ(), account);
        boolean removed = phrase.removedAt() != null;
        if (revision != null && revision != phrase.revision()) {
            throw new Conflict(removed ? "phrase-removed-meanwhile" : "phrase-changed-meanwhile")
                .in(removed ? "removed" : "kept")
                .by(phrase.changedBy(), phrase.changedAt())
                .with("revision", phrase.revision())
                .with("text", phrase.text());
        }
        if (removed) {
            throw new NotFound("phrase");
        }
        return phrase;
    }

    private void requireNew(Phrase phrase, String text) {
        if (this.phrases.texts(phrase.owner()).contains(text)) {
            throw new Conflict("phrase-exists");
        }
    }

    private Phrase update(String action, Phrase phrase, PhraseKind kind, String text, boolean removed, String account) {
        Instant now = this.clock.instant();
        this.phrases.update(phrase.id(), kind, text, removed ? now : null, account, now);
        publish(action, phrase.owner(), phrase.id(), kind, text, text.equals(phrase.text()) ? null : phrase.text(),
                account);
        return this.phrases.get(phrase.id(), account);
    }

    /** A person's own are notes and leave no trace, nor does using one. */
    private void publish(String action, @Nullable String owner, String id, PhraseKind kind, String text,
            @Nullable String before, String account) {
        if (owner == null) {
            this.events.publishEvent(new Recorded(AuditRecord.of("phrases", "phrase", action, account)
                .object("phrase", id)
                .detail("phraseKind", kind.id())
                .detail("phrase", text)
                .detail("phraseBefore", before)));
        }
    }

    /**
     * Counts that a person put a phrase into a text.
     * @throws NotFound where there is none that the person may use
     */
    Phrase use(String id, String account) {
        Phrase phrase = lock(id, account);
        requireKeeper(false, account);
        if (phrase.removedAt() != null) {
            throw new NotFound("phrase");
        }
        this.phrases.used(id, account, this.clock.instant());
        return this.phrases.get(id, account);
    }

    /**
     * Phrases as a form or the API sends them.
     *
     * @param text of one phrase
     * @param lines of several, one a line
     * @param kind {@code objection} or {@code approval}
     * @param organ whether they are the organ's, not the sender's own
     */
    record Given(@Nullable String text, @Nullable String lines, @Nullable String kind, @Nullable Boolean organ) {

        private boolean organs() {
            return Boolean.TRUE.equals(this.organ);
        }

    }

    /**
     * @param known how many were there already
     */
    record Added(int added, int known, List<String> ids) {

    }

}

package org.sanxing.phrase;

import java.time.Clock;

import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;

/** Counts that a person put a phrase into a text. */
@UseCase
class UsePhrase {

    private final Phrases phrases;

    private final PhraseRights rights;

    private final Clock clock;

    UsePhrase(Phrases phrases, PhraseRights rights, Clock clock) {
        this.phrases = phrases;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * @throws NotFound where there is none that the person may use
     */
    Phrase execute(String id, String account) {
        Phrase phrase = this.phrases.lock(id, account);
        this.rights.requireVisible(phrase, account);
        this.rights.requireKeeper(false, account);
        if (phrase.removedAt() != null) {
            throw new NotFound("phrase");
        }
        this.phrases.used(id, account, this.clock.instant());
        return this.phrases.find(id, account).orElseThrow(() -> new NotFound("phrase"));
    }

}

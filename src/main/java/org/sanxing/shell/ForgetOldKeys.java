package org.sanxing.shell;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets keys after a day, a few at a time, so that no lock is held for long. */
@Component
class ForgetOldKeys {

    private static final int AT_A_TIME = 500;

    /** Some more than a day, so that nothing is taken from under a replay. */
    private static final Duration AGE = IdempotencyFilter.KEPT.plus(Duration.ofHours(1));

    private final KeptAnswers answers;

    private final TransactionTemplate transaction;

    private final Clock clock;

    ForgetOldKeys(KeptAnswers answers, PlatformTransactionManager transactions, Clock clock) {
        this.answers = answers;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void forget() {
        Instant before = this.clock.instant().minus(AGE);
        Integer forgotten;
        do {
            forgotten = this.transaction.execute((status) -> this.answers.forgetBefore(before, AT_A_TIME));
        }
        while (forgotten != null && forgotten == AT_A_TIME);
    }

}

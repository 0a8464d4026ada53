package org.sanxing.audit;

import java.time.Instant;
import java.util.List;

/** Knows which checkpoints were mailed; the audit itself mails nothing. */
public interface CheckpointMail {

    /** Oldest first, those of before that time left out. */
    List<Mailed> since(Instant time);

    /**
     * @param number of the checkpoint
     * @param account to whom
     */
    record Mailed(long number, String account, Instant at) {

    }

}

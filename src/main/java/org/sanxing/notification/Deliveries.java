package org.sanxing.notification;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What could not be delivered in three days, and what an administrator does about it; and
 * what was.
 */
public interface Deliveries {

    /** Oldest first. */
    List<GaveUp> gaveUp(int limit);

    /**
     * Tries it again, for three days more. Nothing where it was tried already.
     * @param administrator account, a system administrator's
     * @throws org.sanxing.common.NotFound where there is no such delivery
     * @throws org.sanxing.common.Forbidden where it is no system administrator
     */
    void tryAgain(String id, String administrator);

    /** Mails of an event that went out to people, written since then, oldest first. */
    List<Sent> sent(String event, Instant since);

    /**
     * @param arguments those of the {@link Notice}
     */
    record Sent(String account, Instant at, List<String> arguments) {

    }

    /**
     * A message that did not get out. In the application it was there all the time.
     *
     * @param channel {@code mail}, {@code wecom}, {@code dingtalk}, {@code feishu} or
     * {@code webhook}
     * @param receiver the address of a mail, the name of a robot
     * @param account of the person whom a mail is for; null otherwise
     * @param event as in {@link Notice#event()}, or {@code digest}
     * @param reason of the last failure, as the other side gave it
     * @param since when it was written
     */
    record GaveUp(String id, String channel, String receiver, @Nullable String account, String event, String caseId,
            String reason, int attempts, Instant since) {

    }

}

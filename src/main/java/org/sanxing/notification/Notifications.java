package org.sanxing.notification;

/** The one way in: who must know of what. Joins the caller's transaction. */
public interface Notifications {

    /**
     * Writes an in-app message for each active recipient, once, and what goes out by
     * other ways into the outbox: a mail for those who have an address and want it, at
     * once or in a digest, and a message for each receiver of the organ that is told of
     * the event. Whoever has brought a task to themselves stands in front of it, and is
     * not told.
     * @throws IllegalArgumentException where no {@link NoticeEvents} names the event
     */
    void notify(Notice notice);

}

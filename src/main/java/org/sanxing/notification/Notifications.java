package org.sanxing.notification;

/** The one way in: who must know of what. Joins the caller's transaction. */
public interface Notifications {

    /**
     * Writes an in-app message for each active recipient, once, and a mail into the
     * outbox for those who have an address, where SMTP is configured.
     */
    void notify(Notice notice);

}

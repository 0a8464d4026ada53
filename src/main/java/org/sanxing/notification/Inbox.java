package org.sanxing.notification;

import java.util.List;
import java.util.Locale;

/** The messages of a person, for the shell. */
public interface Inbox {

    /** How many are unread. One statement. */
    int unread(String account);

    /** The newest unread ones. One statement, which counts them too. */
    List<Message> latestUnread(String account, int limit, Locale locale);

}

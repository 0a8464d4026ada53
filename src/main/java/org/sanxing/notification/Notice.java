package org.sanxing.notification;

import java.util.Collection;
import java.util.List;

/**
 * @param event camelCase, one that a {@link NoticeEvents} names;
 * {@code notice.<event>.title} and {@code notice.<event>.text} are its message keys
 * @param recipients accounts
 * @param caseId the case it is about; mails of one case form one thread
 * @param link path within the application, e.g. {@code /tasks/…}
 * @param arguments what title and text name, in order, at most four; no text of a
 * material
 */
public record Notice(String event, Collection<String> recipients, String caseId, String link, List<String> arguments) {

    public static Notice of(String event, Collection<String> recipients, String caseId, String link,
            String... arguments) {
        return new Notice(event, List.copyOf(recipients), caseId, link, List.of(arguments));
    }

}

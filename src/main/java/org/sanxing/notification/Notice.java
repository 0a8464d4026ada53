package org.sanxing.notification;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * @param event camelCase, one that a {@link NoticeEvents} names;
 * {@code notice.<event>.title} and {@code notice.<event>.text} are its message keys
 * @param recipients accounts
 * @param caseId the case it is about; mails of one case form one thread
 * @param link path within the application, e.g. {@code /tasks/…}
 * @param arguments what title and text name, in order, at most four; no text of a
 * material
 * @param number of the case; null where it has none. Beside the kind it is all that
 * receivers are told, which an administrator sets up who reads no title
 * @param about account of the person whose matter it is, who stands before the title in
 * lists; null where nobody's
 */
public record Notice(String event, Collection<String> recipients, String caseId, String link, List<String> arguments,
        @Nullable String number, @Nullable String about) {

    public static Notice of(String event, Collection<String> recipients, String caseId, String link,
            String... arguments) {
        return new Notice(event, List.copyOf(recipients), caseId, link, List.of(arguments), null, null);
    }

    /** Whether it says that a task is there, and not only how a case stands. */
    boolean leadsToTask() {
        return this.link.startsWith("/tasks");
    }

    public Notice numbered(String number) {
        return new Notice(this.event, this.recipients, this.caseId, this.link, this.arguments, number, this.about);
    }

    public Notice about(String account) {
        return new Notice(this.event, this.recipients, this.caseId, this.link, this.arguments, this.number, account);
    }

}

package org.sanxing.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

/** What a module tells the audit of its own cases. */
public interface CaseDescriber {

    /**
     * The object types of its cases' events, e.g. {@code reflection}; it is asked about
     * no case of another type, and no other describer may claim one of them.
     */
    Set<String> caseTypes();

    Optional<CaseDescription> describe(String caseId);

    /** Whether the person may see the case at all; who may not gets 404. */
    boolean mayRead(String caseId, String account);

    /**
     * What of the case's story somebody may read who is no auditor, by type of object and
     * action of its events; empty for nothing.
     */
    default Optional<BiPredicate<String, String>> follows(String caseId, String account) {
        return Optional.empty();
    }

    /** Its versions, oldest first, for the trace page; empty where it has none. */
    default List<CaseVersion> versions(String caseId) {
        return List.of();
    }

    /** Somebody was shown the versions, on the trace page. */
    default void opened(String caseId, String account) {
    }

    /**
     * @param title as people call it
     * @param subject account of the person it is about
     * @param department name of the department it belongs to
     * @param campaign title of the campaign; null where none
     * @param state as the API writes it
     * @param link path of its page
     */
    record CaseDescription(String caseId, String title, String subject, String department, @Nullable String campaign,
            String state, String link) {

    }

    /**
     * @param content what it says: label and value, nested lists and maps and
     * {@link Link}s allowed, in the order of the form it was written in
     */
    record CaseVersion(int number, java.time.Instant at, String by, Map<String, Object> content) {

    }

    /** Something with an address of its own, such as a file. */
    record Link(String label, String href) {

        @Override
        public String toString() {
            return this.label;
        }

    }

}

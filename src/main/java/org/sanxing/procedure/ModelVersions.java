package org.sanxing.procedure;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.sanxing.workflow.Models;

/** The versions of a procedure that were deployed, and what runs on each. */
public interface ModelVersions {

    /** Those that differ from the one before, oldest first. */
    List<ModelVersion> of(String key);

    /**
     * What came and went from one version to another.
     * @param locale in which it is named, where the models name it in it
     * @throws org.sanxing.common.NotFound where there are no such versions
     */
    Difference difference(String key, int from, int to, Locale locale);

    /**
     * What would come and go from the newest version to models that are not deployed.
     * @throws org.sanxing.common.NotFound where either has no such procedure
     */
    Difference difference(String key, Models changed, Locale locale);

    /**
     * The diagram of a version, as BPMN.
     * @throws org.sanxing.common.NotFound where there is no such version
     */
    String diagram(String key, int number);

    /**
     * The diagram that models which are not deployed have of it.
     * @throws org.sanxing.common.NotFound where they have no such procedure
     */
    String diagram(String key, Models changed);

    /**
     * @param number from 1
     * @param running how many cases are on their way on it
     * @param ended how many have come to their end on it
     */
    record ModelVersion(int number, Instant deployedAt, int running, int ended) {

    }

    /**
     * @param added ids of elements and decision tables that only the second has
     * @param removed of those that only the first has
     * @param changed of those that say something else
     * @param names of those, by id; for the pages
     */
    record Difference(Set<String> added, Set<String> removed, Set<String> changed, List<ChangedField> fields,
            @JsonIgnore Map<String, String> names) {

        public boolean none() {
            return this.added.isEmpty() && this.removed.isEmpty() && this.changed.isEmpty() && this.fields.isEmpty();
        }

    }

    /**
     * @param form its id
     * @param change {@code added}, {@code removed} or {@code changed}
     */
    record ChangedField(String form, String key, String label, String change) {

    }

}

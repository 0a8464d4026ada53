package org.sanxing.procedure;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The versions of a procedure that were deployed, and what runs on each. */
public interface ModelVersions {

    /** Those that differ from the one before, oldest first. */
    List<ModelVersion> of(String key);

    /**
     * What came and went from one version to another.
     * @throws org.sanxing.common.NotFound where there are no such versions
     */
    Difference difference(String key, int from, int to);

    /**
     * The diagram of a version, as BPMN.
     * @throws org.sanxing.common.NotFound where there is no such version
     */
    String diagram(String key, int number);

    /**
     * @param number from 1
     * @param running how many cases are on their way on it
     * @param ended how many have come to their end on it
     */
    record ModelVersion(int number, Instant deployedAt, int running, int ended) {

    }

    /**
     * @param added ids of elements that only the second has
     * @param removed of those that only the first has
     * @param changed of those that say something else
     */
    record Difference(Set<String> added, Set<String> removed, Set<String> changed, List<ChangedField> fields) {

    }

    /**
     * @param form its id
     * @param change {@code added}, {@code removed} or {@code changed}
     */
    record ChangedField(String form, String key, String label, String change) {

    }

}

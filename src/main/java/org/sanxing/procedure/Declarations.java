package org.sanxing.procedure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** What the models declare. */
public interface Declarations {

    /** Those of the models in force, by their keys. */
    List<Declaration> all();

    /** The newest of a procedure that the models in force have. */
    Optional<Declaration> find(String key);

    /**
     * What the models in force have no more, as it was deployed last: its cases can be
     * read, and go on.
     */
    List<Declaration> gone();

    /** Those in force, then those that are gone. */
    default Stream<Declaration> known() {
        return Stream.concat(all().stream(), gone().stream());
    }

    /**
     * That of a version of a process, whether the models in force still have it or not.
     * @param definition the engine's id of it
     */
    Declaration of(String definition);

    /**
     * What a decision table of that version answers.
     * @param facts by the names that the table reads
     */
    List<String> decide(String definition, String decision, Map<String, Object> facts);

    /**
     * The steps of people that come, if everybody agrees, as far as what is known decides
     * it.
     * @param from element behind which it begins; null for the start
     * @param known by the names that conditions read
     * @return ids, in the order in which they come
     */
    List<String> ahead(Declaration declared, @Nullable String from, Map<String, Object> known);

    /** The steps of people that may follow on one directly, whatever is decided. */
    Set<String> behind(Declaration declared, String step);

}

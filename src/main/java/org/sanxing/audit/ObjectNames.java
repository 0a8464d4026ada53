package org.sanxing.audit;

import java.util.Collection;
import java.util.Map;

/**
 * A module that knows what some of the things are called that events name by their ids.
 */
public interface ObjectNames {

    /** The names of those that it knows, by their ids. */
    Map<String, String> namesOf(Collection<String> ids);

}

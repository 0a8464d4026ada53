package org.sanxing.forms;

import java.util.Map;

/**
 * A condition of a form, in the part of FEEL that forms need; it stands in the form file,
 * never in what a person sends (design.md, rule 10).
 */
public interface Condition {

    boolean holds(Map<String, Object> values);

    /** The same as JSON for the script that hides components while a person fills in. */
    String json();

}

package org.sanxing.workflow;

import java.util.List;

/**
 * Checks the models against the code without an engine (design.md, rule 12). All of them
 * run before anything is deployed; one problem stops the start.
 */
public interface ModelCheck {

    /** What is wrong, each naming file and element; empty if nothing. */
    List<String> problems(Models models);

}

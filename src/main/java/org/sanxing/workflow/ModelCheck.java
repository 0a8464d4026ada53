package org.sanxing.workflow;

import java.util.List;

/**
 * Checks the models against the code without an engine (design.md, rule 12). All of them
 * run before anything is deployed; one fault stops the start.
 */
public interface ModelCheck {

    /** All that is wrong; empty if nothing. */
    List<Fault> faults(Models models);

}

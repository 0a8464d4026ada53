package org.sanxing.workflow;

import java.util.Map;

import org.sanxing.common.Recent;

import org.springframework.stereotype.Component;

/**
 * The forms that were asked of the engine. What a version of a process asks at one of its
 * elements never changes, nor does the element at which a task stands.
 */
@Component
class FormTexts {

    /** By the engine's id of the task. */
    final Map<String, Place> places = Recent.most(10_000);

    final Map<Place, String> texts = Recent.most(500);

    /**
     * @param definition the engine's id of the version of a process
     * @param element empty for its start
     */
    record Place(String definition, String element) {

    }

}

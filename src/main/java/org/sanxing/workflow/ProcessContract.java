package org.sanxing.workflow;

import java.util.Map;
import java.util.Set;

/**
 * What the code relies on in one process; the module that owns it registers one as a
 * bean.
 *
 * @param key id of the process and name of its file
 * @param elements ids of elements that the code names
 * @param messages names of messages that the code correlates
 * @param variables names of the variables that expressions in the file may read
 * @param known what the code knows as values of a variable that a decision table takes in
 * or gives, by its name; of one that a form gives, the handler of the task says it
 */
public record ProcessContract(String key, Set<String> elements, Set<String> messages, Set<String> variables,
        Map<String, Set<String>> known) {

    public ProcessContract(String key, Set<String> elements, Set<String> messages, Set<String> variables) {
        this(key, elements, messages, variables, Map.of());
    }

}

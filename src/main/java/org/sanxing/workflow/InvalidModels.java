package org.sanxing.workflow;

import java.util.List;

/** Models that do not fit the code; the application does not start with them. */
public class InvalidModels extends RuntimeException {

    public InvalidModels(List<String> problems) {
        super("The models do not fit the application:\n  " + String.join("\n  ", problems));
    }

}

package org.sanxing.workflow;

import java.util.List;
import java.util.stream.Collectors;

/** Models that do not fit the code; the application does not start with them. */
public class InvalidModels extends RuntimeException {

    public InvalidModels(List<Fault> faults) {
        super(faults.stream()
            .map((fault) -> "  " + fault.toString().replace("\n", "\n  "))
            .collect(Collectors.joining("\n", "The models do not fit the application:\n", "")));
    }

}

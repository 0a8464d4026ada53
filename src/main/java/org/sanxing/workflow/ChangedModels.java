package org.sanxing.workflow;

import java.util.List;

import org.springframework.stereotype.Component;

/**
 * The models as they are in their folder now, whatever the application was started with.
 */
@Component
public class ChangedModels {

    private final ModelFiles files;

    private final List<ModelCheck> checks;

    ChangedModels(ModelFiles files, List<ModelCheck> checks) {
        this.files = files;
        this.checks = checks;
    }

    public Models read() {
        return this.files.read();
    }

    /** For which the application would not start with them. */
    public List<Fault> faults(Models models) {
        return this.checks.stream().flatMap((check) -> check.faults(models).stream()).toList();
    }

}

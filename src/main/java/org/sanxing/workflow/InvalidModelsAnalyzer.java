package org.sanxing.workflow;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at the start what is wrong with the models, and nothing else. */
class InvalidModelsAnalyzer extends AbstractFailureAnalyzer<InvalidModels> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, InvalidModels cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }

}

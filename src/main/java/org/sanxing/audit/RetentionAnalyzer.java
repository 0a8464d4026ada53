package org.sanxing.audit;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at the start which setting keeps too little, and what puts it right. */
class RetentionAnalyzer extends AbstractFailureAnalyzer<Retention.TooShort> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, Retention.TooShort cause) {
        return new FailureAnalysis(
                cause.getMessage() + ": logs are kept for at least 180 days, the record for at least 3 years.",
                "Set %s to %s or more, or leave it out.".formatted(cause.setting(), cause.least()), cause);
    }

}

package org.sanxing.organization;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at the start who holds too much, and what puts it right. */
class NotApartAnalyzer extends AbstractFailureAnalyzer<AdministratorsApart.NotApart> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, AdministratorsApart.NotApart cause) {
        return new FailureAnalysis("""
                This database lets somebody be an administrator and something else, or decide on themselves, which \
                this version's database does not (src/docs/adr/0051). Nothing was migrated: the version before still \
                starts on it.""", """
                Revoke the role, change the person or the department with the version before, or stop and run of \
                these statements those that you want (a person keeps the role that you do not delete):
                """ + String.join("\n", cause.remedies()), cause);
    }

}

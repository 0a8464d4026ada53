package org.sanxing.audit;

import org.sanxing.common.Claims;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The describers that modules registered, by the type of case. */
@Component
public class CaseDescribers extends Claims<CaseDescriber> {

    private final AuditCases cases;

    CaseDescribers(ObjectProvider<CaseDescriber> beans, AuditCases cases) {
        super("describes cases of the type", beans, CaseDescriber::caseTypes);
        this.cases = cases;
    }

    /** Whether there is such a case, and the person may see it. */
    public boolean mayRead(String caseId, String account) {
        return this.cases.find(caseId).filter((found) -> of(found.type()).mayRead(caseId, account)).isPresent();
    }

}

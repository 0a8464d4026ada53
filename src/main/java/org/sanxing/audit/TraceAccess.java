package org.sanxing.audit;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.AuditCases.AuditCase;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Only the auditor traces. Who may see a case is told so; to all others it does not exist
 * (api.md, Audit).
 */
@Component
class TraceAccess {

    private static final String AUDITOR = "ROLE_AUDITOR";

    private final AuditCases cases;

    private final CaseDescribers describers;

    TraceAccess(AuditCases cases, CaseDescribers describers) {
        this.cases = cases;
        this.describers = describers;
    }

    /**
     * @throws NotFound where there is no such case, or the person may not see it
     * @throws Forbidden where the person may see it but is no auditor
     */
    AuditCase traceable(String caseId, @Nullable Authentication person) {
        AuditCase found = this.cases.find(caseId).orElseThrow(() -> new NotFound("case"));
        if (isAuditor(person)) {
            return found;
        }
        if (person != null && this.describers.of(found.type()).mayRead(caseId, person.getName())) {
            throw new Forbidden("audit-auditors-only");
        }
        throw new NotFound("case");
    }

    void auditorOnly(@Nullable Authentication person) {
        if (!isAuditor(person)) {
            throw new Forbidden("audit-auditors-only");
        }
    }

    private static boolean isAuditor(@Nullable Authentication person) {
        return person != null && person.isAuthenticated()
                && person.getAuthorities().stream().anyMatch((held) -> AUDITOR.equals(held.getAuthority()));
    }

}

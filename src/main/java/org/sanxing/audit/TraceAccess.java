package org.sanxing.audit;

import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.AuditCases.AuditCase;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * The auditor traces all; those who are involved in a case read what its module lets
 * them. Who else may see a case is told so; to all others it does not exist (api.md,
 * Audit).
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
     * @param told which of its events the person may read
     */
    record Traceable(AuditCase about, Predicate<AuditEvent> told) {

    }

    /**
     * @throws NotFound where there is no such case, or the person may not see it
     * @throws Forbidden where the person may see it but not read its story
     */
    Traceable traceable(String caseId, @Nullable Authentication person) {
        if (person != null && !isAuditor(person)) {
            Optional<Traceable> followed = this.cases.find(caseId)
                .flatMap((found) -> this.describers.of(found.type())
                    .follows(caseId, person.getName())
                    .map((told) -> new Traceable(found, (event) -> told.test(event.objectType(), event.action()))));
            if (followed.isPresent()) {
                return followed.get();
            }
        }
        return new Traceable(audited(caseId, person), (event) -> true);
    }

    /**
     * @throws NotFound where there is no such case, or the person may not see it
     * @throws Forbidden where the person may see it but is no auditor
     */
    AuditCase audited(String caseId, @Nullable Authentication person) {
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

    static boolean isAuditor(@Nullable Authentication person) {
        return person != null && person.isAuthenticated()
                && person.getAuthorities().stream().anyMatch((held) -> AUDITOR.equals(held.getAuthority()));
    }

}

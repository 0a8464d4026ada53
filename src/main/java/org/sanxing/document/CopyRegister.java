package org.sanxing.document;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Recorded;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps who took which copy. Rows are only added; whose copy it is is the auditor's to
 * ask.
 */
@Component
@Transactional
public class CopyRegister {

    static final String CHAIN = "copies";

    private static final int LONGEST_TITLE = 500;

    private static final int LONGEST_CODE = 60;

    private final JdbcClient jdbc;

    private final Organization organization;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    private final SecureRandom random = new SecureRandom();

    CopyRegister(JdbcClient jdbc, Organization organization, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /** Puts on record that a copy is being taken, and gives it its code. */
    public Copy take(String account, String caseType, String caseId, String title, int version, Copy.Way way,
            boolean opinions) {
        String kept = (title.length() <= LONGEST_TITLE) ? title : title.substring(0, LONGEST_TITLE);
        Copy copy = new Copy(TraceCode.next(this.random), account, this.clock.instant(), caseType, caseId, kept,
                version, way, opinions);
        Rows.insert(this.jdbc, "trace_code",
                "code, account, taken_at, case_type, case_id, title, version, way, opinions", copy.code().value(),
                copy.account(), copy.takenAt(), copy.caseType(), copy.caseId(), copy.title(), copy.version(),
                copy.way().id(), copy.opinions());
        // Beside the readings of the case, not in its story.
        this.events.publishEvent(new Recorded(AuditRecord.of("readings:" + caseId, caseType, "copyTaken", account)
            .object(caseType, caseId)
            .version(version)
            .detail("traceCode", copy.code().toString())
            .detail("way", way.id())
            .detail("opinions", opinions)));
        return copy;
    }

    /**
     * @throws Forbidden where the person is not the auditor
     */
    public void requireAuditor(String account) {
        if (!this.organization.rolesOf(account).contains(Role.AUDITOR)) {
            throw new Forbidden("audit-auditors-only");
        }
    }

    /**
     * The auditor finds out whose copy it is. That it was asked is on record, found or
     * not.
     * @param typed as it was read from the paper
     * @return empty where there is no such copy
     * @throws Forbidden where the person is not the auditor
     */
    Optional<Copy> lookUp(String typed, String account) {
        requireAuditor(account);
        Optional<Copy> found = TraceCode.read(typed).flatMap(this::find);
        String asked = CleanText.line(typed);
        int kept = asked.offsetByCodePoints(0, Math.min(LONGEST_CODE, asked.codePointCount(0, asked.length())));
        this.events.publishEvent(new Recorded(AuditRecord.of(CHAIN, "copy", "copyLookedUp", account)
            .detail("code", asked.substring(0, kept))
            .detail("found", found.isPresent())));
        return found;
    }

    private Optional<Copy> find(TraceCode code) {
        return this.jdbc.sql("select * from trace_code where code = :code")
            .param("code", code.value())
            .query((row, index) -> copy(row))
            .optional();
    }

    private static Copy copy(ResultSet row) throws SQLException {
        return new Copy(new TraceCode(row.getString("code")), row.getString("account"), Sql.instant(row, "taken_at"),
                row.getString("case_type"), row.getString("case_id"), row.getString("title"), row.getInt("version"),
                Copy.Way.valueOf(row.getString("way").toUpperCase(Locale.ROOT)), row.getBoolean("opinions"));
    }

}

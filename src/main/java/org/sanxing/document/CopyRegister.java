package org.sanxing.document;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

import org.sanxing.common.Forbidden;
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

    private static final int LONGEST_TITLE = 500;

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
        this.jdbc.sql("""
                insert into trace_code (code, account, taken_at, case_type, case_id, title, version, way, opinions)
                values (:code, :account, :at, :type, :case, :title, :version, :way, :opinions)""")
            .param("code", copy.code().value())
            .param("account", copy.account())
            .param("at", Sql.time(copy.takenAt()))
            .param("type", copy.caseType())
            .param("case", copy.caseId())
            .param("title", copy.title())
            .param("version", copy.version())
            .param("way", copy.way().id())
            .param("opinions", copy.opinions())
            .update();
        this.events.publishEvent(new CopyTaken(copy));
        return copy;
    }

    /**
     * @throws Forbidden where the person is not the auditor
     */
    void requireAuditor(String account) {
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
        this.events.publishEvent(new CopyLookedUp(account, typed, found.isPresent()));
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

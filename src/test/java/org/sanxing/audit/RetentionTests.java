package org.sanxing.audit;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.common.Ids;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is kept for how long, and that what goes is of record. */
@Tag("thorough")
@ApplicationTest
class RetentionTests {

    @Autowired
    private Office office;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PurgeOldRows purge;

    @AfterEach
    void mondayAgain() {
        this.clock.set(MovableClock.START);
    }

    private static Retention of(String logs, String audit, String file, int files) {
        return new Retention(new RetentionSettings(Duration.parse(logs), Period.parse(audit)), file, "", files);
    }

    private static void refused(String setting, String logs, String audit, String file, int files) {
        assertThatExceptionOfType(Retention.TooShort.class).isThrownBy(() -> of(logs, audit, file, files))
            .satisfies((refused) -> {
                FailureAnalysis told = new RetentionAnalyzer().analyze(new IllegalStateException(refused), refused);
                assertThat(told.getDescription()).contains(setting);
                assertThat(told.getAction()).contains("Set " + setting + " to ");
            });
    }

    @Test
    void lessThanMustBeKeptIsRefused() {
        refused("sanxing.retention.logs", "P179D", "P3Y", "", 180);
        refused("sanxing.retention.audit", "P180D", "P35M", "", 180);
        refused("sanxing.retention.audit", "P180D", "P1094D", "", 180);
        refused("logging.logback.rollingpolicy.max-history", "P180D", "P3Y", "x.log", 7);
        refused("logging.logback.rollingpolicy.max-history", "P200D", "P3Y", "x.log", 180);
        assertThat(of("P180D", "P1095D", "x.log", 0).logs()).isEqualTo(Duration.ofDays(180));
        of("P365D", "P10Y", "", 7);
        LocalDate today = LocalDate.of(2028, 3, 31);
        assertThat(new Retention(new RetentionSettings(Duration.ofDays(180), null), "", "", 180).audit(today))
            .isEmpty();
        assertThat(of("P180D", "P5Y", "", 180).audit(today)).contains(LocalDate.of(2023, 3, 31));
        assertThat(of("P180D", "P1095D", "", 180).audit(today)).contains(LocalDate.of(2025, 3, 31));
        of("P180D", "P36M", "x.log", 180);
    }

    @Test
    void whatIsOldGoesAndIsOfRecord() {
        String old = signIn("2020-01-01 00:00:00+00");
        String young = signIn("2026-11-01 00:00:00+00");
        String read = notification("timestamp with time zone '2020-01-01 00:00:00+00'");
        String unread = notification("null");
        this.purge.purge();
        assertThat(this.jdbc.sql("select id from sign_in where id in (?, ?)")
            .params(old, young)
            .query(String.class)
            .list()).containsExactly(young);
        assertThat(this.jdbc.sql("select id from notification where id in (?, ?)")
            .params(read, unread)
            .query(String.class)
            .list()).containsExactly(unread);
        this.jdbc.sql("delete from notification where id = ?").param(unread).update();
        JsonNode told = this.office.as("auditor").get("/audit/events?action=purged").ok().path("items");
        assertThat(told.valueStream().map((event) -> event.path("objectId").asString())).contains("sign_in",
                "notification");
        assertThat(told.path(0).path("detail").path("rows").asInt()).isPositive();
        assertThat(this.office.as("auditor").page("/trace/events?action=purged").html()).contains("清理");
    }

    @Test
    void thePagesSayWhatIsKeptAndWhatIsGone() {
        Office.Caller auditor = this.office.as("auditor");
        assertThat(auditor.page("/trace/record").html()).contains("没有设保存期限");
        this.jdbc.sql("""
                insert into audit_tombstone (number, chain, first_seq, last_seq, last_hash, before_at)
                values (1, 'door:gone', 1, 7, '-', timestamp with time zone '2023-09-30 16:00:00+00')
                """).update();
        try {
            String gone = "的 7 条已按保存期限清除";
            assertThat(auditor.page("/trace/record").html()).contains(gone, "清除记录");
            assertThat(auditor.page("/trace/events?action=chainsPurged").html()).contains(gone);
            JsonNode found = auditor.post("/audit/verification", Map.of()).ok();
            assertThat(found.path("purged").asLong()).isZero();
            assertThat(found.path("failures").valueStream().map((one) -> one.path("kind").asString()))
                .contains("tombstoneMissing", "headMissing");
        }
        finally {
            this.jdbc.sql("delete from audit_tombstone").update();
        }
    }

    private String signIn(String at) {
        String id = Ids.next();
        this.jdbc
            .sql("insert into sign_in (id, account, happened_at, succeeded, way, address) values (?, 'staff1', "
                    + "timestamp with time zone '" + at + "', true, 'page', '203.0.113.9')")
            .param(id)
            .update();
        return id;
    }

    private String notification(String readAt) {
        String id = Ids.next();
        this.jdbc
            .sql("insert into notification (id, account, event, case_id, link, arguments, created_at, read_at) values "
                    + "(?, 'staff1', 'reviewDue', 'x', '/', '[]', timestamp with time zone '2020-01-01 00:00:00+00', "
                    + readAt + ")")
            .param(id)
            .update();
        return id;
    }

}

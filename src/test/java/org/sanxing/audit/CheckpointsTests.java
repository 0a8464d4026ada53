package org.sanxing.audit;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Sql;

import static org.assertj.core.api.Assertions.assertThat;

/** What a checkpoint looks at. */
class CheckpointsTests {

    private static AuditRecord event(String chain) {
        return AuditRecord.of(chain, "reflection", "saved", "staff1");
    }

    /** Whatever time a chain has that nobody looked at, a day later it is covered. */
    @Test
    void whatChangedLatelyAndOnceADayAll() {
        try (AuditDatabase db = AuditDatabase.h2()) {
            Checkpoints checkpoints = db.context.getBean(Checkpoints.class);
            checkpoints.make();
            at(db, 25);
            db.happened(event("case1"));
            assertThat(checkpoints.make().size()).isEqualTo(1);
            db.happened(event("case1"), event("case2"));
            db.jdbc.sql("update audit_chain set last_at = ? where chain = 'case2'")
                .param(Sql.time(AuditDatabase.START.minusSeconds(3600)))
                .update();
            at(db, 26);
            assertThat(checkpoints.make().size()).isEqualTo(2);
            at(db, 50);
            assertThat(checkpoints.make().size()).isEqualTo(3);
            at(db, -1);
            db.happened(event("case3"));
            assertThat(checkpoints.make().size()).isEqualTo(4);
        }
    }

    private static void at(AuditDatabase db, int hours) {
        db.now.set(AuditDatabase.START.plus(Duration.ofHours(hours)).plusSeconds(1));
    }

}

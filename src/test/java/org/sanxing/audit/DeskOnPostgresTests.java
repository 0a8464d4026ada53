package org.sanxing.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanxing.PostgresApplicationTest;
import org.sanxing.ledger.Entry;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("thorough")
@PostgresApplicationTest
class DeskOnPostgresTests extends DeskContract {

    /** What {@link EvidenceTests} say of it on H2 hangs on no database. */
    @Test
    void evidenceIsTakenAndChecked(@TempDir Path folder) throws IOException {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff2")
            .request("staff2")
            .pass("secretary1");
        for (String leader : new String[] { "leader1", "leader2", "leader3" }) {
            entry.vote(leader, "agree").ok();
        }
        Path file = Files.write(folder.resolve("evidence.zip"),
                this.office.as("auditor").get("/cases/" + entry.id() + "/evidence.zip").bytes());
        assertThat(AuditCommands.run(Clock.systemUTC(), "verify-evidence", file.toString())).hasValue(0);
    }

}

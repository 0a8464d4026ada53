package org.sanxing.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sanxing.ApplicationTest;
import org.sanxing.MovableClock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("thorough")
@ApplicationTest
@RecordDatabase
class TamperOnH2Tests extends TamperContract {

    @Autowired
    private DailyVerification daily;

    private static final String URL = "jdbc:h2:mem:record";

    @Value("${sanxing.data}/keys")
    private Path keysFolder;

    @Override
    void referencesCount(boolean count) {
        this.plain.execute("set referential_integrity " + count);
    }

    private int verify(String url, Path keys, Path published, String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", "--spring.datasource.url=" + url, "--keys",
                keys.toString(), "--checkpoints", published.toString()));
        arguments.addAll(List.of(more));
        return AuditCommands.run(this.clock, arguments.toArray(String[]::new)).orElseThrow();
    }

    @Test
    void theCommandVerifiesACopyOfWhatIsOpen(@TempDir Path folder) throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("open") + ";WRITE_DELAY=0";
        this.checkpoints.make();
        this.plain.execute("script to '" + folder.resolve("all.sql") + "'");
        try (Connection open = DriverManager.getConnection(url, "sa", ""); Statement writes = open.createStatement()) {
            writes.execute("runscript from '" + folder.resolve("all.sql") + "'");
            assertThat(verify(url, this.keysFolder, this.file.path())).isZero();
            writes.execute("update branch set name = name || '~'");
            assertThat(verify(url, this.keysFolder, this.file.path())).isEqualTo(1);
        }
    }

    @Test
    void theCommandTellsWhetherWhatSomebodyHoldsWasExtended(@TempDir Path folder) throws IOException {
        Checkpoint held = this.checkpoints.make();
        this.materials.inReview("staff2");
        assertThat(this.checkpoints.make().size()).isGreaterThan(held.size());
        assertThat(verify(URL, this.keysFolder, this.file.path(), "--checkpoint", held.line())).isZero();
        Path posted = Files.writeString(folder.resolve("posted.txt"), held.line() + "\n");
        assertThat(verify(URL, this.keysFolder, this.file.path(), "--checkpoint", posted.toString())).isZero();
        Checkpoint another = Checkpoint.signed(held.number(), held.at(), held.size(), "0".repeat(64), null,
                this.keys.current());
        assertThat(verify(URL, this.keysFolder, this.file.path(), "--checkpoint", another.line())).isEqualTo(1);
        assertThat(this.verifier.verify(List.of(another)).failures()).extracting(Failure::kind)
            .containsExactlyInAnyOrder("putBack", "notExtended");
        Checkpoint notOurs = Checkpoint.signed(held.number(), held.at(), held.size(), held.root(), null,
                AuditKey.read(1, AuditKey.fresh()));
        assertThat(verify(URL, this.keysFolder, this.file.path(), "--checkpoint", notOurs.line())).isEqualTo(2);
        assertThat(verify(URL, this.keysFolder, this.file.path(), "--checkpoint", "nothing")).isEqualTo(2);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theCommandSaysItInBothLanguagesWhateverTheMachineSpeaks(CapturedOutput said) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.US);
        try {
            assertThat(verify(URL, this.keysFolder, this.file.path())).isZero();
        }
        finally {
            Locale.setDefault(before);
        }
        assertThat(said.getOut()).containsOnlyOnce("核验了什么").containsOnlyOnce("What was verified");
    }

    @Test
    void theCommandSaysWholeChangedOrCannotTell(@TempDir Path empty) {
        assertThat(AuditCommands.run(this.clock)).isEmpty();
        assertThat(AuditCommands.run(this.clock, "--server.port=0")).isEmpty();
        assertThat(verify(URL, this.keysFolder, this.file.path())).isZero();
        assertThat(verify(URL, empty, this.file.path())).isEqualTo(2);
        assertThat(verify(URL, this.keysFolder, empty.resolve("none"))).isEqualTo(2);
        assertThat(verify("jdbc:h2:file:" + empty.resolve("none"), this.keysFolder, this.file.path())).isEqualTo(2);
        String any = " where account = (select min(account) from role_grant)";
        this.plain.execute("update role_grant set granted_by = granted_by || '~'" + any);
        try {
            assertThat(verify(URL, this.keysFolder, this.file.path())).isEqualTo(1);
        }
        finally {
            this.plain.execute("update role_grant set granted_by = replace(granted_by, '~')" + any);
        }
    }

    @Test
    void tellsTheAuditorEachMorningAndOfWhatANightFinds() {
        long before = told("recordCheckpoint");
        this.clock.set(Instant.parse("2031-03-03T00:30:00Z"));
        try {
            this.daily.whenDue();
            this.daily.whenDue();
            assertThat(told("recordCheckpoint")).isEqualTo(before + 1);
            assertThat(told("recordDoubted")).isZero();
            this.plain.execute("update branch set name = name || '~'");
            this.clock.set(Instant.parse("2031-03-04T00:30:00Z"));
            this.daily.whenDue();
            assertThat(told("recordDoubted")).isEqualTo(1);
        }
        finally {
            this.plain.execute("update branch set name = replace(name, '~')");
            this.clock.set(MovableClock.START);
        }
    }

    @Test
    void tellsTheAuditorAWeekBeforeAndPurgesWhatIsNotDoubted() {
        try {
            assertThat(after(() -> {
                for (String night : List.of("2034-05-02", "2034-05-03", "2034-05-08", "2034-05-09", "2034-05-10")) {
                    this.clock.set(Instant.parse(night + "T19:30:00Z"));
                    boolean doubted = night.endsWith("09");
                    if (doubted) {
                        this.plain.execute("update branch set name = name || '~'");
                    }
                    this.daily.whenDue();
                    written();
                    if (doubted) {
                        this.plain.execute("update branch set name = replace(name, '~')");
                    }
                    assertThat(kept("recordPurgeDue")).as(night).isEqualTo(1);
                    assertThat(this.purge.purged().isPresent()).as(night).isEqualTo(night.endsWith("10"));
                }
                assertThat(kept("recordPurged")).isEqualTo(1);
                assertThat(this.purge.purged().orElseThrow().until()).isEqualTo("2031-04-30");
            })).isEmpty();
        }
        finally {
            this.clock.set(MovableClock.START);
        }
    }

    /** Nobody may sign in within a transaction. */
    private long kept(String event) {
        return this.jdbc.sql("select count(*) from notification where account = 'auditor' and event = ?")
            .param(event)
            .query(Long.class)
            .single();
    }

    private long told(String event) {
        return this.office.as("auditor")
            .notices()
            .stream()
            .filter((notice) -> notice.path("event").asString().equals(event))
            .count();
    }

    @Test
    void newKeysTakeOverAndTheOldStillVerify() {
        AuditKey before = this.keys.current();
        assertThat(afterPurge(() -> {
            int exit = AuditCommands.run(this.clock, "rotate-keys", "--keys", this.keysFolder.toString()).orElseThrow();
            assertThat(exit).isZero();
            this.keys.read();
        })).isEmpty();
        this.checkpoints.make();
        assertThat(this.keys.current().number()).isEqualTo(before.number() + 1);
        this.materials.inReview("staff2");
        assertThat(this.checkpoints.make().keyId()).isEqualTo(this.keys.current().id());
        assertThat(this.verifier.verify().failures()).isEmpty();
        assertThat(this.verifier.verify().certain()).isTrue();
    }

    // Events, tombstones and checkpoints are the same on either database: each time on
    // PostgreSQL.

    @Test
    @Tag("long")
    @Override
    void findsTombstonesDroppedAndChanged() {
        super.findsTombstonesDroppedAndChanged();
    }

    @Test
    @Tag("long")
    @Override
    void whatIsOldGoesWithATombstoneAndTheRestStaysProved() throws IOException {
        super.whatIsOldGoesWithATombstoneAndTheRestStaysProved();
    }

    @Test
    @Tag("long")
    @Override
    void findsTombstonesForgedAndOfWhatWasNotOldEnough() {
        super.findsTombstonesForgedAndOfWhatWasNotOldEnough();
    }

    @Test
    @Tag("long")
    @Override
    void findsForgedCheckpoints() throws IOException {
        super.findsForgedCheckpoints();
    }

    @Test
    @Tag("long")
    @Override
    void findsWhatVouchesForRowsChanged() {
        super.findsWhatVouchesForRowsChanged();
    }

}

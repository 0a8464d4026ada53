package org.sanxing.audit;

import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanxing.ApplicationTest;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@ApplicationTest
class TamperOnH2Tests extends TamperContract {

    @Autowired
    private Clock clock;

    private static final String URL = "jdbc:h2:mem:sanxing";

    @Override
    void referencesCount(boolean count) {
        this.plain.execute("set referential_integrity " + count);
    }

    private int verify(String url, Path keys, Path published) {
        return AuditCommands
            .run(this.clock, "verify", "--spring.datasource.url=" + url, "--keys", keys.toString(), "--checkpoints",
                    published.toString())
            .orElseThrow();
    }

    @Test
    void theCommandSaysWholeChangedOrCannotTell(@TempDir Path empty) {
        Path keys = Path.of("target/test-data/keys");
        assertThat(AuditCommands.run(this.clock)).isEmpty();
        assertThat(AuditCommands.run(this.clock, "--server.port=0")).isEmpty();
        assertThat(verify(URL, keys, this.file.path())).isZero();
        assertThat(verify(URL, empty, this.file.path())).isEqualTo(2);
        assertThat(verify(URL, keys, empty.resolve("none"))).isEqualTo(2);
        assertThat(verify("jdbc:h2:file:" + empty.resolve("none"), keys, this.file.path())).isEqualTo(2);
        String any = " where account = (select min(account) from role_grant)";
        this.plain.execute("update role_grant set granted_by = granted_by || '~'" + any);
        try {
            assertThat(verify(URL, keys, this.file.path())).isEqualTo(1);
        }
        finally {
            this.plain.execute("update role_grant set granted_by = replace(granted_by, '~')" + any);
        }
    }

    @Test
    void newKeysTakeOverAndTheOldStillVerify() {
        AuditKey before = this.keys.current();
        int number = AuditCommands.run(this.clock, "rotate-keys", "--keys", "target/test-data/keys").orElseThrow();
        assertThat(number).isZero();
        this.checkpoints.make();
        assertThat(this.keys.current().number()).isEqualTo(before.number() + 1);
        this.materials.inReview("staff2");
        assertThat(this.checkpoints.make().keyId()).isEqualTo(this.keys.current().id());
        assertThat(this.verifier.verify().failures()).isEmpty();
        assertThat(this.verifier.verify().certain()).isTrue();
    }

}

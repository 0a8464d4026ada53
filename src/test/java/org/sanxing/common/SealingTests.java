package org.sanxing.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SealingTests {

    @TempDir
    private Path data;

    @Test
    void opensWhatItSealedAfterARestart() {
        String sealed = new Sealing("", this.data.toString()).seal("三省");
        assertThat(sealed).doesNotContain("三省");
        assertThat(new Sealing("", this.data.toString()).open(sealed)).isEqualTo("三省");
        assertThat(new Sealing("", this.data.toString()).seal("三省")).isNotEqualTo(sealed);
    }

    @Test
    void refusesAnotherKeyAndWhatWasAltered() {
        Sealing sealing = new Sealing("", this.data.toString());
        String sealed = sealing.seal("secret");
        assertThatIllegalStateException()
            .isThrownBy(() -> new Sealing(this.data.resolve("other").toString(), "").open(sealed));
        String altered = sealed.substring(0, 10) + ((sealed.charAt(10) == 'A') ? 'B' : 'A') + sealed.substring(11);
        assertThatIllegalStateException().isThrownBy(() -> sealing.open(altered));
        assertThatIllegalStateException().isThrownBy(() -> sealing.open("secret"));
    }

    @Test
    void keepsTheKeyToItsOwner() throws IOException {
        new Sealing("", this.data.toString()).seal("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.data.resolve("keys/sanxing.key"))))
            .isEqualTo("rw-------");
    }

}

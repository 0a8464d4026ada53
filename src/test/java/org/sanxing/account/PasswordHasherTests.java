package org.sanxing.account;

import org.junit.jupiter.api.Test;
import org.sanxing.common.Sealing;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordHasherTests {

    private final PasswordHasher hasher = new PasswordHasher(new Sealing("", "target"));

    @Test
    void takesTheWorkThatOwaspAsksFor() {
        assertThat(this.hasher.hash("password")).startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void knowsThePasswordAndNoOther() {
        String hash = this.hasher.hash("password");
        assertThat(this.hasher.matches("password", hash)).isTrue();
        assertThat(this.hasher.matches("Password", hash)).isFalse();
        assertThat(this.hasher.outdated(hash)).isFalse();
    }

    @Test
    void hashesAnewWhatTookTooLittleWork() {
        assertThat(this.hasher.outdated(new PasswordHasher(new Sealing("", "target"), 64, 1).hash("password")))
            .isTrue();
    }

    @Test
    void knowsTheHalvesOfTheVersionBefore() {
        String hash = Halves.hash(this.hasher.hash("ABCDE-FGHJK"), this.hasher.hash("MNPQR-STUVW"));
        assertThat(this.hasher.matches("ABCDE-FGHJK-MNPQR-STUVW", hash)).isTrue();
        assertThat(this.hasher.matches("ABCDE-FGHJK-MNPQR-STUVX", hash)).isFalse();
        assertThat(this.hasher.matches("ABCDE-FGHJL-MNPQR-STUVW", hash)).isFalse();
        assertThat(this.hasher.matches("ABCDE-FGHJK", hash)).isFalse();
        assertThat(this.hasher.outdated(hash)).isTrue();
    }

    @Test
    void hashesAnewWhatWasHashedQuicklyForMany() {
        String hash = this.hasher.quickHash("abcde-fghjk-mnpqr-stuvw");
        assertThat(hash).startsWith("{keyed}").isNotEqualTo(this.hasher.quickHash("abcde-fghjk-mnpqr-stuvw"));
        assertThat(this.hasher.matches("abcde-fghjk-mnpqr-stuvw", hash)).isTrue();
        assertThat(this.hasher.matches("abcde-fghjk-mnpqr-stuvx", hash)).isFalse();
        assertThat(this.hasher.outdated(hash)).isTrue();
    }

}

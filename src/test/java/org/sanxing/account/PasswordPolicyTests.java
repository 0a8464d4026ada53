package org.sanxing.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.common.FieldError;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordPolicyTests {

    private final PasswordPolicy policy = new PasswordPolicy(PasswordPolicy.Profile.DENGBAO, null,
            List.of("hongshan", "洪山"));

    private final PasswordPolicy modern = new PasswordPolicy(PasswordPolicy.Profile.MODERN, null, List.of());

    private List<FieldError> check(@Nullable String password, @Nullable String again) {
        return this.policy.check("next", "long.account", "王小明", password, again);
    }

    /** Of three kinds, and of nothing that anybody would think of. */
    private static String text(int length) {
        return "Kf7w-Zr4".repeat(20).substring(0, length);
    }

    @ParameterizedTest
    @ValueSource(ints = { 10, 11, 127, 128 })
    void takesWhatIsLongEnough(int length) {
        assertThat(check(text(length), text(length))).isEmpty();
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        String nine = "𠀀𠀁𠀂𠀃𠀄𠀅𠀆a7";
        assertThat(check(nine, nine)).containsExactly(FieldError.of("next", "password-too-short", 10));
        assertThat(check(nine + "𠀉", nine + "𠀉")).isEmpty();
    }

    @Test
    void refusesTooShortTooLongAndTheAccount() {
        assertThat(check(null, null)).containsExactly(FieldError.of("next", "password-too-short", 10));
        assertThat(check(text(9), "y")).containsExactly(FieldError.of("next", "password-too-short", 10));
        assertThat(check(text(129), "y")).containsExactly(FieldError.of("next", "password-too-long", 128));
        assertThat(check(" Long.Account ", "y")).containsExactly(FieldError.of("next", "password-is-account"));
    }

    @Test
    void wantsItTwice() {
        assertThat(check(text(10), text(11))).containsExactly(FieldError.of("nextAgain", "password-differs"));
        assertThat(check(text(10), null)).containsExactly(FieldError.of("nextAgain", "password-differs"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1234567890", "kfwxzrbtqmn", "KFWXZRBT7264", "kfwx7264813" })
    void wantsThreeKinds(String password) {
        assertThat(check(password, password)).containsExactly(FieldError.of("next", "password-kinds", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Password-2026", "P@ssw0rd2026!", "Admin-123456", "Qwertyuiop-1", "1qaz@WSX3edc",
            "Aaaaaaaaaa-1", "Zhengxie@2026", "Long.Account-1", "Hongshan-2026", "A1-234567890", "洪山王小明-2026a" })
    void refusesWhatEverybodyTriesFirst(String password) {
        assertThat(check(password, password)).containsExactly(FieldError.of("next", "password-common"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "another-password-1", "correct horse battery 7", "Bfkr-2026-qwer" })
    void takesWhatHasSomethingOfItsOwn(String password) {
        assertThat(check(password, password)).isEmpty();
    }

    @Test
    void theModernProfileWantsLengthAlone() {
        assertThat(this.modern.check("next", "me", "Me", "correct horse", "correct horse")).isEmpty();
        assertThat(this.modern.check("next", "me", "Me", "fkrwzbtqmnv", "fkrwzbtqmnv"))
            .containsExactly(FieldError.of("next", "password-too-short", 12));
        assertThat(this.modern.check("next", "me", "Me", "123456789012", "123456789012"))
            .containsExactly(FieldError.of("next", "password-common"));
    }

    @Test
    void asksForANewOneInTime() {
        Instant then = Instant.parse("2026-01-01T00:00:00Z");
        Accounts.Account account = new Accounts.Account("me", "hash", false, then, 1, false);
        assertThat(this.policy.mustChange(account, then.plus(Duration.ofDays(90)))).isFalse();
        assertThat(this.policy.mustChange(account, then.plus(Duration.ofDays(91)))).isTrue();
        assertThat(this.modern.mustChange(account, then.plus(Duration.ofDays(1000)))).isFalse();
    }

}

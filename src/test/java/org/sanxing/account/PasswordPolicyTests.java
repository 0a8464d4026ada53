package org.sanxing.account;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.common.FieldError;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordPolicyTests {

    private static List<FieldError> check(@Nullable String password, @Nullable String again) {
        return PasswordPolicy.check("next", "long.account", password, again);
    }

    @ParameterizedTest
    @ValueSource(ints = { 10, 11, 127, 128 })
    void takesWhatIsLongEnough(int length) {
        assertThat(check("x".repeat(length), "x".repeat(length))).isEmpty();
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        assertThat(check("𠀀".repeat(9), "𠀀".repeat(9)))
            .containsExactly(FieldError.of("next", "password-too-short", 10));
        assertThat(check("𠀀".repeat(10), "𠀀".repeat(10))).isEmpty();
    }

    @Test
    void refusesTooShortTooLongAndTheAccount() {
        assertThat(check(null, null)).containsExactly(FieldError.of("next", "password-too-short", 10));
        assertThat(check("x".repeat(9), "y")).containsExactly(FieldError.of("next", "password-too-short", 10));
        assertThat(check("x".repeat(129), "y")).containsExactly(FieldError.of("next", "password-too-long", 128));
        assertThat(check(" Long.Account ", "y")).containsExactly(FieldError.of("next", "password-is-account"));
    }

    @Test
    void wantsItTwice() {
        assertThat(check("x".repeat(10), "x".repeat(11)))
            .containsExactly(FieldError.of("nextAgain", "password-differs"));
        assertThat(check("x".repeat(10), null)).containsExactly(FieldError.of("nextAgain", "password-differs"));
    }

}

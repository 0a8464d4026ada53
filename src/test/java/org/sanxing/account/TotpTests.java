package org.sanxing.account;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TotpTests {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** Appendix B of RFC 6238, the last six digits. */
    @ParameterizedTest
    @CsvSource({ "59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037",
            "20000000000,353130" })
    void makesTheCodesOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void writesTheSecretAsAppsReadIt() {
        assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
        assertThat(Totp.uri("三省", "staff1", "GEZD"))
            .isEqualTo("otpauth://totp/%E4%B8%89%E7%9C%81:staff1?secret=GEZD&issuer=%E4%B8%89%E7%9C%81");
    }

    @Test
    void drawsAQrCode() {
        Totp.Qr qr = Totp.qr(Totp.uri("三省", "staff1", Totp.base32(SECRET)));
        assertThat(qr.size()).isBetween(30, 60);
        assertThat(qr.path()).startsWith("M2 2h1v1h-1z");
    }

}

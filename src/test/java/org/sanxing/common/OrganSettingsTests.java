package org.sanxing.common;

import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OrganSettingsTests {

    @ParameterizedTest
    @ValueSource(strings = { "sanxing.example", "ftp://sanxing.example", "https:", "https://a b", "" })
    void refuseWhatNoBrowserOpens(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(address, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.1.2.3/32, proxy.example", "10.1.2.3;10.1.2.4", "10.1.2.3/99", "10.1.2.999", ":::",
            "dead", "10\\.1\\..*" })
    void refuseWhatIsNoNetwork(String proxies) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings("https://sanxing.example", proxies));
    }

    @Test
    void takeWhatTheManualHas() {
        assertThat(settings("http://oa_1.example:8080/sanxing/", "10.1.2.3/32, fd00::/64").trustedProxies())
            .isEqualTo("10.1.2.3/32, fd00::/64");
        assertThat(settings("http://localhost:8080", "127.0.0.1").baseUrl()).isEqualTo("http://localhost:8080");
    }

    private static OrganSettings settings(String address, String proxies) {
        return new OrganSettings("data", "", address, proxies, ZoneOffset.UTC, DataSize.ofMegabytes(1));
    }

}

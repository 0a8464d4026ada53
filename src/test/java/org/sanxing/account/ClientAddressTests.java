package org.sanxing.account;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientAddressTests {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "localhost", "999.1.1.1", "10.0.0.1, 10.0.0.2", "<script>", "1:2:3", "example.com:80",
            "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000" })
    void keepsNothingThatIsNoAddress(String remote) {
        assertThat(ClientAddress.of(remote)).isEqualTo(ClientAddress.UNKNOWN);
    }

    @Test
    void writesAnAddressInOneWay() {
        assertThat(ClientAddress.of(" 192.0.2.1 ")).isEqualTo("192.0.2.1");
        assertThat(ClientAddress.of("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(ClientAddress.of("2001:DB8::1")).isEqualTo(ClientAddress.of("2001:db8:0:0:0:0:0:1"));
        assertThat(ClientAddress.of("fe80::1%eth0")).isEqualTo(ClientAddress.of("fe80::1"));
    }

    @Test
    void countsWhatOneHolderHasAsOneNetwork() {
        assertThat(ClientAddress.network("192.0.2.1")).isNotEqualTo(ClientAddress.network("192.0.2.2"));
        assertThat(ClientAddress.network("2001:db8:1:2::1")).isEqualTo(ClientAddress.network("2001:db8:1:2:ffff::9"));
        assertThat(ClientAddress.network("2001:db8:1:3::1")).isNotEqualTo(ClientAddress.network("2001:db8:1:2::1"));
    }

}

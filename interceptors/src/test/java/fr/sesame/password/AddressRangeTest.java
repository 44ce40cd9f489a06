package fr.sesame.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,        192.0.2.255,          true",
        "192.0.2.0/24,        192.0.3.0,            false",
        "192.0.2.7,           192.0.2.7,            true",
        "192.0.2.7,           192.0.2.8,            false",
        "192.0.2.7/24,        192.0.2.200,          true",
        "10.0.0.0/9,          10.127.255.255,       true",
        "10.0.0.0/9,          10.128.0.0,           false",
        "0.0.0.0/0,           203.0.113.1,          true",
        "0.0.0.0/0,           2001:db8::1,          false",
        "127.0.0.0/8,         127.255.255.254,      true",
        "::1,                 ::1,                  true",
        "::1,                 ::2,                  false",
        "::ffff:192.0.2.0/24, 192.0.2.9,            true",
        "2001:db8::/33,       2001:db8:7fff:ffff::, true",
        "2001:db8::/33,       2001:db8:8000::,      false"
    })
    void aRangeContainsWhatBeginsWithItsBits(String range, String address, boolean contains)
            throws UnknownHostException {
        assertThat(AddressRange.parse(range).contains(InetAddress.getByName(address)))
                .isEqualTo(contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "cafe",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/",
                "::1/129",
                ":::",
                "/8"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,                             192.0.2.7",
        "::ffff:192.0.2.7,                      192.0.2.7",
        "255.255.255.255,                       255.255.255.255",
        "2001:db8:0:1:aaaa:bbbb:cccc:dddd,      2001:db8:0:1::/64",
        "2001:db8:0:1::,                        2001:db8:0:1::/64",
        "ffff:ffff:ffff:ffff::1,                ffff:ffff:ffff:ffff::/64",
        "::1,                                   0:0:0:0::/64"
    })
    void aClientIsAnAddressOrTheFirstHalfOfOne(String address, String text) throws UnknownHostException {
        ClientNetwork network = ClientNetwork.of(InetAddress.getByName(address));

        assertThat(network).hasToString(text).isEqualTo(ClientNetwork.parse(text));
    }
}

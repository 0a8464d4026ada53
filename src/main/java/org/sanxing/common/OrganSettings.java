package org.sanxing.common;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.catalina.util.NetMask;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * What holds for the whole application.
 *
 * @param data folder in which the data lies
 * @param keys folder with the keys; where it is empty, {@code keys} below the data
 * @param baseUrl where people reach the application, for links in mails
 * @param trustedProxies networks of reverse proxies that are believed, with commas
 * @param zone time zone of the organ
 * @param room with H2 in a file: with less left on its disk nothing is written
 */
@ConfigurationProperties("sanxing")
public record OrganSettings(@DefaultValue("./data") String data, @DefaultValue("") String keys,
        @DefaultValue("http://localhost:8080") String baseUrl, @DefaultValue("") String trustedProxies,
        @DefaultValue("Asia/Shanghai") ZoneId zone, @DefaultValue("32MB") DataSize room) {

    /** No name, which would be looked up. */
    private static final Pattern NETWORK = Pattern.compile("([0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F.:]*)(/\\d+)?");

    public OrganSettings {
        if (!isAddress(baseUrl)) {
            throw new IllegalArgumentException("sanxing.base-url is no address that a browser opens: " + baseUrl);
        }
        if (Texts.isBlank(data)) {
            throw new IllegalArgumentException("sanxing.data names no folder");
        }
        if (room.isNegative()) {
            throw new IllegalArgumentException("sanxing.room must not be negative");
        }
        if (!areNetworks(trustedProxies)) {
            throw new IllegalArgumentException(
                    "sanxing.trusted-proxies are no networks (10.0.0.5/32, with commas): " + trustedProxies);
        }
    }

    private static boolean areNetworks(String text) {
        try {
            for (String each : StringUtils.tokenizeToStringArray(text, ", \t\n")) {
                if (!NETWORK.matcher(each).matches()) {
                    return false;
                }
                // As the web server reads it.
                new NetMask(each);
            }
            return true;
        }
        catch (IllegalArgumentException ex) {
            return false;
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return Set.of("http", "https").contains(String.valueOf(address.getScheme()))
                    && address.getRawAuthority() != null;
        }
        catch (URISyntaxException ex) {
            return false;
        }
    }

}

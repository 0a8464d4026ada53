package org.sanxing.common;

import java.net.URI;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
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

    private static final Pattern NETWORKS = Pattern.compile("([0-9a-fA-F.:]+(/\\d{1,3})?([,\\s]+|$))*");

    public OrganSettings {
        URI base = URI.create(baseUrl);
        if (!Set.of("http", "https").contains(String.valueOf(base.getScheme())) || base.getRawAuthority() == null) {
            throw new IllegalArgumentException("sanxing.base-url is no address that a browser opens: " + baseUrl);
        }
        if (!NETWORKS.matcher(trustedProxies).matches()) {
            throw new IllegalArgumentException(
                    "sanxing.trusted-proxies are no networks (10.0.0.5/32, with commas): " + trustedProxies);
        }
    }

}

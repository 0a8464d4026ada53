package org.sanxing.account;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param profile which rules hold for passwords
 * @param expireAfter after how long a password has to be changed, 0 for never; by profile
 * where nothing is said
 * @param words that no password may be made of
 */
@ConfigurationProperties("sanxing.passwords")
record PasswordSettings(@DefaultValue("dengbao") PasswordPolicy.Profile profile, @Nullable Duration expireAfter,
        @DefaultValue List<String> words) {

    PasswordSettings {
        if (expireAfter != null && expireAfter.isNegative()) {
            throw new IllegalArgumentException("sanxing.passwords.expire-after must not be negative");
        }
    }

}

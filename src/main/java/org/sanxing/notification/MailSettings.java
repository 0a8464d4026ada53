package org.sanxing.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param from sender that people see
 */
@ConfigurationProperties("sanxing.mail")
record MailSettings(@DefaultValue("sanxing@localhost") String from) {

    MailSettings {
        try {
            new InternetAddress(from, true);
        }
        catch (AddressException ex) {
            throw new IllegalArgumentException("sanxing.mail.from is no address of mail: " + from);
        }
    }

}

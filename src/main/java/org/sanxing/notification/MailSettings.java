package org.sanxing.notification;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param from sender that people see
 */
@ConfigurationProperties("sanxing.mail")
record MailSettings(@DefaultValue("sanxing@localhost") String from) {

}

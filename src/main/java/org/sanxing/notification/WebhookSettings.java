package org.sanxing.notification;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param allow addresses of this machine, or link-local ones, that receivers may have
 */
@ConfigurationProperties("sanxing.webhooks")
record WebhookSettings(@DefaultValue List<String> allow) {

    WebhookSettings {
        if (allow.stream().anyMatch((one) -> one.contains("/") || one.contains("@"))) {
            throw new IllegalArgumentException(
                    "sanxing.webhooks.allow are no names or addresses of machines: " + String.join(", ", allow));
        }
    }

}

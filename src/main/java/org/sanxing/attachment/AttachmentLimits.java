package org.sanxing.attachment;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param maxSize of one file
 * @param maxFiles that one person may have in one case before they are submitted
 * @param keepUnattached how long a file is kept that is not part of anything
 * @param sweep how often each node looks for what may go
 */
@ConfigurationProperties("sanxing.attachments")
record AttachmentLimits(@DefaultValue("20MB") DataSize maxSize, @DefaultValue("20") int maxFiles,
        @DefaultValue("30d") Duration keepUnattached, @DefaultValue("1h") Duration sweep) {

    AttachmentLimits {
        if (maxSize.toBytes() < 1 || maxFiles < 1 || keepUnattached.isNegative() || sweep.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "sanxing.attachments: max-size, max-files and sweep must be more than 0, keep-unattached not negative");
        }
    }

}

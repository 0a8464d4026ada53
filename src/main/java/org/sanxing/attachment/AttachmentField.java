package org.sanxing.attachment;

import org.springframework.stereotype.Component;

/** What the pages tell of the limits, before anything is sent. */
@Component
public class AttachmentField {

    private final AttachmentLimits limits;

    AttachmentField(AttachmentLimits limits) {
        this.limits = limits;
    }

    public long maxBytes() {
        return this.limits.maxSize().toBytes();
    }

    public long maxMegabytes() {
        return this.limits.maxSize().toMegabytes();
    }

}

package org.sanxing.attachment;

import java.util.Set;

/**
 * Implemented by modules that keep drafts: what a draft names is not swept away, however
 * long it is being written.
 */
public interface AttachmentUse {

    /** Ids of the files that something unfinished in the case names. */
    Set<String> inUse(String caseId);

}

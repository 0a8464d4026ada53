package org.sanxing.common;

/** Where the request comes from that is being answered. */
public interface RequestOrigin {

    /** With address and session, unless it says them itself or no request is answered. */
    AuditRecord told(AuditRecord record);

}

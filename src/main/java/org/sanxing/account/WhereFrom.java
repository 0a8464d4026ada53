package org.sanxing.account;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.RequestOrigin;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@Component
class WhereFrom implements RequestOrigin {

    private static final String ADDRESS = "address";

    private static final String SESSION = "session";

    @Override
    public AuditRecord told(AuditRecord record) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return record;
        }
        AuditRecord told = record;
        if (!record.detail().containsKey(ADDRESS)) {
            told = told.detail(ADDRESS, ClientAddress.of(attributes.getRequest().getRemoteAddr()));
        }
        if (!record.detail().containsKey(SESSION)) {
            told = told.detail(SESSION, RecordSignIns.session(attributes.getRequest()));
        }
        return told;
    }

}

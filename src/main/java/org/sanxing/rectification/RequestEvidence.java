package org.sanxing.rectification;

import java.util.List;

import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files of one request for close-out, for pages of other modules. */
@Component("requestEvidence")
class RequestEvidence {

    private final JdbcClient jdbc;

    private final Attachments attachments;

    RequestEvidence(JdbcClient jdbc, Attachments attachments) {
        this.jdbc = jdbc;
        this.attachments = attachments;
    }

    public List<Attachment> of(String requestId) {
        return this.attachments.findAll(this.jdbc
            .sql("select attachment_id from ledger_request_evidence where request_id = ? order by line_number")
            .param(requestId)
            .query(String.class)
            .list());
    }

}

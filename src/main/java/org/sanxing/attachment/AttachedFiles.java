package org.sanxing.attachment;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import org.sanxing.audit.CaseFiles;

import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.stereotype.Component;

/** Gives evidence the files that were attached; a loose one is its uploader's alone. */
@Component
class AttachedFiles implements CaseFiles {

    private final Attachments attachments;

    private final AttachmentContents contents;

    AttachedFiles(Attachments attachments, AttachmentContents contents) {
        this.attachments = attachments;
        this.contents = contents;
    }

    @Override
    public String kind() {
        return "attachments";
    }

    @Override
    public String table() {
        return "attachment";
    }

    @Override
    public List<CaseFile> of(String caseId) {
        return this.attachments.of(caseId)
            .stream()
            .filter(Attachment::isAttached)
            .map((one) -> new CaseFile(one.id(), one.name(), one.size(), one.sha256()))
            .toList();
    }

    @Override
    public void write(CaseFile file, OutputStream out) throws IOException {
        try {
            this.contents.write(file.sha256(), file.size(), out);
        }
        catch (EmptyResultDataAccessException ex) {
            // A piece is gone: the hash of what is left says so to whoever checks.
        }
    }

}

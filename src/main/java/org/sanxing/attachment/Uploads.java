package org.sanxing.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;

import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartFile;

/**
 * Takes in a file as it comes: to disk, past the check, and only then into a transaction.
 */
@Component
class Uploads {

    static final String FIELD = "file";

    private final AttachmentLimits limits;

    private final FileCheck check;

    private final KeepAttachments attachments;

    Uploads(AttachmentLimits limits, FileCheck check, KeepAttachments attachments) {
        this.limits = limits;
        this.check = check;
        this.attachments = attachments;
    }

    Attachment receive(MultipartFile sent, String caseId, @Nullable LocalDate effectiveOn, String account) {
        if (Texts.isBlank(caseId)) {
            throw new InvalidInput("caseId", "required", "caseId");
        }
        // First, so that strangers learn nothing and cost nothing.
        this.attachments.requireToAdd(caseId, account);
        DataSize most = this.limits.maxSize();
        if (sent.getSize() > most.toBytes()) {
            throw new TooLarge("attachment-too-large", SafeName.of(sent.getOriginalFilename()), most.toMegabytes());
        }
        try {
            Path file = Files.createTempFile("sanxing-upload", null);
            try {
                sent.transferTo(file);
                CheckedFile checked = this.check.check(file, sent.getOriginalFilename(), FIELD);
                return this.attachments.add(caseId, file, checked, AttachmentContents.sha256(file), effectiveOn,
                        account);
            }
            finally {
                Files.deleteIfExists(file);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}

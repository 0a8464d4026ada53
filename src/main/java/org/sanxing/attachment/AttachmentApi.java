package org.sanxing.attachment;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/attachments")
@Tag(name = "Attachments")
class AttachmentApi {

    private final Uploads uploads;

    private final KeepAttachments attachments;

    private final Downloads downloads;

    private final Organization organization;

    AttachmentApi(Uploads uploads, KeepAttachments attachments, Downloads downloads, Organization organization) {
        this.uploads = uploads;
        this.attachments = attachments;
        this.downloads = downloads;
        this.organization = organization;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "uploadAttachment")
    Shown upload(@CurrentPerson Person me, @RequestPart(Uploads.FIELD) MultipartFile file, @RequestParam String caseId,
            @RequestParam(required = false) @DateTimeFormat(
                    iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate effectiveOn) {
        return json(this.uploads.receive(file, caseId, effectiveOn, me.account()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getAttachment")
    Shown show(@CurrentPerson Person me, @PathVariable String id) {
        return json(this.attachments.described(id, me.account()));
    }

    @GetMapping("/{id}/content")
    @Operation(operationId = "downloadAttachment")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "*/*"))
    void content(@CurrentPerson Person me, @PathVariable String id, HttpServletResponse response) throws IOException {
        this.downloads.send(this.attachments.open(id, me.account()), response);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removeAttachment")
    void remove(@CurrentPerson Person me, @PathVariable String id) {
        this.attachments.remove(id, me.account());
    }

    private Shown json(Attachment attachment) {
        return new Shown(attachment.json(), attachment.caseId(), this.organization.get(attachment.uploadedBy()).ref(),
                attachment.uploadedAt(), attachment.effectiveOn(), attachment.attachedAt());
    }

    /**
     * @param effectiveOn the day from which what it shows holds
     * @param attachedAt when it became part of something submitted
     */
    record Shown(@JsonUnwrapped Attachment.Described file, String caseId, PersonRef uploadedBy, Instant uploadedAt,
            @Nullable LocalDate effectiveOn, @Nullable Instant attachedAt) {

    }

}

package org.sanxing.audit;

import java.io.IOException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.audit.TraceAccess.Traceable;
import org.sanxing.common.NotFound;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A case as one file with its proofs, for the auditor and for integrators. */
@RestController
@Tag(name = "Audit")
class EvidencePages {

    private final TraceAccess access;

    private final Evidence evidence;

    private final Checkpoints checkpoints;

    EvidencePages(TraceAccess access, Evidence evidence, Checkpoints checkpoints) {
        this.access = access;
        this.checkpoints = checkpoints;
        this.evidence = evidence;
    }

    @GetMapping({ "/api/v1/cases/{caseId}/evidence.zip", "/trace/{caseId}/evidence.zip" })
    @Operation(operationId = "exportEvidence")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "application/zip"))
    void file(@PathVariable String caseId,
            @RequestParam(required = false) @Parameter(description = "api.exportEvidence.since") @Nullable Long since,
            Authentication me, HttpServletResponse response) throws IOException {
        Traceable traced = new Traceable(this.access.audited(caseId, me), (event) -> true);
        Checkpoint held = (since != null) ? this.checkpoints.find(since).orElseThrow(() -> new NotFound("checkpoint"))
                : null;
        Checkpoint checkpoint = this.evidence.take(traced.about(), me.getName());
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"evidence-" + caseId + ".zip\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        this.evidence.write(traced, checkpoint, held, response.getOutputStream());
    }

}

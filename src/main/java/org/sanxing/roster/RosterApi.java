package org.sanxing.roster;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.SheetUpload;
import org.sanxing.organization.Approvals;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.ImportOrganization;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Roles;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/organization/import")
@Tag(name = "Organisation")
class RosterApi {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ImportRoster importRoster;

    private final SheetUpload upload;

    private final RosterTemplate template;

    private final RosterWords words;

    private final Organization organization;

    RosterApi(ImportRoster importRoster, SheetUpload upload, RosterTemplate template, RosterWords words,
            Organization organization) {
        this.importRoster = importRoster;
        this.upload = upload;
        this.template = template;
        this.words = words;
        this.organization = organization;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(operationId = "importOrganization")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RosterPreview.class)))
    @ApiResponse(responseCode = "201",
            content = @Content(schema = @Schema(implementation = ImportOrganization.Imported.class)))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = RosterAsked.class)))
    ResponseEntity<Object> ask(@CurrentPerson Person me, @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String reason) {
        Roles.requireSystemAdministrator(this.organization, me.account());
        return this.upload.receive(file, (path, name) -> {
            ImportRoster.Looked looked = this.importRoster.look(me.account(), path, name);
            if (dryRun) {
                return ResponseEntity.ok(RosterPreview.of(looked, this.words));
            }
            Approvals.Asked asked = this.importRoster.ask(me.account(), looked.file(), reason);
            ImportOrganization.Imported done = (ImportOrganization.Imported) asked.done();
            return (done != null) ? ResponseEntity.status(HttpStatus.CREATED).body(done)
                    : ResponseEntity.accepted().body(new RosterAsked(String.valueOf(asked.id()), asked.firstHalf()));
        });
    }

    @GetMapping(path = "/template.xlsx", produces = XLSX)
    @Operation(operationId = "getOrganizationTemplate")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = XLSX))
    void template(HttpServletResponse response) throws IOException {
        response.setContentType(XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"organization.xlsx\"");
        this.template.write(response.getOutputStream());
    }

    /**
     * @param secret first half of the initial passwords, shown this once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RosterAsked(String approval, @Nullable String secret) {

    }

    /**
     * @param gives in words, a line each; empty where something is wrong
     * @param hiddenRows with something in them, that the file hides, by sheet: they do
     * not count
     * @param unread columns that do not count
     */
    record RosterPreview(int rows, int errorCount, List<RosterFault> errors, List<String> gives,
            Map<String, List<Integer>> hiddenRows, List<RosterFault> unread) {

        static RosterPreview of(ImportRoster.Looked looked, RosterWords words) {
            RosterFile file = looked.file();
            return new RosterPreview(file.rows(), file.faultCount(), faults(file.faults(), words), looked.gives(),
                    file.hidden(), faults(file.unread(), words));
        }

        private static List<RosterFault> faults(List<RosterFile.Fault> faults, RosterWords words) {
            return faults.stream()
                .map((one) -> new RosterFault(one.sheet(), one.cell(), one.title(), one.content(),
                        words.reason(one.error())))
                .toList();
        }

    }

    /**
     * @param cell empty where it is the sheet that is wrong
     */
    record RosterFault(String sheet, String cell, String title, String content, String message) {

    }

}

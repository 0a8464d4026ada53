package org.sanxing.registration.source;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.SheetUpload;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.registration.source.ImportRow.CellError;
import org.sanxing.registration.source.ImportStore.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/ledger/import")
@Tag(name = "Ledger")
class ImportApi {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ImportEntries importEntries;

    private final SheetUpload upload;

    private final ImportStore store;

    private final ImportTemplate template;

    private final ImportVocabulary words;

    private final BeginImported beginImported;

    ImportApi(ImportEntries importEntries, SheetUpload upload, ImportStore store, ImportTemplate template,
            ImportVocabulary words, BeginImported beginImported) {
        this.importEntries = importEntries;
        this.upload = upload;
        this.store = store;
        this.template = template;
        this.words = words;
        this.beginImported = beginImported;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(operationId = "importEntries")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Preview.class)))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Done.class)))
    ResponseEntity<Object> register(@CurrentPerson Person me,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String branch,
            @RequestParam(required = false) @Nullable String campaignId) {
        if (dryRun) {
            return ResponseEntity.ok(this.upload.receive(file, (path, name) -> Preview
                .of(this.importEntries.look(path, branch, campaignId, me.account()), this.words)));
        }
        ImportEntries.Registered registered = this.upload.receive(file,
                (path, name) -> this.importEntries.execute(path, name, branch, campaignId, me.account()));
        Import done = registered.done();
        if (done.rows() > ImportEntries.AT_ONCE) {
            this.beginImported.beginBehind();
        }
        return ResponseEntity.status(HttpStatus.CREATED)
            .body(Done.of(done, this.store.begun(done.id()), registered.hidden(),
                    registered.unread().stream().map(this.words::reason).toList()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getImport")
    Done one(@CurrentPerson Person me, @PathVariable String id) {
        return Done.of(this.store.get(id, me.account()), this.store.begun(id), null, null);
    }

    @GetMapping(path = "/template.xlsx", produces = XLSX)
    @Operation(operationId = "getImportTemplate")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = XLSX))
    void template(HttpServletResponse response) throws IOException {
        response.setContentType(XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"ledger-import.xlsx\"");
        this.template.write(response.getOutputStream());
    }

    /**
     * @param state {@code previewed}, {@code registering} or {@code registered}
     * @param begun how many of the entries have their task given out
     * @param hiddenRows with something in them, that the file hides: they were not
     * registered; null when asked later
     * @param unread columns and sheets that were not read, in words; null when asked
     * later
     */
    record Done(String id, String state, int rows, @Nullable String first, @Nullable String last,
            @Nullable Instant registeredAt, int begun, @Nullable List<Integer> hiddenRows,
            @Nullable List<String> unread) {

        static Done of(Import one, int begun, @Nullable List<Integer> hiddenRows, @Nullable List<String> unread) {
            return new Done(one.id(), one.state(), one.rows(), one.firstNumber(), one.lastNumber(), one.registeredAt(),
                    begun, hiddenRows, unread);
        }

    }

    /**
     * @param hiddenRows with something in them, that the file hides: they do not count
     * @param unread columns and sheets that do not count, in words
     */
    record Preview(int rows, int good, int bad, int errorCount, List<BadCell> errors,
            List<ImportPreview.Duplicate> duplicates, List<Integer> hiddenRows, List<String> unread) {

        static Preview of(ImportPreview preview, ImportVocabulary words) {
            return new Preview(preview.rows(), preview.goodRows(), preview.badRows(), preview.errorCount(),
                    preview.errors().stream().map((error) -> BadCell.of(error, words)).toList(), preview.duplicates(),
                    preview.hidden(), preview.unread().stream().map(words::reason).toList());
        }

    }

    record BadCell(String cell, int row, String column, String title, String content, String message) {

        static BadCell of(CellError error, ImportVocabulary words) {
            return new BadCell(error.cell(), error.row(), error.column(), error.title(), error.content(),
                    words.reason(error.error()));
        }

    }

}

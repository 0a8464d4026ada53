package org.sanxing.dossier.sheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.FileType;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.document.Copy;
import org.sanxing.document.OfficialWord;
import org.sanxing.document.SignedPapers;
import org.sanxing.ledger.LedgerQuery;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The file of an entry on paper and as Word; the ledger as Excel, filtered as its list.
 */
@Controller
@Tag(name = "Ledger")
class SheetPages {

    private final OfficialEntry documents;

    private final OfficialWord word;

    private final SignedPapers papers;

    private final LedgerSheet sheet;

    private final WorkingCalendar calendar;

    private final MessageSource messages;

    SheetPages(OfficialEntry documents, OfficialWord word, SignedPapers papers, LedgerSheet sheet,
            WorkingCalendar calendar, MessageSource messages) {
        this.documents = documents;
        this.word = word;
        this.papers = papers;
        this.sheet = sheet;
        this.calendar = calendar;
        this.messages = messages;
    }

    @GetMapping("/ledger/{id}/print")
    String print(@CurrentPerson Person me, @PathVariable String id, Model model) {
        model.addAttribute("document", this.documents.take(id, me.account(), Copy.Way.PRINT).document());
        model.addAttribute("back", "/ledger/" + id);
        return "document/print";
    }

    @GetMapping({ "/ledger/{id}/word", "/api/v1/ledger/entries/{id}/file.docx" })
    @Operation(operationId = "exportEntry")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = OfficialWord.MEDIA_TYPE))
    ResponseEntity<byte[]> word(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer closing,
            @RequestParam(defaultValue = "false") boolean original,
            @RequestParam(defaultValue = "false") boolean filing) {
        if (closing != null) {
            String name = this.messages.getMessage("sheet.closing.file", new Object[] { closing },
                    Locale.SIMPLIFIED_CHINESE);
            return original ? this.papers.download(this.documents.original(id, closing, me.account()), name)
                    : this.word.download(this.documents.takeClosing(id, closing, me.account()).document(), name);
        }
        OfficialEntry.Taken taken = this.documents.take(id, me.account(), filing ? Copy.Way.FILING : Copy.Way.WORD);
        return ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(OfficialWord.MEDIA_TYPE))
            .header(HttpHeaders.CONTENT_DISPOSITION, file("sheet.entry.file", taken.entry().number().toString()))
            .body(this.word.write(taken.document()));
    }

    @GetMapping({ "/ledger/entries.xlsx", "/api/v1/ledger/entries.xlsx" })
    @Operation(operationId = "exportEntries")
    @ResponseBody
    @ApiResponse(responseCode = "200",
            content = @Content(mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    void excel(@CurrentPerson Person me, @ParameterObject @ModelAttribute LedgerQuery.Parameters parameters,
            HttpServletResponse response) throws IOException {
        int rows = this.sheet.record(parameters, me.account());
        response.setContentType(FileType.XLSX.mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, file("sheet.file", this.calendar.today().toString()));
        this.sheet.write(parameters.query(), me.account(), response.getOutputStream(), rows);
    }

    private String file(String key, String of) {
        String name = this.messages.getMessage(key, new Object[] { of }, Locale.SIMPLIFIED_CHINESE);
        return ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString();
    }

}

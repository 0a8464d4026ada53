package org.sanxing.dossier.sheet;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.sanxing.document.Copy;
import org.sanxing.document.OfficialWord;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The file of an entry on paper and as Word. */
@Controller
@Tag(name = "Ledger")
class EntryCopyPages {

    private final OfficialEntry documents;

    private final OfficialWord word;

    private final MessageSource messages;

    EntryCopyPages(OfficialEntry documents, OfficialWord word, MessageSource messages) {
        this.documents = documents;
        this.word = word;
        this.messages = messages;
    }

    @GetMapping("/ledger/{id}/print")
    String print(@CurrentPerson Person me, @PathVariable String id, Model model) {
        model.addAttribute("document", this.documents.take(id, me.account(), Copy.Way.PRINT).document());
        model.addAttribute("back", "/ledger/" + id);
        return "document/print";
    }

    @GetMapping({ "/ledger/{id}/word", "/api/v1/ledger/entries/{id}/file.docx" })
    @Operation(summary = "One problem, one file, as Word, marked with who took it")
    ResponseEntity<byte[]> word(@CurrentPerson Person me, @PathVariable String id) {
        OfficialEntry.Taken taken = this.documents.take(id, me.account(), Copy.Way.WORD);
        String name = this.messages.getMessage("sheet.entry.file", new Object[] { taken.entry().number().toString() },
                Locale.SIMPLIFIED_CHINESE);
        return ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(OfficialWord.MEDIA_TYPE))
            .header(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
            .body(this.word.write(taken.document()));
    }

}

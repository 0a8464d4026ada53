package org.sanxing.manuscript;

import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.document.Copy;
import org.sanxing.document.OfficialWord;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.manuscript.MaterialReader.Understood;
import org.sanxing.manuscript.TakeCopy.TakeCopyCommand;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Materials as Word, out and in. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Reflections")
class WordApi {

    private final WordFiles files;

    WordApi(WordFiles files) {
        this.files = files;
    }

    @GetMapping(path = "/reflections/{id}/material.docx", produces = OfficialWord.MEDIA_TYPE)
    @Operation(operationId = "exportReflection")
    ResponseEntity<byte[]> material(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(defaultValue = "false") boolean opinions,
            @RequestParam(defaultValue = "false") boolean filing) {
        return this.files.material(
                new TakeCopyCommand(id, me.account(), version, opinions, filing ? Copy.Way.FILING : Copy.Way.WORD));
    }

    @GetMapping(path = "/campaigns/{id}/template.docx", produces = OfficialWord.MEDIA_TYPE)
    @Operation(operationId = "getReflectionTemplate")
    ResponseEntity<byte[]> template(@CurrentPerson Person me, @PathVariable String id) {
        return this.files.template(id);
    }

    @PostMapping(path = "/reflections/{id}/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(operationId = "readReflectionFile")
    ReadFile understood(@CurrentPerson Person me, @PathVariable String id, @RequestParam MultipartFile file) {
        Understood understood = this.files.read(id, me.account(), file);
        return new ReadFile(understood.content(), this.files.said(understood.notes()));
    }

    /**
     * @param content as the material takes it
     * @param notes on what was not understood, in the language of the answer
     */
    record ReadFile(@Schema(ref = "ReflectionWrittenContent") Map<String, Object> content, List<String> notes) {

    }

}

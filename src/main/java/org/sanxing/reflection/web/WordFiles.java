package org.sanxing.reflection.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import org.sanxing.common.InvalidInput;
import org.sanxing.document.OfficialDocument;
import org.sanxing.document.OfficialWord;
import org.sanxing.reflection.usecase.ReadMaterialFile;
import org.sanxing.reflection.word.MaterialReader.Note;
import org.sanxing.reflection.word.MaterialReader.Understood;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Word files as they come and go over the wire. */
@Component
class WordFiles {

    private final ReadMaterialFile readMaterialFile;

    private final OfficialWord word;

    private final MessageSource messages;

    WordFiles(ReadMaterialFile readMaterialFile, OfficialWord word, MessageSource messages) {
        this.readMaterialFile = readMaterialFile;
        this.word = word;
        this.messages = messages;
    }

    ResponseEntity<byte[]> download(OfficialDocument document, String name) {
        return ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(OfficialWord.MEDIA_TYPE))
            .header(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
            .body(this.word.write(document));
    }

    Understood read(String reflectionId, String account, MultipartFile file) {
        String name = file.getOriginalFilename();
        if (name == null || name.isBlank()) {
            throw new InvalidInput("file", "no-file");
        }
        try {
            Path kept = Files.createTempFile("sanxing", ".upload");
            try {
                file.transferTo(kept);
                return this.readMaterialFile.execute(reflectionId, account, kept, name);
            }
            finally {
                Files.deleteIfExists(kept);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** A value of a form as it is read. */
    String shown(Object value) {
        if (value instanceof Boolean yes) {
            return this.messages.getMessage(yes ? "reflection.word.yes" : "reflection.word.no", null,
                    LocaleContextHolder.getLocale());
        }
        return (value instanceof Collection<?> several)
                ? several.stream().map(this::shown).collect(Collectors.joining("\n")) : value.toString();
    }

    /** What was not understood, in the reader's language. */
    List<String> said(List<Note> notes) {
        return notes.stream()
            .map((note) -> this.messages.getMessage("reflection.word.note." + note.code(), note.arguments().toArray(),
                    LocaleContextHolder.getLocale()))
            .toList();
    }

}

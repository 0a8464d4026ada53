package org.sanxing.manuscript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.sanxing.attachment.FileCheck;
import org.sanxing.attachment.FileType;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.document.OfficialDocument;
import org.sanxing.document.OfficialWord;
import org.sanxing.document.UnreadableWord;
import org.sanxing.document.WordText;
import org.sanxing.forms.FormComponent;
import org.sanxing.manuscript.MaterialReader.Note;
import org.sanxing.manuscript.MaterialReader.Understood;
import org.sanxing.manuscript.TakeCopy.TakeCopyCommand;
import org.sanxing.manuscript.TakeCopy.TakenCopy;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionReaders;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionRepository;

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

    private static final String FIELD = "file";

    private static final String WHOLE = "experience";

    private final ReflectionRepository reflections;

    private final ReflectionReaders readers;

    private final ReflectionForms forms;

    private final TakeCopy takeCopy;

    private final MaterialTemplates templates;

    private final FileCheck check;

    private final WordText words;

    private final OfficialWord word;

    private final MessageSource messages;

    WordFiles(ReflectionRepository reflections, ReflectionReaders readers, ReflectionForms forms, TakeCopy takeCopy,
            MaterialTemplates templates, FileCheck check, WordText words, OfficialWord word, MessageSource messages) {
        this.reflections = reflections;
        this.readers = readers;
        this.forms = forms;
        this.takeCopy = takeCopy;
        this.templates = templates;
        this.check = check;
        this.words = words;
        this.word = word;
        this.messages = messages;
    }

    /** A material, marked with who took it, which is put on record. */
    public ResponseEntity<byte[]> material(TakeCopyCommand command) {
        TakenCopy copy = this.takeCopy.execute(command);
        return download(copy.document(), copy.fileName());
    }

    /** What the people of a campaign fill. */
    public ResponseEntity<byte[]> template(String campaignId) {
        OfficialDocument template = this.templates.of(campaignId);
        return download(template, TakeCopy.safe(template.title()) + ".docx");
    }

    private ResponseEntity<byte[]> download(OfficialDocument document, String name) {
        return this.word.download(document, name);
    }

    /**
     * Says what of a Word file the author's material would get. Keeps nothing, and needs
     * no transaction: no connection of its own waits while a file is read.
     * @throws org.sanxing.common.NotFound where the person may not see the material
     * @throws org.sanxing.common.Forbidden where it is somebody else's
     * @throws org.sanxing.common.Conflict where it is not with its author
     * @throws InvalidInput where the file is refused
     */
    public Understood read(String reflectionId, String account, MultipartFile file) {
        String name = file.getOriginalFilename();
        if (Texts.isBlank(name)) {
            throw new InvalidInput(FIELD, "no-file");
        }
        try {
            Path kept = Files.createTempFile("sanxing", ".upload");
            try {
                file.transferTo(kept);
                return understood(reflectionId, account, kept, name);
            }
            finally {
                Files.deleteIfExists(kept);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private Understood understood(String reflectionId, String account, Path file, String name) {
        Reflection reflection = this.reflections.getById(reflectionId);
        this.readers.requireAuthor(reflection, account);
        reflection.requireEditable();
        if (this.check.check(file, name, FIELD).type() != FileType.DOCX) {
            throw new InvalidInput(FIELD, "not-a-word-file");
        }
        Map<String, List<FormComponent.Option>> options = this.forms.options(reflection);
        try {
            return MaterialReader.read(this.words.read(file), this.forms.writing(reflection).schema(), options,
                    this.templates.of(reflection), WHOLE);
        }
        catch (UnreadableWord ex) {
            throw new InvalidInput(FIELD, "unreadable-word");
        }
    }

    /** A value of a form as it is read. */
    public String shown(Object value) {
        if (value instanceof Boolean yes) {
            return this.messages.getMessage(yes ? "reflection.word.yes" : "reflection.word.no", null,
                    LocaleContextHolder.getLocale());
        }
        return (value instanceof Collection<?> several)
                ? several.stream().map(this::shown).collect(Collectors.joining("\n")) : value.toString();
    }

    /** What was not understood, in the reader's language. */
    public List<String> said(List<Note> notes) {
        return notes.stream()
            .map((note) -> this.messages.getMessage("reflection.word.note." + note.code(), note.arguments().toArray(),
                    LocaleContextHolder.getLocale()))
            .toList();
    }

}

package org.sanxing.reflection.usecase;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.sanxing.attachment.FileCheck;
import org.sanxing.attachment.FileType;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.sanxing.document.UnreadableWord;
import org.sanxing.document.WordText;
import org.sanxing.forms.FormComponent;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionAccess;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.word.MaterialReader;
import org.sanxing.reflection.word.MaterialTemplates;

import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Says what of a Word file the author's material would get. Keeps nothing. */
@UseCase
public class ReadMaterialFile {

    private static final String FIELD = "file";

    private static final String WHOLE = "experience";

    private final ReflectionRepository reflections;

    private final ReflectionAccess access;

    private final ReflectionForms forms;

    private final MaterialTemplates templates;

    private final FileCheck check;

    private final WordText words;

    ReadMaterialFile(ReflectionRepository reflections, ReflectionAccess access, ReflectionForms forms,
            MaterialTemplates templates, FileCheck check, WordText words) {
        this.reflections = reflections;
        this.access = access;
        this.forms = forms;
        this.templates = templates;
        this.check = check;
        this.words = words;
    }

    /**
     * Without a transaction: no connection waits while a file is read.
     * @param name of the file as the sender calls it
     * @throws org.sanxing.common.NotFound where the person may not see the material
     * @throws org.sanxing.common.Forbidden where it is somebody else's
     * @throws org.sanxing.common.Conflict where it is not with its author
     * @throws InvalidInput where the file is refused
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public MaterialReader.Understood execute(String reflectionId, String account, Path file, String name) {
        Reflection reflection = this.reflections.getById(reflectionId);
        this.access.requireAuthor(reflection, account);
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

}

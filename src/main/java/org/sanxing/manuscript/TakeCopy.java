package org.sanxing.manuscript;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.document.Copy;
import org.sanxing.document.CopyMarks;
import org.sanxing.document.CopyRegister;
import org.sanxing.document.OfficialDocument;
import org.sanxing.organization.Organization;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionReaders;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.Versions;

import org.springframework.context.MessageSource;

/** Somebody takes a material out of the system, as Word or on paper. */
@UseCase
public class TakeCopy {

    private final ReflectionRepository reflections;

    private final Versions versions;

    private final OfficialMaterial documents;

    private final CopyRegister copies;

    private final CopyMarks marks;

    private final ReflectionReaders readers;

    private final Organization organization;

    private final MessageSource messages;

    TakeCopy(ReflectionRepository reflections, Versions versions, OfficialMaterial documents, CopyRegister copies,
            CopyMarks marks, ReflectionReaders readers, Organization organization, MessageSource messages) {
        this.reflections = reflections;
        this.versions = versions;
        this.documents = documents;
        this.copies = copies;
        this.marks = marks;
        this.readers = readers;
        this.organization = organization;
        this.messages = messages;
    }

    /**
     * Puts on record who takes what, and marks it, but for the copy that is filed.
     * @throws Forbidden where a copy for filing is not for the person
     * @throws NotFound where the person may not read the material, or there is no such
     * version; a draft is its author's alone
     */
    public TakenCopy execute(TakeCopyCommand command) {
        Reflection reflection = this.reflections.getById(command.reflectionId());
        this.readers.requireReader(reflection, command.account());
        boolean filing = command.way() == Copy.Way.FILING;
        if (filing && !this.readers.mayFile(reflection, command.account())) {
            throw new Forbidden("filing-committee-only");
        }
        int number = (command.version() != null) ? command.version() : reflection.version();
        OfficialDocument document = (number == 0) ? draft(reflection, command.account())
                : this.documents.version(reflection,
                        this.versions.find(reflection.id(), number).orElseThrow(() -> new NotFound("version")),
                        command.opinions());
        boolean opinions = number > 0 && command.opinions();
        if (number > 0) {
            this.readers.opened(reflection, command.account(), number);
        }
        Copy copy = this.copies.take(command.account(), "reflection", reflection.id(), reflection.title(), number,
                command.way(), opinions);
        return new TakenCopy(reflection, copy, filing ? document : document.marked(this.marks.of(copy)),
                fileName(reflection, copy));
    }

    private OfficialDocument draft(Reflection reflection, String account) {
        if (!account.equals(reflection.author()) || !reflection.isWithAuthor()) {
            throw new NotFound("version");
        }
        return this.documents.draft(reflection);
    }

    private String fileName(Reflection reflection, Copy copy) {
        String name = this.organization.get(reflection.author()).name();
        String key = (copy.version() == 0) ? "reflection.word.file.draft"
                : copy.opinions() ? "reflection.word.file.opinions" : "reflection.word.file";
        return safe(this.messages.getMessage(key, new Object[] { reflection.title(), name, copy.version() },
                Locale.SIMPLIFIED_CHINESE)) + ".docx";
    }

    /** Without what file systems do not take; quotes and Chinese stay. */
    public static String safe(String name) {
        String safe = Texts.strip(name.replaceAll("[\\p{Cntrl}\\\\/:*?\"<>|]", " "));
        return safe.substring(0, safe.offsetByCodePoints(0, Math.min(120, safe.codePointCount(0, safe.length()))));
    }

    /**
     * @param version 0 for the draft; null for the newest that was submitted, or the
     * draft where none was
     * @param opinions whether what was said on it comes with it
     */
    public record TakeCopyCommand(String reflectionId, String account, @Nullable Integer version, boolean opinions,
            Copy.Way way) {

    }

    public record TakenCopy(Reflection reflection, Copy copy, OfficialDocument document, String fileName) {

    }

}

package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.UseCase;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionAccess;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReplacedDrafts.ReplacedDraft;
import org.sanxing.reflection.ReplacedDrafts;
import org.sanxing.reflection.usecase.SaveDraft.SaveDraftCommand;

/** Takes over what was read from a file; the draft before is kept. */
@UseCase
public class ImportDraft {

    private final ReflectionRepository reflections;

    private final ReflectionAccess access;

    private final ReflectionForms forms;

    private final SaveDraft saveDraft;

    private final ReplacedDrafts replaced;

    private final Clock clock;

    ImportDraft(ReflectionRepository reflections, ReflectionAccess access, ReflectionForms forms, SaveDraft saveDraft,
            ReplacedDrafts replaced, Clock clock) {
        this.reflections = reflections;
        this.access = access;
        this.forms = forms;
        this.saveDraft = saveDraft;
        this.replaced = replaced;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.NotFound where the person may not see the material
     * @throws org.sanxing.common.Forbidden where it is somebody else's
     * @throws org.sanxing.common.Conflict where it is not with its author, or was saved
     * meanwhile
     * @throws org.sanxing.common.InvalidInput where a field is too long or unknown
     */
    public Reflection execute(ImportDraftCommand command) {
        Reflection reflection = this.reflections.getById(command.reflectionId());
        this.access.requireAuthor(reflection, command.account());
        String before = reflection.draft();
        Reflection saved = this.saveDraft.execute(new SaveDraftCommand(reflection.id(),
                merged(this.forms.data(before), command.fields()), command.account(), command.revision()));
        this.replaced.keep(new ReplacedDraft(reflection.id(), before, "import", this.clock.instant()));
        return saved;
    }

    /** What the file does not speak of, as the answers to remarks, stays. */
    public static Map<String, Object> merged(Map<String, Object> draft, Map<String, Object> fields) {
        Map<String, Object> merged = new LinkedHashMap<>(draft);
        merged.putAll(fields);
        return merged;
    }

    /**
     * @param fields of the form, those that the file replaces
     * @param revision that the author saw; null to leave the check out
     */
    public record ImportDraftCommand(String reflectionId, String account, Map<String, Object> fields,
            @Nullable Integer revision) {

    }

}

package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.forms.Forms;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionAccess;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.tasks.Tasks;

/** Keeps what the author has written so far; it may be incomplete. */
@UseCase
public class SaveDraft {

    private final ReflectionRepository reflections;

    private final ReflectionAccess access;

    private final ReflectionForms forms;

    private final Forms validator;

    private final Tasks tasks;

    private final Clock clock;

    SaveDraft(ReflectionRepository reflections, ReflectionAccess access, ReflectionForms forms, Forms validator,
            Tasks tasks, Clock clock) {
        this.reflections = reflections;
        this.access = access;
        this.forms = forms;
        this.validator = validator;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * @throws NotFound where the person may not see the material
     * @throws org.sanxing.common.Forbidden where it is somebody else's
     * @throws org.sanxing.common.Conflict where it is not with its author, or was saved
     * meanwhile, with what was saved
     * @throws org.sanxing.common.InvalidInput where a field is too long, unknown or not
     * text
     */
    public Reflection execute(SaveDraftCommand command) {
        this.access.requireAuthor(this.reflections.getById(command.reflectionId()), command.account());
        // The task first, then the material: the order in which a decision locks them.
        this.tasks.begun(command.reflectionId());
        Reflection reflection = this.reflections.findWithLockById(command.reflectionId())
            .orElseThrow(() -> new NotFound("reflection"));
        reflection.requireEditable();
        this.forms.requireRevision(reflection, command.revision());
        Map<String, Object> data = this.validator.validateDraft(this.forms.writing(reflection).schema(), command.data(),
                this.forms.options(reflection));
        reflection.save(this.forms.text(data), this.clock.instant());
        return this.reflections.save(reflection);
    }

    /**
     * @param data the form's fields as the API takes them
     * @param revision that the author saw; null to leave the check out
     */
    public record SaveDraftCommand(String reflectionId, Map<String, Object> data, String account,
            @Nullable Integer revision) {

    }

}

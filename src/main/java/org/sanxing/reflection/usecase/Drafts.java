package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.forms.Forms;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionAccess;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReplacedDrafts;
import org.sanxing.tasks.Tasks;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an author has written so far; it may be incomplete. Each of these is refused with
 * <ul>
 * <li>{@link NotFound} where the person may not see the material;</li>
 * <li>{@link org.sanxing.common.Forbidden} where it is somebody else's;</li>
 * <li>{@link org.sanxing.common.Conflict} where it is not with its author, or was saved
 * meanwhile, with what was saved;</li>
 * <li>{@link org.sanxing.common.InvalidInput} where a field is too long, unknown or not
 * text.</li>
 * </ul>
 * The revision is the one that the author saw; null leaves the check out.
 */
@Component
@Transactional
public class Drafts {

    private final ReflectionRepository reflections;

    private final ReflectionAccess access;

    private final ReflectionForms forms;

    private final Forms validator;

    private final ReplacedDrafts replaced;

    private final Tasks tasks;

    private final Clock clock;

    Drafts(ReflectionRepository reflections, ReflectionAccess access, ReflectionForms forms, Forms validator,
            ReplacedDrafts replaced, Tasks tasks, Clock clock) {
        this.reflections = reflections;
        this.access = access;
        this.forms = forms;
        this.validator = validator;
        this.replaced = replaced;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * Keeps it.
     * @param data the form's fields as the API takes them
     */
    public Reflection save(String reflectionId, String account, Map<String, Object> data, @Nullable Integer revision) {
        return keep(editable(reflectionId, account, revision), data);
    }

    /**
     * Takes over what was read from a file; the draft before is put away.
     * @param fields of the form, those that the file replaces
     */
    public Reflection replace(String reflectionId, String account, Map<String, Object> fields,
            @Nullable Integer revision) {
        Reflection reflection = editable(reflectionId, account, revision);
        String before = reflection.draft();
        keep(reflection, merged(this.forms.data(before), fields));
        putAway(reflection, before, "import");
        return reflection;
    }

    /** What the file does not speak of, as the answers to remarks, stays. */
    public static Map<String, Object> merged(Map<String, Object> draft, Map<String, Object> fields) {
        Map<String, Object> merged = new LinkedHashMap<>(draft);
        merged.putAll(fields);
        return merged;
    }

    /**
     * Undoes an import, or takes the undoing back: the two drafts change places.
     * @return the reason for which the draft that was put away is kept now
     * @throws NotFound also where nothing is kept
     */
    public String restore(String reflectionId, String account, @Nullable Integer revision) {
        this.access.requireAuthor(this.reflections.getById(reflectionId), account);
        ReplacedDrafts.ReplacedDraft kept = this.replaced.find(reflectionId)
            .orElseThrow(() -> new NotFound("replaced-draft"));
        Reflection reflection = editable(reflectionId, account, revision);
        String now = reflection.draft();
        keep(reflection, this.forms.known(this.forms.writing(reflection).schema(), this.forms.data(kept.draft())));
        String reason = kept.reason().equals("import") ? "restore" : "import";
        putAway(reflection, now, reason);
        return reason;
    }

    private Reflection editable(String reflectionId, String account, @Nullable Integer revision) {
        Reflection known = this.reflections.getById(reflectionId);
        this.access.requireAuthor(known, account);
        if (known.isSubmitted()) {
            // The task first, then the material: the order in which a decision locks
            // them.
            this.tasks.begun(reflectionId);
        }
        Reflection reflection = this.reflections.lock(reflectionId);
        reflection.requireEditable();
        this.forms.requireRevision(reflection, revision);
        return reflection;
    }

    private Reflection keep(Reflection reflection, Map<String, Object> data) {
        reflection.save(this.forms.text(this.validator.validateDraft(this.forms.writing(reflection).schema(), data,
                this.forms.options(reflection))), this.clock.instant());
        return this.reflections.save(reflection);
    }

    private void putAway(Reflection reflection, String draft, String reason) {
        this.replaced.keep(new ReplacedDrafts.ReplacedDraft(reflection.id(), draft, reason, this.clock.instant()));
    }

}

package org.sanxing.reflection.usecase;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionAccess;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReplacedDrafts.ReplacedDraft;
import org.sanxing.reflection.ReplacedDrafts;
import org.sanxing.reflection.usecase.SaveDraft.SaveDraftCommand;

/** Undoes an import, or takes the undoing back: the two drafts change places. */
@UseCase
public class RestoreDraft {

    private final ReflectionRepository reflections;

    private final ReflectionAccess access;

    private final ReflectionForms forms;

    private final SaveDraft saveDraft;

    private final ReplacedDrafts replaced;

    private final Clock clock;

    RestoreDraft(ReflectionRepository reflections, ReflectionAccess access, ReflectionForms forms, SaveDraft saveDraft,
            ReplacedDrafts replaced, Clock clock) {
        this.reflections = reflections;
        this.access = access;
        this.forms = forms;
        this.saveDraft = saveDraft;
        this.replaced = replaced;
        this.clock = clock;
    }

    /**
     * @return the reason for which the draft that was put away is kept now
     * @throws NotFound where the person may not see the material, or nothing is kept
     * @throws org.sanxing.common.Conflict where it is not with its author, or was saved
     * meanwhile
     */
    public String execute(String reflectionId, String account, @Nullable Integer revision) {
        Reflection reflection = this.reflections.getById(reflectionId);
        this.access.requireAuthor(reflection, account);
        ReplacedDraft kept = this.replaced.find(reflectionId).orElseThrow(() -> new NotFound("replaced-draft"));
        String now = reflection.draft();
        this.saveDraft.execute(new SaveDraftCommand(reflectionId,
                this.forms.known(this.forms.writing(reflection).schema(), this.forms.data(kept.draft())), account,
                revision));
        String reason = kept.reason().equals("import") ? "restore" : "import";
        this.replaced.keep(new ReplacedDraft(reflectionId, now, reason, this.clock.instant()));
        return reason;
    }

}

package org.sanxing.rectification;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;

/**
 * What somebody decides by a task of an entry.
 *
 * @param data what the form gave, by field, as api.md names them
 */
public record TaskInput(String entryId, String taskId, Map<String, Object> data, String account,
        @Nullable String onBehalfOf) {

    private static final int OPINION = 5_000;

    public static TaskInput of(WorkItem item, Map<String, Object> data, Actor actor) {
        return new TaskInput(item.caseId(), item.id(), data, actor.account(), actor.onBehalfOf());
    }

    /**
     * @throws InvalidInput where there must be one and there is none
     */
    public String opinion(boolean needed) {
        return opinion(this.data, needed);
    }

    /** What {@link #opinion} would refuse. */
    public List<FieldError> wrongOpinion(boolean needed) {
        try {
            opinion(needed);
            return List.of();
        }
        catch (InvalidInput refused) {
            return refused.errors();
        }
    }

    /** The same of what came without a task. */
    public static String opinion(Map<String, Object> data, boolean needed) {
        String opinion = Texts.optional("opinion", Texts.of(data, "opinion"), OPINION);
        if (needed && Texts.isBlank(opinion)) {
            throw new InvalidInput("opinion", "ledger-opinion-required");
        }
        return opinion;
    }

    /** Ids of the files that were chosen. */
    public Set<String> evidence() {
        Set<String> ids = new LinkedHashSet<>();
        if (this.data.get("evidence") instanceof Iterable<?> chosen) {
            chosen.forEach((id) -> ids.add(String.valueOf(id)));
        }
        return ids;
    }

}

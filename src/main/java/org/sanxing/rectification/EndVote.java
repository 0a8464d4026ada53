package org.sanxing.rectification;

import org.sanxing.common.UseCase;
import org.sanxing.tasks.Tasks;

/** Ends the vote of a member who will not cast it any more. */
@UseCase
class EndVote {

    private final CastVote castVote;

    private final Tasks tasks;

    EndVote(CastVote castVote, Tasks tasks) {
        this.castVote = castVote;
        this.tasks = tasks;
    }

    void execute(String entryId, String account, String administrator, String reason) {
        this.tasks.openTask(entryId, RectificationProcess.KIND_VOTE, account)
            .ifPresent((item) -> this.castVote.gone(item, administrator, reason));
    }

}

package org.sanxing.rectification;

import java.util.List;
import java.util.Map;

import org.sanxing.common.FieldError;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.stereotype.Component;

/** The task of one member of the party group; the others have theirs beside it. */
@Component
class VoteCloseOutHandler extends EntryTask {

    private final CastVote castVote;

    private final RectificationSettings settings;

    VoteCloseOutHandler(Shared shared, CastVote castVote, RectificationSettings settings) {
        super(shared, RectificationProcess.KIND_VOTE, CastVote.FORM_KEYS, Map.of("vote", CastVote.VOTES));
        this.castVote = castVote;
        this.settings = settings;
    }

    @Override
    public boolean personal(String kind) {
        return true;
    }

    @Override
    public boolean followsCase(String kind) {
        return true;
    }

    /** The deadline of a vote is announced once for all who have not voted. */
    @Override
    public WorkItemFacts describe(String kind, String entryId) {
        LedgerEntry entry = entry(entryId);
        return facts(entry, attempt(entry), this.settings.vote()).besideOthers().announcedByTheCase();
    }

    @Override
    public String decision(String kind, Map<String, Object> data) {
        return String.valueOf(data.get("vote"));
    }

    @Override
    public List<FieldError> alsoWrong(WorkItem item, Map<String, Object> data, Actor actor) {
        return TaskInput.of(item, data, actor).wrongOpinion("disagree".equals(data.get("vote")));
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        LedgerEntry after = this.castVote.execute(TaskInput.of(item, data, actor));
        return outcome(item, data, after, switch (after.state()) {
            case CLOSED -> "ledger.flash.closed";
            case RECTIFYING -> "ledger.flash.not-agreed";
            default -> "ledger.flash.voted";
        });
    }

}

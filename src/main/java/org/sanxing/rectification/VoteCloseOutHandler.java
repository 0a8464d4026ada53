package org.sanxing.rectification;

import java.util.Map;
import java.util.Set;

import org.sanxing.common.Confirmation;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.rectification.CastVote.CastVoteCommand;
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
        super(shared);
        this.castVote = castVote;
        this.settings = settings;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(RectificationProcess.KIND_VOTE);
    }

    @Override
    public Set<String> formKeys(String kind) {
        return CastVote.FORM_KEYS;
    }

    @Override
    public boolean personal(String kind) {
        return true;
    }

    @Override
    public boolean followsCase(String kind) {
        return true;
    }

    @Override
    public Map<String, Set<String>> understood(String kind) {
        return Map.of("vote", CastVote.VOTES);
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
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        LedgerEntry after = this.castVote.execute(new CastVoteCommand(item.caseId(), item.id(), data, actor.account()));
        String said = switch (after.state()) {
            case CLOSED -> "ledger.flash.closed";
            case RECTIFYING -> "ledger.flash.not-agreed";
            default -> "ledger.flash.voted";
        };
        return new Outcome(after.state().id(), decision(item.kind(), data),
                Confirmation.of(said, after.number().toString()));
    }

}

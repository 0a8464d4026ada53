package org.sanxing.rectification.web;

import java.util.Map;
import java.util.Set;

import org.sanxing.common.Flash;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.rectification.EntryTask;
import org.sanxing.rectification.RectificationRecords;
import org.sanxing.rectification.process.RectificationProcess;
import org.sanxing.rectification.usecase.CastVote.CastVoteCommand;
import org.sanxing.rectification.usecase.CastVote;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.stereotype.Component;

/** The task of one member of the party group; the others have theirs beside it. */
@Component
class VoteCloseOutHandler extends EntryTask {

    private final CastVote castVote;

    private final RectificationRecords records;

    private final RectificationSettings settings;

    VoteCloseOutHandler(Shared shared, CastVote castVote, RectificationRecords records,
            RectificationSettings settings) {
        super(shared);
        this.castVote = castVote;
        this.records = records;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return RectificationProcess.KIND_VOTE;
    }

    @Override
    public Set<String> formKeys() {
        return CastVote.FORM_KEYS;
    }

    @Override
    public boolean personal() {
        return true;
    }

    @Override
    public boolean followsCase() {
        return true;
    }

    /** The deadline of a vote is announced once for all who have not voted. */
    @Override
    public WorkItemFacts describe(String entryId) {
        LedgerEntry entry = entry(entryId);
        return facts(entry, this.records.of(entryId).requests().size(), this.settings.vote()).besideOthers()
            .announcedByTheCase();
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        LedgerEntry after = this.castVote.execute(new CastVoteCommand(item.caseId(), item.id(), data, actor.account()));
        String said = switch (after.state()) {
            case CLOSED -> "ledger.flash.closed";
            case RECTIFYING -> "ledger.flash.not-agreed";
            default -> "ledger.flash.voted";
        };
        return new Outcome(after.state().id(), String.valueOf(data.get("vote")),
                Flash.of(said, after.number().toString()));
    }

}

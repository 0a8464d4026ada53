package org.sanxing.meeting;

import java.util.List;
import java.util.Optional;

import org.sanxing.common.Conflict;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.MeetingVotes;
import org.springframework.stereotype.Component;

/** In a meeting those vote who are there, and the chair last. */
@Component
class VotesInMeetings implements MeetingVotes {

    private final Meetings meetings;

    private final ItemSheets sheets;

    private final MeetingPolicy policy;

    VotesInMeetings(Meetings meetings, ItemSheets sheets, MeetingPolicy policy) {
        this.meetings = meetings;
        this.sheets = sheets;
        this.policy = policy;
    }

    @Override
    public boolean isOpen(String entryId) {
        return this.meetings.openItem(entryId).isPresent();
    }

    @Override
    public boolean requireTurn(LedgerEntry entry, String account) {
        Optional<AgendaItem> open = this.meetings.openItem(entry.id());
        open.ifPresent((item) -> requireTurn(this.sheets.of(this.meetings.find(item.meetingId()).orElseThrow(), item),
                account));
        return open.isPresent();
    }

    void requireTurn(ItemSheet sheet, String account) {
        if (sheet.seat(account).filter(ItemSheet.Seat::isPresent).isEmpty()) {
            throw new Conflict("meeting-absent").in(sheet.entry().state().id());
        }
        List<String> others = sheet.waiting().stream().filter((waiting) -> !waiting.equals(account)).toList();
        if (!others.isEmpty() && this.policy.chairOf(sheet).filter(account::equals).isPresent()) {
            throw new Conflict("meeting-chair-votes-last", others.size()).in(sheet.entry().state().id());
        }
    }

}

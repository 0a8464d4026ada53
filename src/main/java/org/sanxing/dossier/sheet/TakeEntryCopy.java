package org.sanxing.dossier.sheet;

import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.document.Copy;
import org.sanxing.document.CopyMarks;
import org.sanxing.document.CopyRegister;
import org.sanxing.document.OfficialDocument;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerEntryOpened;

/** Somebody takes the file of an entry out of the system, as Word or on paper. */
@UseCase
class TakeEntryCopy {

    private final LedgerEntries entries;

    private final OfficialEntry documents;

    private final CopyRegister copies;

    private final CopyMarks marks;

    TakeEntryCopy(LedgerEntries entries, OfficialEntry documents, CopyRegister copies, CopyMarks marks) {
        this.entries = entries;
        this.documents = documents;
        this.copies = copies;
        this.marks = marks;
    }

    /**
     * Puts on record who takes what, and marks it.
     * @throws NotFound where there is none or the person may not read it
     */
    TakenEntry execute(String entryId, String account, Copy.Way way) {
        LedgerEntry entry = this.entries.find(entryId, account).orElseThrow(() -> new NotFound("ledger-entry"));
        OfficialDocument document = this.documents.of(entry);
        String title = entry.number() + " " + entry.title();
        Copy copy = this.copies.take(account, LedgerEntryOpened.CASE_TYPE, entry.id(), title, entry.cycle(), way, true);
        return new TakenEntry(entry, document.marked(this.marks.of(copy)));
    }

    record TakenEntry(LedgerEntry entry, OfficialDocument document) {

    }

}

package org.sanxing.ledger;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** What happened to an entry and others go on from, beside its story. */
public sealed interface EntryTurn extends DomainEvent {

    EntryEvent told();

    default String entryId() {
        return told().entryId();
    }

    @Override
    default AuditRecord record() {
        return told().record();
    }

    record CloseOutRequested(EntryEvent told) implements EntryTurn {

    }

    record EntryRedone(EntryEvent told) implements EntryTurn {

    }

    record EntryClosed(EntryEvent told) implements EntryTurn {

    }

    record EntryReopened(EntryEvent told) implements EntryTurn {

    }

    record EntryVoided(EntryEvent told) implements EntryTurn {

    }

}

package org.sanxing.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.ledger.LedgerEntries.Deadline;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.lookback.LookBack;
import org.sanxing.rectification.RectificationHistory.Closing;
import org.sanxing.rectification.RectificationHistory.Redo;
import org.sanxing.rectification.RectificationHistory.Reopening;
import org.sanxing.rectification.RectificationHistory;

/**
 * One cycle of an entry, from its registration or reopening to its closing and what the
 * look-back found. Nothing of an earlier one is ever overwritten.
 *
 * @param reopening null for the first
 * @param closing null while it is not closed
 */
public record EntryCycle(int number, @Nullable Reopening reopening, String openedBy, Instant openedAt,
        List<Deadline> deadlines, List<Redo> redos, @Nullable Closing closing, List<LookBack> lookBacks) {

    static List<EntryCycle> all(LedgerEntry entry, RectificationHistory file, List<Deadline> deadlines,
            List<LookBack> lookBacks) {
        List<EntryCycle> all = new ArrayList<>();
        for (int cycle = 1; cycle <= entry.cycle(); cycle++) {
            int number = cycle;
            Reopening reopening = file.reopeningOf(number).orElse(null);
            all.add(new EntryCycle(number, reopening,
                    (reopening != null) ? reopening.reopenedBy() : entry.registeredBy(),
                    (reopening != null) ? reopening.reopenedAt() : entry.registeredAt(),
                    deadlines.stream().filter((one) -> one.cycle() == number).toList(),
                    file.redos().stream().filter((one) -> one.cycle() == number).toList(),
                    file.closings().stream().filter((one) -> one.cycle() == number).findFirst().orElse(null),
                    lookBacks.stream().filter((one) -> one.cycle() == number).toList()));
        }
        return all;
    }

    public LocalDate firstDueOn() {
        return this.deadlines.get(0).dueOn();
    }

    public LocalDate dueOn() {
        return this.deadlines.get(this.deadlines.size() - 1).dueOn();
    }

}

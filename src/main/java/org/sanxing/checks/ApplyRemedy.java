package org.sanxing.checks;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.tasks.DeadEnds.DeadEnd;
import org.sanxing.tasks.DeadEnds;

import org.springframework.beans.factory.ObjectProvider;

/** The system administrator does something about a dead end, while there is one. */
@UseCase
public class ApplyRemedy {

    /** How far a finding is looked for. */
    private static final int LOOK = 1000;

    private static final int REASON_LENGTH = 2000;

    private final ObjectProvider<DeadEnds> kinds;

    private final CheckAccess access;

    ApplyRemedy(ObjectProvider<DeadEnds> kinds, CheckAccess access) {
        this.kinds = kinds;
        this.access = access;
    }

    /**
     * @throws Conflict where it is settled already
     * @throws InvalidInput where a person or a reason is missing
     * @throws org.sanxing.common.Forbidden where it is no system administrator
     */
    public void execute(ApplyRemedyCommand command) {
        this.access.require(command.account());
        DeadEnds kind = kind(command.kind());
        DeadEnd found = find(kind, command.id()).orElseThrow(() -> new Conflict("finding-settled"));
        DeadEnds.Remedy remedy = remedy(found, command.remedy());
        String reason = (command.reason() == null || command.reason().isBlank()) ? null : command.reason().strip();
        if (remedy.person() && (command.to() == null || command.to().isBlank())) {
            throw new InvalidInput("to", "task-person-required");
        }
        if (remedy.reasoned() && reason == null) {
            throw new InvalidInput("reason", "task-reason-required");
        }
        if (reason != null && reason.codePointCount(0, reason.length()) > REASON_LENGTH) {
            throw new InvalidInput("reason", "longer-than", REASON_LENGTH);
        }
        kind.remedy(found,
                new DeadEnds.Applied(remedy.id(), remedy.person() ? command.to() : null, reason, command.account()));
    }

    /**
     * @throws NotFound where no such kind is known
     */
    DeadEnds kind(String kind) {
        return this.kinds.orderedStream()
            .filter((known) -> known.kind().equals(kind))
            .findFirst()
            .orElseThrow(() -> new NotFound("finding"));
    }

    Optional<DeadEnd> find(DeadEnds kind, String id) {
        return kind.find(LOOK).stream().filter((found) -> found.id().equals(id)).findFirst();
    }

    /**
     * @throws NotFound where it has no such remedy
     */
    static DeadEnds.Remedy remedy(DeadEnd found, String id) {
        return found.remedies()
            .stream()
            .filter((remedy) -> remedy.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("remedy"));
    }

    /**
     * @param to account of the person chosen; null where the remedy needs none
     */
    public record ApplyRemedyCommand(String kind, String id, String remedy, @Nullable String to,
            @Nullable String reason, String account) {

    }

}

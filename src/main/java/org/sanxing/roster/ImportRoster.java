package org.sanxing.roster;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Approvals;
import org.sanxing.organization.ImportOrganization;

/** Looks at a file, and asks for what stands in it where nothing is wrong. */
@UseCase
class ImportRoster {

    private final ImportOrganization imports;

    private final Approvals approvals;

    private final RosterWords words;

    ImportRoster(ImportOrganization imports, Approvals approvals, RosterWords words) {
        this.imports = imports;
        this.approvals = approvals;
        this.words = words;
    }

    /**
     * @param gives what it would give, in words; empty where something is wrong
     */
    record Looked(RosterFile file, List<String> gives) {

    }

    Looked look(String actor, Path path, String name) {
        RosterFile file = new RosterFile(path, name, this.words);
        ImportOrganization.Outlook outlook = this.imports.look(actor, file.content());
        file.add(outlook.errors());
        return new Looked(file, (file.faultCount() > 0) ? List.of() : outlook.gives());
    }

    /**
     * @throws InvalidInput naming the cells
     */
    Approvals.Asked ask(String actor, RosterFile file, @Nullable String reason) {
        if (file.faultCount() > 0) {
            throw new InvalidInput(file.faults()
                .stream()
                .map((fault) -> fault.cell().isEmpty()
                        ? FieldError.of(fault.sheet(), "roster-sheet", fault.sheet(), this.words.reason(fault.error()))
                        : FieldError.of(fault.sheet() + "!" + fault.cell(), "roster-cell", fault.sheet(), fault.cell(),
                                fault.title(), this.words.reason(fault.error())))
                .toList());
        }
        return this.approvals.ask(actor, ImportOrganization.KIND, file.content(), reason);
    }

}

package org.sanxing.organization;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/** The system administrator keeps the list of branches. */
@UseCase
class KeepBranches {

    private final Organization organization;

    private final OrganizationStore store;

    private final ApplicationEventPublisher events;

    KeepBranches(Organization organization, OrganizationStore store, ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.events = events;
    }

    Branch add(String actor, @Nullable String name, @Nullable String code) {
        Roles.requireSystemAdministrator(this.organization, actor);
        String cleanName = OrganizationInput.trimmed(name);
        String cleanCode = OrganizationInput.trimmed(code);
        OrganizationInput.check().name(cleanName).code(cleanCode).refuseWhatIsWrong();
        Branch branch = new Branch(Ids.next(), Objects.requireNonNull(cleanName), Objects.requireNonNull(cleanCode));
        if (this.store.codeTaken(branch.code())) {
            throw new InvalidInput("code", "code-taken");
        }
        this.store.insert(branch);
        this.events.publishEvent(new OrganizationEvent.BranchAdded(actor, branch));
        return branch;
    }

    Branch rename(String actor, String id, @Nullable String name, @Nullable Integer revision) {
        Roles.requireSystemAdministrator(this.organization, actor);
        Branch before = this.organization.branch(id).orElseThrow(() -> new NotFound("branch"));
        String cleanName = OrganizationInput.trimmed(name);
        OrganizationInput.check().name(cleanName).refuseWhatIsWrong();
        Branch after = new Branch(id, Objects.requireNonNull(cleanName), before.code());
        this.store.rename(after, revision);
        this.events.publishEvent(new OrganizationEvent.BranchChanged(actor, before, after));
        return after;
    }

    /** Closes a branch in which nobody is left; old records keep its name. */
    void close(String actor, String id) {
        Roles.requireSystemAdministrator(this.organization, actor);
        this.organization.branch(id).orElseThrow(() -> new NotFound("branch"));
        if (this.store.branchInUse(id)) {
            throw new Conflict("branch-in-use");
        }
        this.store.closeBranch(id);
        this.events.publishEvent(new OrganizationEvent.BranchClosed(actor, id));
    }

}

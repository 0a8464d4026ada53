package org.sanxing.organization;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.organization.OrganizationForms.BranchForm;
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

    Branch add(String actor, BranchForm form) {
        Roles.requireSystemAdministrator(this.organization, actor);
        OrganizationInput.check().name(form.name()).code(form.code()).refuseWhatIsWrong();
        Branch branch = new Branch(Ids.next(), Objects.requireNonNull(form.name()),
                Objects.requireNonNull(form.code()));
        if (this.store.codeTaken(branch.code())) {
            throw new InvalidInput("code", "code-taken");
        }
        this.store.insert(branch);
        this.events.publishEvent(OrganizationEvent.branchAdded(actor, branch));
        return branch;
    }

    /** The code is part of numbers already given and stays. */
    Branch rename(String actor, String id, BranchForm form, @Nullable Integer revision) {
        Roles.requireSystemAdministrator(this.organization, actor);
        Branch before = this.organization.branch(id).orElseThrow(() -> new NotFound("branch"));
        OrganizationInput.check().name(form.name()).refuseWhatIsWrong();
        Branch after = new Branch(id, Objects.requireNonNull(form.name()), before.code());
        this.store.rename(after, revision);
        this.events.publishEvent(OrganizationEvent.branchChanged(actor, before, after));
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
        this.events.publishEvent(OrganizationEvent.branchClosed(actor, id));
    }

}

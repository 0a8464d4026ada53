package org.sanxing.organization;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The departments that a leaver heads or supervises. Left vacant, the level is skipped.
 */
@Component
@Order(200)
class LeaverPositions implements LeaverDuties {

    private static final String HEAD = "head-";

    private static final String SUPERVISOR = "supervisor-";

    private final Organization organization;

    private final OrganizationStore store;

    private final ApplicationEventPublisher events;

    LeaverPositions(Organization organization, OrganizationStore store, ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.events = events;
    }

    @Override
    public String id() {
        return "positions";
    }

    @Override
    public String leftKey(Duty duty) {
        return "organization.leave.nobody";
    }

    @Override
    public boolean fallsVacant() {
        return true;
    }

    @Override
    public List<Duty> of(String account) {
        List<Duty> held = new ArrayList<>();
        for (Department department : this.organization.departments()) {
            if (account.equals(department.head())) {
                held.add(new Duty(HEAD + department.id(), "organization.leave.kind.head", department.name(), true,
                        "organization.leave.note.head", Set.of(account)));
            }
            if (account.equals(department.supervisor())) {
                held.add(new Duty(SUPERVISOR + department.id(), "organization.leave.kind.supervisor", department.name(),
                        true, "organization.leave.note.supervisor", Set.of(account)));
            }
        }
        return held;
    }

    @Override
    public void handOver(Duty holding, String from, @Nullable String successor, String administrator, String reason) {
        if (successor != null && this.organization.get(successor).departmentId() == null) {
            throw new InvalidInput("successor", "not-active-staff");
        }
        boolean head = holding.id().startsWith(HEAD);
        String id = holding.id().substring(head ? HEAD.length() : SUPERVISOR.length());
        Department before = this.organization.department(id).orElseThrow(() -> new NotFound("department"));
        Department after = new Department(id, before.name(), before.parentId(), head ? successor : before.head(),
                head ? before.supervisor() : successor);
        this.store.update(after);
        this.events.publishEvent(OrganizationEvent.departmentChanged(administrator, before, after));
    }

}

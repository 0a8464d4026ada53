package org.sanxing.organization;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The roles of a leaver. They end: only the security administrator grants a role, so the
 * system administrator cannot hand one on.
 */
@Component
@Order(300)
class LeaverRoles implements LeaverDuties {

    private final Organization organization;

    private final OrganizationStore store;

    private final MessageSource messages;

    LeaverRoles(Organization organization, OrganizationStore store, MessageSource messages) {
        this.organization = organization;
        this.store = store;
        this.messages = messages;
    }

    @Override
    public String id() {
        return "roles";
    }

    @Override
    public List<Duty> of(String account) {
        return this.store.grants(List.of(account))
            .stream()
            .map((grant) -> new Duty(grant.role().id(), "organization.leave.kind.role", title(grant), false,
                    note(grant), Set.of()))
            .toList();
    }

    private String title(OrganizationStore.Grant grant) {
        String role = this.messages.getMessage("organization.role." + grant.role().id(), null,
                LocaleContextHolder.getLocale());
        return (grant.branch() != null) ? role + " · " + grant.branch().name() : role;
    }

    private String note(OrganizationStore.Grant grant) {
        if (grant.role() == Role.PARTY_SECRETARY) {
            return "organization.leave.note.party-secretary";
        }
        if (grant.branch() != null && this.organization.committee(grant.branch().id()).size() < 2) {
            return "organization.leave.note.last-of-committee";
        }
        if (grant.role() == Role.BRANCH_SECRETARY) {
            return "organization.leave.note.branch-secretary";
        }
        return "organization.leave.note.role";
    }

    @Override
    public void handOver(Duty holding, String from, @Nullable String successor, String administrator, String reason) {
        Roles.byId(holding.id()).ifPresent((role) -> this.store.revoke(from, role));
    }

}

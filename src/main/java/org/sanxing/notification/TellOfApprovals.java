package org.sanxing.notification;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.sanxing.organization.ApprovalEvent;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells who may confirm that something waits, and the asker what became of it; the person
 * and the auditor that somebody has got an initial password.
 */
@Component
class TellOfApprovals implements NoticeEvents {

    private static final String PAGE = "/admin/approvals";

    private static final String PASSWORD = "initialPasswordGiven";

    /** To all whom a file brought. */
    private static final String PASSWORDS = "initialPasswordsGiven";

    private final Notifications notifications;

    private final Organization organization;

    TellOfApprovals(Notifications notifications, Organization organization) {
        this.notifications = notifications;
        this.organization = organization;
    }

    @Override
    public List<String> events() {
        return List.of(ApprovalEvent.ASKED, ApprovalEvent.CONFIRMED, ApprovalEvent.REFUSED, PASSWORD, PASSWORDS);
    }

    @EventListener
    void tell(ApprovalEvent event) {
        switch (event.action()) {
            case ApprovalEvent.ASKED -> tell(event, event.action(), holders(event.confirmer()), PAGE);
            case ApprovalEvent.CONFIRMED, ApprovalEvent.REFUSED ->
                tell(event, event.action(), new LinkedHashSet<>(List.of(event.askedBy())), PAGE);
            default -> {
                // Whoever took it back knows.
            }
        }
        if (!event.newcomers().isEmpty() && event.action().equals(ApprovalEvent.CONFIRMED)) {
            boolean one = event.newcomers().contains(event.subject());
            if (one) {
                tell(event, PASSWORD, new LinkedHashSet<>(event.newcomers()), "/account");
            }
            tell(event, one ? PASSWORD : PASSWORDS, holders(Role.AUDITOR), "/trace");
        }
    }

    private void tell(ApprovalEvent event, String notice, Set<String> told, String link) {
        told.remove(event.actor());
        if (event.action().equals(ApprovalEvent.ASKED)) {
            told.remove(event.subject());
        }
        if (!told.isEmpty()) {
            this.notifications.notify(Notice.of(notice, told, event.id(), link, name(event.subject()),
                    name(event.actor()), name(event.askedBy())));
        }
    }

    private Set<String> holders(Role role) {
        Set<String> holders = new LinkedHashSet<>();
        this.organization.holdersOf(role).stream().map(Person::account).forEach(holders::add);
        return holders;
    }

    private String name(String account) {
        return this.organization.find(account).map(Person::name).orElse(account);
    }

}

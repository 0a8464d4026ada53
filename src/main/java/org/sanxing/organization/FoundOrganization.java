package org.sanxing.organization;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/** Makes the first three administrators of an organ that has nobody yet. */
@UseCase
public class FoundOrganization {

    private static final List<Role> ADMINISTRATORS = List.of(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR,
            Role.AUDITOR);

    private final OrganizationStore store;

    private final ApplicationEventPublisher events;

    FoundOrganization(OrganizationStore store, ApplicationEventPublisher events) {
        this.store = store;
        this.events = events;
    }

    /**
     * @param founders one person for each of the roles {@link #roles()}, in this order
     * @throws Conflict where somebody has an account already
     */
    public void execute(List<Founder> founders) {
        if (founders.size() != ADMINISTRATORS.size()
                || founders.stream().map(Founder::account).distinct().count() != ADMINISTRATORS.size()) {
            throw new IllegalArgumentException("three different persons");
        }
        if (!this.store.isEmpty()) {
            throw new Conflict("set-up-already");
        }
        for (int i = 0; i < founders.size(); i++) {
            Founder founder = founders.get(i);
            OrganizationInput.check().account(founder.account()).name(founder.name()).refuseWhatIsWrong();
            Person person = new Person(Objects.requireNonNull(founder.account()),
                    Objects.requireNonNull(founder.name()), "", null, null, null, true);
            Role role = ADMINISTRATORS.get(i);
            this.store.insert(person);
            this.store.grant(person.account(), role, null, AuditRecord.SYSTEM);
            this.events.publishEvent(OrganizationEvent.personAdded(AuditRecord.SYSTEM, person));
            this.events.publishEvent(OrganizationEvent.roleGranted(AuditRecord.SYSTEM, person.account(), role, null));
        }
    }

    /** The roles that are given, in the order of the founders. */
    public static List<Role> roles() {
        return ADMINISTRATORS;
    }

    public record Founder(@Nullable String account, @Nullable String name) {

    }

}

package org.sanxing.organization;

import org.sanxing.common.Conflict;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Ends a deputation before its last day: the one who is away, the one who stands in, or
 * the system administrator. It stays in the record.
 */
@UseCase
class EndDeputy {

    private final Organization organization;

    private final JdbcDeputies deputies;

    private final ApplicationEventPublisher events;

    EndDeputy(Organization organization, JdbcDeputies deputies, ApplicationEventPublisher events) {
        this.organization = organization;
        this.deputies = deputies;
        this.events = events;
    }

    Deputation execute(EndDeputyCommand command) {
        DeputationRow row = this.deputies.find(command.id()).orElseThrow(() -> new NotFound("deputation"));
        Deputation deputation = row.deputation();
        boolean own = command.actor().equals(deputation.principal()) || command.actor().equals(deputation.deputy());
        if (!own && !this.organization.rolesOf(command.actor()).contains(Role.SYSTEM_ADMINISTRATOR)) {
            throw new NotFound("deputation");
        }
        if (!this.deputies.end(deputation.id(), command.actor())) {
            DeputationRow now = this.deputies.find(command.id()).orElse(row);
            throw new Conflict("deputation-over").in(now.on(this.deputies.today()).id())
                .by(now.endedBy(), now.endedAt());
        }
        this.events.publishEvent(new OrganizationEvent.DeputyEnded(command.actor(), deputation));
        return deputation;
    }

    record EndDeputyCommand(String actor, String id) {

    }

}

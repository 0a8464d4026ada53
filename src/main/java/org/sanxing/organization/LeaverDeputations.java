package org.sanxing.organization;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The deputations of a leaver, on either side. They end, and do not come back. */
@Component
@Order(400)
class LeaverDeputations implements LeaverDuties {

    private final JdbcDeputies deputies;

    private final Organization organization;

    private final ApplicationEventPublisher events;

    LeaverDeputations(JdbcDeputies deputies, Organization organization, ApplicationEventPublisher events) {
        this.deputies = deputies;
        this.organization = organization;
        this.events = events;
    }

    @Override
    public String id() {
        return "deputations";
    }

    @Override
    public List<Duty> of(String account) {
        List<Deputation> open = this.deputies.open(List.of(account)).stream().map(DeputationRow::deputation).toList();
        Map<String, Person> people = this.organization
            .findAll(open.stream().flatMap((one) -> Stream.of(one.principal(), one.deputy())).distinct().toList());
        return open.stream().map((one) -> {
            boolean away = one.principal().equals(account);
            String other = people.get(away ? one.deputy() : one.principal()).name();
            return new Duty(one.id(), away ? "organization.leave.kind.deputy" : "organization.leave.kind.standing-in",
                    other + " " + one.from() + " – " + one.until(), false,
                    away ? "organization.leave.note.deputy" : "organization.leave.note.standing-in", Set.of());
        }).toList();
    }

    @Override
    public void handOver(Duty holding, String from, @Nullable String successor, String administrator, String reason) {
        this.deputies.find(holding.id())
            .map(DeputationRow::deputation)
            .filter((deputation) -> this.deputies.end(deputation.id(), administrator))
            .ifPresent((deputation) -> this.events
                .publishEvent(new OrganizationEvent.DeputyEnded(administrator, deputation)));
    }

}

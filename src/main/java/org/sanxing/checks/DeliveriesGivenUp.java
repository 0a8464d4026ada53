package org.sanxing.checks;

import java.util.List;

import org.sanxing.notification.Deliveries;
import org.sanxing.tasks.DeadEnds;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Notices that did not get out of the application; inside it they are there. */
@Component
@Order(400)
class DeliveriesGivenUp implements DeadEnds {

    private final ObjectProvider<Deliveries> deliveries;

    DeliveriesGivenUp(ObjectProvider<Deliveries> deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public String kind() {
        return "deliveriesGivenUp";
    }

    @Override
    public List<DeadEnd> find(int limit) {
        Deliveries known = this.deliveries.getIfAvailable();
        return (known == null) ? List.of() : known.gaveUp(limit)
            .stream()
            .map((lost) -> new DeadEnd(lost.id(), "gaveUp",
                    List.of(lost.receiver(), lost.channel(), lost.event(), String.valueOf(lost.attempts())),
                    lost.caseId(), lost.account(), lost.since(), lost.reason(), List.of(Remedy.of("sendAgain"))))
            .toList();
    }

    @Override
    public void remedy(DeadEnd found, Applied remedy) {
        this.deliveries.getObject().tryAgain(found.id(), remedy.administrator());
    }

}

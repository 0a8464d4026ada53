package org.sanxing.notification;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All events that some module tells of. */
@Component
class KnownEvents {

    private final ObjectProvider<NoticeEvents> modules;

    KnownEvents(ObjectProvider<NoticeEvents> modules) {
        this.modules = modules;
    }

    /** In the order of the modules, each event once. */
    List<String> all() {
        Set<String> events = new LinkedHashSet<>();
        this.modules.orderedStream().forEach((module) -> events.addAll(module.events()));
        return List.copyOf(events);
    }

    boolean contains(String event) {
        return this.modules.stream().anyMatch((module) -> module.events().contains(event));
    }

}

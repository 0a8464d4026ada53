package org.sanxing.notification;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** All events that some module tells of. */
@Component
class KnownEvents {

    private final Supplier<Set<String>> events;

    KnownEvents(ObjectProvider<NoticeEvents> modules) {
        this.events = SingletonSupplier.of(() -> events(modules));
    }

    private static Set<String> events(ObjectProvider<NoticeEvents> modules) {
        Set<String> events = new LinkedHashSet<>();
        modules.orderedStream().forEach((module) -> events.addAll(module.events()));
        return events;
    }

    /** In the order of the modules, each event once. */
    List<String> all() {
        return List.copyOf(this.events.get());
    }

    boolean contains(String event) {
        return this.events.get().contains(event);
    }

}

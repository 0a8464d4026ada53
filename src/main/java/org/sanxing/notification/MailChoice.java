package org.sanxing.notification;

import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Whether and when a person gets mail of an event. */
enum MailChoice {

    NOW("now"), DIGEST("digest"), NONE("none");

    private final String id;

    MailChoice(String id) {
        this.id = id;
    }

    String id() {
        return this.id;
    }

    static Optional<MailChoice> byId(@Nullable String id) {
        return Stream.of(values()).filter((choice) -> choice.id.equals(id)).findFirst();
    }

}

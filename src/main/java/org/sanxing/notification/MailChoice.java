package org.sanxing.notification;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Whether and when a person gets mail of an event. */
enum MailChoice {

    NOW, DIGEST, NONE;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<MailChoice> byId(@Nullable String id) {
        return Stream.of(values()).filter((choice) -> choice.id().equals(id)).findFirst();
    }

}

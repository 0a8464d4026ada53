package org.sanxing.notification;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The ways by which a notice leaves the application. */
enum Channel {

    MAIL(Integer.MAX_VALUE), WECOM(20), DINGTALK(20), FEISHU(60), WEBHOOK(600);

    private final int perMinute;

    Channel(int perMinute) {
        this.perMinute = perMinute;
    }

    /** As the API and the database write it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * How many messages a minute one receiver takes. WeCom and DingTalk shut a robot that
     * sends more than 20 a minute out for a while.
     */
    int perMinute() {
        return this.perMinute;
    }

    static Optional<Channel> byId(@Nullable String id) {
        return Stream.of(values()).filter((channel) -> channel.id().equals(id)).findFirst();
    }

}

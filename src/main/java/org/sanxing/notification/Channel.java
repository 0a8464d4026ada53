package org.sanxing.notification;

import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The ways by which a notice leaves the application. */
enum Channel {

    MAIL("mail", Integer.MAX_VALUE), WECOM("wecom", 20), DINGTALK("dingtalk", 20), FEISHU("feishu", 60),
    WEBHOOK("webhook", 600);

    private final String id;

    private final int perMinute;

    Channel(String id, int perMinute) {
        this.id = id;
        this.perMinute = perMinute;
    }

    /** As the API and the database write it. */
    String id() {
        return this.id;
    }

    /**
     * How many messages a minute one receiver takes. WeCom and DingTalk shut a robot that
     * sends more than 20 a minute out for a while.
     */
    int perMinute() {
        return this.perMinute;
    }

    static Optional<Channel> byId(@Nullable String id) {
        return Stream.of(values()).filter((channel) -> channel.id.equals(id)).findFirst();
    }

}

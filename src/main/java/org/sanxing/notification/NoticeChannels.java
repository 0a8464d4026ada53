package org.sanxing.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Briefly;
import org.sanxing.common.Conflict;
import org.sanxing.common.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of receivers that the organ has set up. */
@Repository
class NoticeChannels {

    private final JdbcClient jdbc;

    private final Clock clock;

    /** Every notice asks for them. */
    private final Briefly<List<NoticeChannel>> enabled = new Briefly<>(Duration.ofSeconds(5));

    NoticeChannels(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By name. */
    List<NoticeChannel> all() {
        return this.jdbc.sql("select * from notice_channel order by name, id")
            .query(Rows.of(NoticeChannel.class))
            .list();
    }

    List<NoticeChannel> enabled() {
        return this.enabled.get(() -> this.jdbc.sql("select * from notice_channel where enabled = true order by id")
            .query(Rows.of(NoticeChannel.class))
            .list());
    }

    Optional<NoticeChannel> find(String id) {
        return this.jdbc.sql("select * from notice_channel where id = :id")
            .param("id", id)
            .query(Rows.of(NoticeChannel.class))
            .optional();
    }

    void insert(NoticeChannel channel) {
        this.enabled.forget();
        Rows.insert(this.jdbc, "notice_channel",
                "id, kind, name, url, secret, language, events, branches, enabled, revision, created_at", channel.id(),
                channel.kind(), channel.name(), channel.url(), channel.secret(), channel.language(), channel.events(),
                channel.branches(), channel.enabled(), 1, this.clock.instant());
    }

    /**
     * @param revision that is replaced; null for whichever there is
     * @throws Conflict where it was changed meanwhile
     */
    void update(NoticeChannel channel, @Nullable Integer revision) {
        this.enabled.forget();
        if (Rows.update(this.jdbc, """
                update notice_channel set name = ?, url = ?, secret = ?, language = ?, events = ?, branches = ?,
                    enabled = ?, revision = revision + 1
                where id = ? and revision = coalesce(?, revision)""", channel.name(), channel.url(), channel.secret(),
                channel.language(), channel.events(), channel.branches(), channel.enabled(), channel.id(),
                revision) == 0) {
            throw new Conflict("changed-meanwhile");
        }
    }

    void delete(String id) {
        this.enabled.forget();
        Rows.update(this.jdbc, "delete from notice_channel where id = ?", id);
    }

}

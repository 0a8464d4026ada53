package org.sanxing.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Briefly;
import org.sanxing.common.Conflict;
import org.sanxing.common.Rows;
import org.sanxing.common.Sealing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of receivers that the organ has set up. */
@Repository
class NoticeChannels {

    private static final Logger log = LoggerFactory.getLogger(NoticeChannels.class);

    private final JdbcClient jdbc;

    private final Sealing sealing;

    private final Clock clock;

    /** Every notice asks for them. */
    private final Briefly<List<NoticeChannel>> enabled = new Briefly<>(Duration.ofSeconds(5));

    NoticeChannels(JdbcClient jdbc, Sealing sealing, Clock clock) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** What an earlier version kept for everybody to read who has a copy. */
    @PostConstruct
    void sealAll() {
        this.jdbc.sql("select id, url, secret from notice_channel where sealed = false")
            .query((row, number) -> new Clear(row.getString("id"), row.getString("url"), row.getString("secret")))
            .list()
            .forEach((clear) -> this.jdbc.sql("""
                    update notice_channel set url = :url, secret = :secret, sealed = true
                    where id = :id and sealed = false""")
                .param("url", this.sealing.seal(clear.url()))
                .param("secret", sealed(clear.secret()))
                .param("id", clear.id())
                .update());
    }

    private record Clear(String id, String url, @Nullable String secret) {

    }

    private @Nullable String sealed(@Nullable String secret) {
        return (secret != null) ? this.sealing.seal(secret) : null;
    }

    /** Where the key is another one, the administrator has to enter it anew. */
    private @Nullable String opened(@Nullable String sealed, String id) {
        try {
            return (sealed != null) ? this.sealing.open(sealed) : null;
        }
        catch (IllegalStateException ex) {
            log.error("Address or secret of the receiver {} has to be entered anew: {}", id, ex.getMessage());
            return null;
        }
    }

    private NoticeChannel opened(NoticeChannel kept) {
        return new NoticeChannel(kept.id(), kept.kind(), kept.name(),
                Objects.requireNonNullElse(opened(kept.url(), kept.id()), ""), opened(kept.secret(), kept.id()),
                kept.language(), kept.events(), kept.branches(), kept.enabled(), kept.revision());
    }

    /** By name. */
    List<NoticeChannel> all() {
        return this.jdbc.sql("select * from notice_channel order by name, id")
            .query(Rows.of(NoticeChannel.class))
            .list()
            .stream()
            .map(this::opened)
            .toList();
    }

    List<NoticeChannel> enabled() {
        return this.enabled.get(() -> this.jdbc.sql("select * from notice_channel where enabled = true order by id")
            .query(Rows.of(NoticeChannel.class))
            .list()
            .stream()
            .map(this::opened)
            .toList());
    }

    Optional<NoticeChannel> find(String id) {
        return this.jdbc.sql("select * from notice_channel where id = :id")
            .param("id", id)
            .query(Rows.of(NoticeChannel.class))
            .optional()
            .map(this::opened);
    }

    void insert(NoticeChannel channel) {
        this.enabled.forget();
        Rows.insert(this.jdbc, "notice_channel",
                "id, kind, name, url, secret, language, events, branches, enabled, revision, created_at, sealed",
                channel.id(), channel.kind(), channel.name(), this.sealing.seal(channel.url()),
                sealed(channel.secret()), channel.language(), channel.events(), channel.branches(), channel.enabled(),
                1, this.clock.instant(), true);
    }

    /**
     * @param revision that is replaced; null for whichever there is
     * @throws Conflict where it was changed meanwhile
     */
    void update(NoticeChannel channel, @Nullable Integer revision) {
        this.enabled.forget();
        if (Rows.update(this.jdbc, """
                update notice_channel set name = ?, url = ?, secret = ?, language = ?, events = ?, branches = ?,
                    enabled = ?, revision = revision + 1, sealed = true
                where id = ? and revision = coalesce(?, revision)""", channel.name(), this.sealing.seal(channel.url()),
                sealed(channel.secret()), channel.language(), channel.events(), channel.branches(), channel.enabled(),
                channel.id(), revision) == 0) {
            throw new Conflict("changed-meanwhile");
        }
    }

    void delete(String id) {
        this.enabled.forget();
        Rows.update(this.jdbc, "delete from notice_channel where id = ?", id);
    }

}

package org.sanxing.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Briefly;
import org.sanxing.common.Conflict;
import org.sanxing.common.Sealing;
import org.sanxing.common.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of receivers that the organ has set up. */
@Repository
class NoticeChannels {

    private static final Logger log = LoggerFactory.getLogger(NoticeChannels.class);

    private final JdbcClient jdbc;

    private final JsonMapper json;

    private final Sealing sealing;

    private final Clock clock;

    /** Every notice asks for them. */
    private final Briefly<List<NoticeChannel>> enabled = new Briefly<>(Duration.ofSeconds(5));

    NoticeChannels(JdbcClient jdbc, JsonMapper json, Sealing sealing, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
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

    /** By name. */
    List<NoticeChannel> all() {
        return this.jdbc.sql("select * from notice_channel order by name, id").query(this::channel).list();
    }

    List<NoticeChannel> enabled() {
        return this.enabled.get(() -> this.jdbc.sql("select * from notice_channel where enabled = true order by id")
            .query(this::channel)
            .list());
    }

    Optional<NoticeChannel> find(String id) {
        return this.jdbc.sql("select * from notice_channel where id = :id")
            .param("id", id)
            .query(this::channel)
            .optional();
    }

    void insert(NoticeChannel channel) {
        this.enabled.forget();
        bind(this.jdbc.sql("""
                insert into notice_channel (id, kind, name, url, secret, language, events, branches, enabled, revision,
                    created_at, sealed)
                values (:id, :kind, :name, :url, :secret, :language, :events, :branches, :enabled, 1, :at, true)"""),
                channel)
            .param("kind", channel.kind().id())
            .param("at", Sql.time(this.clock.instant()))
            .update();
    }

    /**
     * @param revision that is replaced; null for whichever there is
     * @throws Conflict where it was changed meanwhile
     */
    void update(NoticeChannel channel, @Nullable Integer revision) {
        this.enabled.forget();
        String sql = """
                update notice_channel set name = :name, url = :url, secret = :secret, language = :language,
                    events = :events, branches = :branches, enabled = :enabled, revision = revision + 1, sealed = true
                where id = :id""" + ((revision != null) ? " and revision = :revision" : "");
        if (bind(this.jdbc.sql(sql), channel).param("revision", revision).update() == 0) {
            throw new Conflict("changed-meanwhile");
        }
    }

    void delete(String id) {
        this.enabled.forget();
        this.jdbc.sql("delete from notice_channel where id = :id").param("id", id).update();
    }

    private JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, NoticeChannel channel) {
        return statement.param("id", channel.id())
            .param("name", channel.name())
            .param("url", this.sealing.seal(channel.url()))
            .param("secret", sealed(channel.secret()))
            .param("language", channel.language())
            .param("events", this.json.writeValueAsString(channel.events()))
            .param("branches", this.json.writeValueAsString(channel.branches()))
            .param("enabled", channel.enabled());
    }

    private NoticeChannel channel(ResultSet row, int number) throws SQLException {
        return new NoticeChannel(row.getString("id"), Channel.byId(row.getString("kind")).orElseThrow(),
                row.getString("name"),
                Objects.requireNonNullElse(opened(row.getString("url"), row.getString("id")), ""),
                opened(row.getString("secret"), row.getString("id")), row.getString("language"),
                List.of(this.json.readValue(row.getString("events"), String[].class)),
                List.of(this.json.readValue(row.getString("branches"), String[].class)), row.getBoolean("enabled"),
                row.getInt("revision"));
    }

}

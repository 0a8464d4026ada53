package org.sanxing.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.sanxing.common.Conflict;
import org.sanxing.common.Rows;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of how people want to be told. */
@Repository
class SettingsRepository {

    private final JdbcClient jdbc;

    private final JdbcTemplate batches;

    SettingsRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Those of a person who never chose are what everybody begins with. */
    NoticeSettings find(String account) {
        Map<String, MailChoice> choices = new LinkedHashMap<>();
        this.jdbc.sql("select event, mail from notice_choice where account = :account order by event")
            .param("account", account)
            .query((row) -> {
                choices.put(row.getString("event"), MailChoice.byId(row.getString("mail")).orElse(MailChoice.NOW));
            });
        return this.jdbc.sql("select * from notice_settings where account = :account")
            .param("account", account)
            .query((row, number) -> settings(row, choices))
            .optional()
            .orElse(NoticeSettings.ofNobodyYet(account));
    }

    /**
     * What many people chose of one event, by account; who never chose is left out. One
     * statement.
     */
    Map<String, NoticeSettings> of(Collection<String> accounts, String event) {
        Map<String, NoticeSettings> found = new HashMap<>();
        this.jdbc.sql("""
                select s.account, s.language, s.quiet_from, s.quiet_to, s.digest_hour, s.revision, c.mail
                from notice_settings s
                left join notice_choice c on c.account = s.account and c.event = :event
                where s.account in (:accounts)""").param("event", event).param("accounts", accounts).query((row) -> {
            Optional<MailChoice> choice = MailChoice.byId(row.getString("mail"));
            found.put(row.getString("account"),
                    settings(row, choice.map((one) -> Map.of(event, one)).orElse(Map.of())));
        });
        return found;
    }

    private static NoticeSettings settings(ResultSet row, Map<String, MailChoice> choices) throws SQLException {
        String from = row.getString("quiet_from");
        String to = row.getString("quiet_to");
        return new NoticeSettings(row.getString("account"), row.getString("language"),
                (from != null && to != null) ? new QuietHours(LocalTime.parse(from), LocalTime.parse(to)) : null,
                row.getInt("digest_hour"), choices, row.getInt("revision"));
    }

    /**
     * @param settings with the revision that they replace
     * @throws Conflict where they were changed meanwhile
     */
    void save(NoticeSettings settings) {
        QuietHours quiet = settings.quiet();
        String sql = (settings.revision() == 0) ? """
                insert into notice_settings (account, language, quiet_from, quiet_to, digest_hour, revision)
                values (:account, :language, :from, :to, :hour, 1)""" : """
                update notice_settings set language = :language, quiet_from = :from, quiet_to = :to,
                    digest_hour = :hour, revision = revision + 1
                where account = :account and revision = :revision""";
        int changed;
        try {
            changed = this.jdbc.sql(sql)
                .param("account", settings.account())
                .param("language", settings.language())
                .param("from", (quiet != null) ? quiet.from().toString() : null)
                .param("to", (quiet != null) ? quiet.to().toString() : null)
                .param("hour", settings.digestHour())
                .param("revision", settings.revision())
                .update();
        }
        catch (DuplicateKeyException ex) {
            changed = 0;
        }
        if (changed == 0) {
            throw new Conflict("changed-meanwhile");
        }
        Rows.update(this.jdbc, "delete from notice_choice where account = ?", settings.account());
        Rows.insertAll(this.batches, "notice_choice", "account, event, mail",
                settings.choices()
                    .entrySet()
                    .stream()
                    .filter((choice) -> choice.getValue() != MailChoice.NOW)
                    .map((choice) -> new Object[] { settings.account(), choice.getKey(), choice.getValue().id() })
                    .toList());
    }

}

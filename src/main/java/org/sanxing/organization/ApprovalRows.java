package org.sanxing.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what waits, and waited, for a second administrator. */
@Component
class ApprovalRows {

    private final JdbcClient jdbc;

    ApprovalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param openKey the same waits only once
     */
    void insert(Approval approval, String openKey) {
        this.jdbc.sql("""
                insert into approval (id, kind, subject, command, open_key, first_half, reason, asked_by, asked_at,
                    confirmer, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')
                """)
            .params(approval.id(), approval.kind(), approval.subject(), approval.command(), openKey,
                    approval.firstHalf(), approval.reason(), approval.askedBy(), Sql.time(approval.askedAt()),
                    approval.confirmer().id())
            .update();
    }

    Optional<String> open(String openKey) {
        return this.jdbc.sql("select id from approval where open_key = ?")
            .param(openKey)
            .query(String.class)
            .optional();
    }

    Optional<Approval> lock(String id) {
        return this.jdbc.sql("select * from approval where id = ? for update")
            .param(id)
            .query(ApprovalRows::row)
            .optional();
    }

    void decide(String id, Approval.State state, String by, Instant at, @Nullable String refusal, String gave) {
        this.jdbc.sql("""
                update approval set state = ?, decided_by = ?, decided_at = ?, refusal = ?, gave = ?, open_key = null,
                    first_half = null
                where id = ?
                """).params(state.id(), by, Sql.time(at), refusal, gave, id).update();
    }

    /**
     * What waits first, then the newest.
     * @param state null for all
     * @param after when the last one seen was asked for, and its id; null for the first
     * page
     */
    List<Approval> list(Approval.@Nullable State state, @Nullable List<String> after, int limit) {
        StringBuilder sql = new StringBuilder("select * from approval where 1 = 1");
        Map<String, Object> parameters = new HashMap<>(Map.of("limit", limit));
        if (state != null) {
            sql.append(" and state = :state");
            parameters.put("state", state.id());
        }
        if (after != null) {
            sql.append(" and (asked_at < :at or (asked_at = :at and id > :id))");
            parameters.put("at", Sql.time(Instant.parse(after.get(0))));
            parameters.put("id", after.get(1));
        }
        return this.jdbc.sql(sql.append(" order by asked_at desc, id limit :limit").toString())
            .params(parameters)
            .query(ApprovalRows::row)
            .list();
    }

    /** How many wait for somebody of these roles who is neither asker nor subject. */
    int waiting(String account, Collection<Role> held) {
        return held.isEmpty() ? 0
                : this.jdbc.sql("""
                        select count(*) from approval where state = 'waiting' and confirmer in (:roles)
                        and asked_by <> :account and subject <> :account
                        """)
                    .param("roles", held.stream().map(Role::id).toList())
                    .param("account", account)
                    .query(Integer.class)
                    .single();
    }

    private static Approval row(ResultSet row, int number) throws SQLException {
        return new Approval(row.getString("id"), row.getString("kind"), row.getString("subject"),
                row.getString("command"), row.getString("first_half"), row.getString("reason"),
                row.getString("asked_by"), Sql.instant(row, "asked_at"),
                Roles.byId(row.getString("confirmer")).orElseThrow(),
                Approval.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getString("decided_by"),
                Sql.instantOrNull(row, "decided_at"), row.getString("refusal"), row.getString("gave"));
    }

}

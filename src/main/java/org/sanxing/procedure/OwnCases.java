package org.sanxing.procedure;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import org.sanxing.common.Cursor;
import org.sanxing.common.Page;
import org.sanxing.common.Sql;
import org.sanxing.forms.FormComponent;

/**
 * A person's own cases: in a list, and as a case that goes on from one of them names it.
 */
@Component
public class OwnCases {

    private static final String NAMED = "select id, coalesce(case_number, '') as number, title from procedure_case where ";

    private static final int MOST = 200;

    private final JdbcClient jdbc;

    OwnCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first, without the one that asks. */
    List<FormComponent.Option> of(String procedure, String account, @Nullable String except) {
        return this.jdbc
            .sql(NAMED + "subject = ? and procedure_key = ? and version > 0 and id <> ?"
                    + " order by created_at desc, id desc fetch first " + MOST + " rows only")
            .params(account, procedure, (except != null) ? except : "")
            .query(Named.class)
            .list()
            .stream()
            .map((one) -> new FormComponent.Option(one.id, one.text()))
            .toList();
    }

    Optional<String> title(String id) {
        return this.jdbc.sql(NAMED + "id = ?").params(id).query(Named.class).optional().map(Named::text);
    }

    /**
     * Whatever their procedures, the newest first.
     * @param state null for all
     */
    public Page<ProcedureCase> page(String account, @Nullable CaseState state, int limit, @Nullable String cursor) {
        Map<String, Object> parameters = new HashMap<>(Map.of("account", account, "rows", limit + 1));
        StringBuilder sql = new StringBuilder("select * from procedure_case where subject = :account");
        if (state != null) {
            sql.append(" and state = :state");
            parameters.put("state", state.id());
        }
        Cursor.decode(cursor, 2).ifPresent((after) -> {
            sql.append(" and (created_at, id) < (:at, :id)");
            parameters.put("at", Sql.time(Cursor.value(after.get(0), Instant::parse)));
            parameters.put("id", after.get(1));
        });
        sql.append(" order by created_at desc, id desc fetch first :rows rows only");
        return Page.of(this.jdbc.sql(sql.toString()).params(parameters).query(ProcedureCase.class).list(), limit,
                (row) -> List.of(row.createdAt().toString(), row.id()));
    }

    /** What other cases have begun for a person, who has not submitted it. */
    public List<ProcedureCase> owed(String account) {
        return this.jdbc
            .sql("select * from procedure_case where subject = ? and state = 'draft' and version = 0"
                    + " and origin is not null order by created_at fetch first " + MOST + " rows only")
            .params(account)
            .query(ProcedureCase.class)
            .list();
    }

    /** One that was begun and in which nothing is written. */
    public Optional<ProcedureCase> untouched(String procedure, String account) {
        return this.jdbc
            .sql("select * from procedure_case where subject = ? and procedure_key = ? and state = 'draft'"
                    + " and version = 0 and draft = '{}' and origin is null fetch first row only")
            .params(account, procedure)
            .query(ProcedureCase.class)
            .optional();
    }

    private record Named(String id, String number, String title) {

        private String text() {
            return Stream.of(this.number, this.title)
                .filter((part) -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        }

    }

}

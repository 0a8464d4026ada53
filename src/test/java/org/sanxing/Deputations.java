package org.sanxing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.sanxing.common.Ids;
import org.sanxing.common.Sql;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets people stand in for others, for all kinds and campaigns and a long time, until it
 * is ended.
 */
public final class Deputations {

    private final JdbcClient jdbc;

    public Deputations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @return its id
     */
    public String begin(String principal, String deputy) {
        String id = Ids.next();
        this.jdbc
            .sql("""
                    insert into deputation (id, principal, deputy, first_day, last_day, kinds, campaigns, named_at, named_by)
                    values (:id, :principal, :deputy, :first, :last, '', '', :at, :principal)""")
            .param("id", id)
            .param("principal", principal)
            .param("deputy", deputy)
            .param("first", LocalDate.of(2026, 1, 1))
            .param("last", LocalDate.of(2036, 1, 1))
            .param("at", Sql.time(LocalDate.of(2026, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC)))
            .update();
        return id;
    }

    public void end(String id) {
        this.jdbc.sql("update deputation set ended_at = :at, ended_by = principal where id = :id")
            .param("at", Sql.time(Instant.now()))
            .param("id", id)
            .update();
    }

    public void endAll() {
        this.jdbc.sql("delete from deputation").update();
    }

}

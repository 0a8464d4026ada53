package org.sanxing.tasks.list;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

import org.sanxing.common.Sql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an administrator allows for kinds of tasks; nothing until somebody does. */
@Component
public class KindSettings {

    private final JdbcClient jdbc;

    KindSettings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The kinds of which several may be decided at once. */
    public Set<String> batchKinds() {
        return new TreeSet<>(
                this.jdbc.sql("select kind from task_kind_setting where batch = true").query(String.class).list());
    }

    public void allowBatch(String kind, boolean allowed, String by, Instant now) {
        int known = this.jdbc.sql("""
                update task_kind_setting set batch = :batch, changed_by = :by, changed_at = :at where kind = :kind""")
            .param("batch", allowed)
            .param("by", by)
            .param("at", Sql.time(now))
            .param("kind", kind)
            .update();
        if (known == 0) {
            this.jdbc.sql("""
                    insert into task_kind_setting (kind, batch, changed_by, changed_at)
                    values (:kind, :batch, :by, :at)""")
                .param("kind", kind)
                .param("batch", allowed)
                .param("by", by)
                .param("at", Sql.time(now))
                .update();
        }
    }

}

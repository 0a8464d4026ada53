package org.sanxing.reflection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.sanxing.common.Sql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The frozen versions of materials, and the forms they were written in. Only added to.
 */
@Component
public class Versions {

    private final JdbcClient jdbc;

    Versions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(FrozenVersion version) {
        this.jdbc.sql("""
                insert into reflection_version (reflection_id, number, content, form_hash, submitted_at, submitted_by)
                values (:reflection, :number, :content, :form, :at, :by)""")
            .param("reflection", version.reflectionId())
            .param("number", version.number())
            .param("content", version.content())
            .param("form", version.formHash())
            .param("at", Sql.time(version.submittedAt()))
            .param("by", version.submittedBy())
            .update();
    }

    public Optional<FrozenVersion> find(String reflectionId, int number) {
        return this.jdbc.sql("select * from reflection_version where reflection_id = :id and number = :number")
            .param("id", reflectionId)
            .param("number", number)
            .query((row, index) -> version(row))
            .optional();
    }

    /** All versions of a material, oldest first. */
    public List<FrozenVersion> of(String reflectionId) {
        return this.jdbc.sql("select * from reflection_version where reflection_id = :id order by number")
            .param("id", reflectionId)
            .query((row, index) -> version(row))
            .list();
    }

    /**
     * Keeps the text of a form under its hash, once.
     * @return the hash
     */
    public String keepForm(String name, String schema) {
        String hash = Hashes.sha256(schema);
        this.jdbc.sql("""
                insert into reflection_form (hash, name, schema_text) select :hash, :name, :schema
                where not exists (select 1 from reflection_form where hash = :hash)""")
            .param("hash", hash)
            .param("name", name)
            .param("schema", schema)
            .update();
        return hash;
    }

    /** The text of a form that was kept. */
    public String form(String hash) {
        return this.jdbc.sql("select schema_text from reflection_form where hash = :hash")
            .param("hash", hash)
            .query(String.class)
            .single();
    }

    private static FrozenVersion version(ResultSet row) throws SQLException {
        return new FrozenVersion(row.getString("reflection_id"), row.getInt("number"), row.getString("content"),
                row.getString("form_hash"), Sql.instant(row, "submitted_at"), row.getString("submitted_by"));
    }

    /**
     * @param content what was filled in, as JSON
     * @param formHash of the form it was filled into
     */
    public record FrozenVersion(String reflectionId, int number, String content, String formHash, Instant submittedAt,
            String submittedBy) {

    }

}

package org.sanxing.dossier.signs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.sanxing.common.Rows;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which stretches the conclusions of requests have, by hash. However long a text is, and
 * however many there are, writing and asking are one statement each.
 */
@Component
class ConclusionPrints {

    private final JdbcClient jdbc;

    private final JdbcTemplate batch;

    ConclusionPrints(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    void put(String requestId, String entryId, Set<Long> prints, int method) {
        Rows.update(this.jdbc, "delete from ledger_request_print where request_id = ?", requestId);
        Rows.update(this.jdbc, "delete from ledger_request_printed where request_id = ?", requestId);
        List<Object[]> rows = new ArrayList<>(prints.size());
        prints.forEach((hash) -> rows.add(new Object[] { requestId, entryId, hash }));
        if (!rows.isEmpty()) {
            this.batch.batchUpdate("insert into ledger_request_print (request_id, entry_id, hash) values (?, ?, ?)",
                    rows);
        }
        Rows.insert(this.jdbc, "ledger_request_printed", "request_id, method", requestId, method);
    }

    /** The newest request of an entry. */
    Optional<Request> latest(String entryId) {
        return this.jdbc
            .sql("select id, entry_id, conclusion from ledger_request where entry_id = ? "
                    + "order by attempt desc fetch first 1 rows only")
            .param(entryId)
            .query(Request.class)
            .optional();
    }

    /** Locks one request that is not in the index; others that do the same skip it. */
    Optional<Request> lockMissing(int method) {
        return this.jdbc
            .sql("select r.id, r.entry_id, r.conclusion from ledger_request r where not exists (select 1 "
                    + "from ledger_request_printed p where p.request_id = r.id and p.method = ?) "
                    + "order by r.requested_at desc, r.id desc fetch first 1 rows only for update skip locked")
            .param(method)
            .query(Request.class)
            .optional();
    }

    /**
     * Other entries that have at least so many of the stretches, those with most first.
     */
    List<Shared> sharing(String entryId, Set<Long> prints, int least, int limit) {
        if (prints.isEmpty()) {
            return List.of();
        }
        return this.jdbc.sql("""
                select p.entry_id, p.request_id, count(*) as shared
                from unnest(cast(:hashes as bigint array)) as w(wanted)
                join ledger_request_print p on p.hash = w.wanted
                where p.entry_id <> :entry group by p.entry_id, p.request_id having count(*) >= :least
                order by shared desc, p.request_id fetch first\s""" + limit + " rows only")
            .param("hashes", prints.toArray(Long[]::new))
            .param("entry", entryId)
            .param("least", least)
            .query(Shared.class)
            .list();
    }

    record Request(String id, String entryId, String conclusion) {

    }

    record Shared(String entryId, int shared) {

    }

}

package org.sanxing.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.CaseDescriber.CaseDescription;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Sql;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The chains as tables: takes a head's lock, appends, moves the head. */
@Component
class AuditChains {

    private final JdbcClient jdbc;

    private final JdbcTemplate batches;

    private final TransactionTemplate savepoint;

    private final CaseDescribers describers;

    private final ObjectProvider<PersonNames> names;

    AuditChains(JdbcTemplate batches, PlatformTransactionManager transactions, CaseDescribers describers,
            ObjectProvider<PersonNames> names) {
        this.jdbc = JdbcClient.create(batches);
        this.batches = batches;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.describers = describers;
        this.names = names;
    }

    /** An event that waits to be written, with the time it happened. */
    record Gathered(AuditRecord record, Instant at) {

    }

    private record Head(long count, String hash, @Nullable Instant lastAt) {

    }

    /**
     * Appends to one chain, within the caller's transaction, which holds the lock on the
     * chain's head until it ends. Who appends to several chains does so in the order of
     * their ids, or two of them deadlock.
     */
    void append(String chain, List<Gathered> gathered) {
        Head head = lock(chain, gathered.get(0));
        List<AuditEvent> events = chained(chain, head, gathered);
        this.batches.batchUpdate("""
                insert into audit_event (chain, seq, happened_at, actor, on_behalf_of, action, result, object_type,
                        object_id, version, detail, previous_hash, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, events, events.size(), (row, event) -> {
            row.setString(1, event.chain());
            row.setLong(2, event.seq());
            row.setObject(3, Sql.time(event.at()));
            row.setString(4, event.actor());
            row.setString(5, event.onBehalfOf());
            row.setString(6, event.action());
            row.setString(7, event.result());
            row.setString(8, event.objectType());
            row.setString(9, event.objectId());
            row.setObject(10, event.version(), java.sql.Types.INTEGER);
            row.setString(11, event.detail());
            row.setString(12, event.previousHash());
            row.setString(13, event.hash());
        });
        AuditEvent last = events.get(events.size() - 1);
        this.jdbc.sql("""
                update audit_chain set event_count = :count, head_hash = :hash, last_at = :at, last_action = :action,
                        last_actor = :actor
                where chain = :chain
                """)
            .param("count", last.seq())
            .param("hash", last.hash())
            .param("at", Sql.time(last.at()))
            .param("action", last.action())
            .param("actor", last.actor())
            .param("chain", chain)
            .update();
        description(chain, gathered).ifPresent(this::describe);
    }

    private static List<AuditEvent> chained(String chain, Head head, List<Gathered> gathered) {
        List<AuditEvent> events = new ArrayList<>(gathered.size());
        long seq = head.count();
        String previous = head.hash();
        Instant latest = head.lastAt();
        for (Gathered one : gathered) {
            AuditRecord record = one.record();
            Instant at = one.at().truncatedTo(ChronoUnit.MICROS);
            if (latest != null && at.isBefore(latest)) {
                at = latest;
            }
            AuditEvent event = new AuditEvent(chain, ++seq, at, record.actor(), record.onBehalfOf(), record.action(),
                    record.result(), record.objectType(), record.objectId(), record.version(),
                    CanonicalJson.write(record.detail()), previous, "")
                .sealed();
            events.add(event);
            previous = event.hash();
            latest = at;
        }
        return events;
    }

    private Head lock(String chain, Gathered first) {
        Optional<Head> head = locked(chain);
        if (head.isPresent()) {
            return head.get();
        }
        try {
            // A unique violation would abort a whole PostgreSQL transaction.
            this.savepoint.executeWithoutResult((status) -> open(chain, first));
            return new Head(0, EventHash.GENESIS, null);
        }
        catch (DuplicateKeyException ex) {
            // Somebody else opened it meanwhile and has committed.
            return locked(chain).orElseThrow(() -> ex);
        }
    }

    private Optional<Head> locked(String chain) {
        return this.jdbc.sql("select event_count, head_hash, last_at from audit_chain where chain = ? for update")
            .param(chain)
            .query((row, number) -> new Head(row.getLong(1), row.getString(2), Sql.instant(row, "last_at")))
            .optional();
    }

    private void open(String chain, Gathered first) {
        Instant at = first.at().truncatedTo(ChronoUnit.MICROS);
        this.jdbc.sql("""
                insert into audit_chain (chain, opened_at, last_at, last_action, last_actor, event_count, head_hash)
                values (:chain, :at, :at, :action, :actor, 0, :hash)
                """)
            .param("chain", chain)
            .param("at", Sql.time(at))
            .param("action", first.record().action())
            .param("actor", first.record().actor())
            .param("hash", EventHash.GENESIS)
            .update();
    }

    private Optional<Described> description(String chain, List<Gathered> gathered) {
        for (int i = gathered.size() - 1; i >= 0; i--) {
            AuditRecord record = gathered.get(i).record();
            if (chain.equals(record.objectId())) {
                return Optional.ofNullable(this.describers.all().get(record.objectType()))
                    .flatMap((describer) -> describer.describe(chain))
                    .map((found) -> new Described(record.objectType(), found));
            }
        }
        return Optional.empty();
    }

    private record Described(String type, CaseDescription text) {

    }

    /** A copy to search by; the record itself is in the events. */
    private void describe(Described described) {
        CaseDescription text = described.text();
        PersonNames known = this.names.getIfAvailable();
        String name = (known != null)
                ? known.namesOf(List.of(text.subject())).getOrDefault(text.subject(), text.subject()) : text.subject();
        String search = String.join(" ", text.title(), text.subject(), name, text.department(),
                Objects.requireNonNullElse(text.campaign(), ""));
        this.jdbc.sql("""
                update audit_chain set case_type = :type, title = :title, subject = :subject, subject_name = :name,
                        department = :department, campaign = :campaign, state = :state, link = :link,
                        search_text = :search
                where chain = :chain
                """)
            .param("type", described.type())
            .param("title", cut(text.title(), 500))
            .param("subject", text.subject())
            .param("name", cut(name, 255))
            .param("department", cut(text.department(), 255))
            .param("campaign", cut(text.campaign(), 500))
            .param("state", text.state())
            .param("link", text.link())
            .param("search", cut(search.toLowerCase(java.util.Locale.ROOT), 3000))
            .param("chain", text.caseId())
            .update();
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        if (text == null || text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }

    /** What an event that was refused says of itself. */
    static Map<String, Object> attempt(String method, String path, String code) {
        return Map.of("method", method, "path", path, "code", code);
    }

}

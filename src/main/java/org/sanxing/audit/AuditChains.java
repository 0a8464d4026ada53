package org.sanxing.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.CaseDescriber.CaseDescription;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Progress;
import org.sanxing.common.Sql;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/** The chains as tables: takes a head's lock, appends, moves the head. */
@Component
class AuditChains {

    private static final Head NEW = new Head(0, EventHash.GENESIS, null);

    private static final int LOCKED_AT_ONCE = 500;

    private final JdbcClient jdbc;

    private final JdbcTemplate batches;

    private final TransactionTemplate savepoint;

    private final CaseDescribers describers;

    private final Supplier<@Nullable PersonNames> names;

    private final RowEntries entries;

    private final AuditKeys keys;

    private final ApplicationEventPublisher events;

    AuditChains(JdbcTemplate batches, PlatformTransactionManager transactions, CaseDescribers describers,
            ObjectProvider<PersonNames> names, RowEntries entries, AuditKeys keys, ApplicationEventPublisher events) {
        this.jdbc = JdbcClient.create(batches);
        this.batches = batches;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.describers = describers;
        this.names = SingletonSupplier.ofNullable(names::getIfAvailable);
        this.entries = entries;
        this.keys = keys;
        this.events = events;
    }

    /**
     * An event that waits to be written, with the time it happened and what it carries.
     */
    record Gathered(AuditRecord record, Instant at, List<WrittenRow> rows) implements EventRecorder.Item {

        Gathered(AuditRecord record, Instant at) {
            this(record, at, new ArrayList<>());
        }

    }

    /** So many events more are on record, once the transaction commits. */
    record Appended(int events) {

    }

    /**
     * @param writeNo later than that of any transaction before that wrote one of our
     * rows: we hold the locks on them. 0 where it was not drawn yet
     */
    private record Locked(Map<String, Head> heads, long writeNo) {

    }

    private record Head(long count, String hash, @Nullable Instant lastAt) {

    }

    /** What of an event does not depend on its place. */
    private record Prepared(AuditRecord record, Instant at, String detail, List<RowEntry> rows,
            @Nullable String rowsHash) {

    }

    /**
     * Appends to chains, within the caller's transaction, which holds the locks on their
     * heads until it ends; they are taken in the order of the ids, or two who append
     * deadlock. Whatever can be is read and hashed before.
     */
    void append(SortedMap<String, List<Gathered>> gathered) {
        List<AuditEvent> events = new ArrayList<>();
        List<AuditEvent> heads = new ArrayList<>();
        List<RowEntry> rows = new ArrayList<>();
        Map<String, List<Prepared>> prepared = new HashMap<>();
        Map<String, Optional<List<@Nullable Object>>> described = new HashMap<>();
        int all = gathered.values().stream().mapToInt(List::size).sum();
        AtomicInteger done = new AtomicInteger();
        gathered.forEach((chain, some) -> {
            prepared.put(chain, some.stream().map((one) -> {
                Progress.at("audit.recording", done.getAndIncrement(), all);
                return prepared(chain, one);
            }).toList());
            described.put(chain, description(chain, some));
        });
        Locked locked = lock(gathered);
        boolean drawn = locked.writeNo() > 0
                || gathered.values().stream().flatMap(List::stream).allMatch((one) -> one.rows().isEmpty());
        long writeNo = drawn ? locked.writeNo()
                : this.jdbc.sql("select nextval('audit_write')").query(Long.class).single();
        gathered.forEach((chain, some) -> {
            List<AuditEvent> next = chained(chain, locked.heads().get(chain), prepared.get(chain), writeNo, rows);
            events.addAll(next);
            heads.add(next.get(next.size() - 1));
        });
        this.batches.batchUpdate("""
                insert into audit_event (chain, seq, happened_at, actor, on_behalf_of, action, result, object_type,
                        object_id, version, detail, previous_hash, write_no, rows_hash, key_id, hash, seal)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
            row.setObject(13, event.writeNo(), java.sql.Types.BIGINT);
            row.setString(14, event.rowsHash());
            row.setString(15, event.keyId());
            row.setString(16, event.hash());
            row.setString(17, event.seal());
        });
        this.entries.add(rows);
        List<Object[]> plain = new ArrayList<>();
        List<Object[]> cases = new ArrayList<>();
        for (AuditEvent head : heads) {
            List<@Nullable Object> row = new ArrayList<>(
                    Arrays.asList(head.seq(), head.hash(), Sql.time(head.at()), head.action(), head.actor()));
            Optional<List<@Nullable Object>> words = described.get(head.chain());
            words.ifPresent(row::addAll);
            row.add(head.chain());
            (words.isPresent() ? cases : plain).add(row.toArray());
        }
        moveHeads("", plain);
        moveHeads("""
                , case_type = ?, title = ?, subject = ?, subject_name = ?, department = ?, campaign = ?, state = ?,
                link = ?, search_text = ?
                """, cases);
        this.events.publishEvent(new Appended(events.size()));
    }

    private void moveHeads(String description, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            this.batches.batchUpdate("""
                    update audit_chain set event_count = ?, head_hash = ?, last_at = ?, last_action = ?,
                            last_actor = ?""" + description + " where chain = ?", rows);
        }
    }

    private Prepared prepared(String chain, Gathered one) {
        List<RowEntry> rows = new ArrayList<>();
        one.rows().forEach((row) -> rows.add(this.entries.digested(chain, rows.size(), row)));
        return new Prepared(one.record(), one.at().truncatedTo(ChronoUnit.MICROS),
                CanonicalJson.write(one.record().detail()), rows, rows.isEmpty() ? null : RowEntry.hash(rows));
    }

    private List<AuditEvent> chained(String chain, Head head, List<Prepared> prepared, long writeNo,
            List<RowEntry> rows) {
        List<AuditEvent> events = new ArrayList<>(prepared.size());
        AuditKey key = this.keys.current();
        long seq = head.count();
        String previous = head.hash();
        Instant latest = head.lastAt();
        for (Prepared one : prepared) {
            AuditRecord record = one.record();
            Instant at = one.at();
            if (latest != null && at.isBefore(latest)) {
                at = latest;
            }
            seq++;
            for (RowEntry row : one.rows()) {
                rows.add(row.at(seq, writeNo));
            }
            AuditEvent event = new AuditEvent(chain, seq, at, record.actor(), record.onBehalfOf(), record.action(),
                    record.result(), record.objectType(), record.objectId(), record.version(), one.detail(), previous,
                    one.rows().isEmpty() ? null : writeNo, one.rowsHash(), key.id(), "", null)
                .sealed(key::seal);
            events.add(event);
            previous = event.hash();
            latest = at;
        }
        return events;
    }

    private Locked lock(SortedMap<String, List<Gathered>> gathered) {
        List<String> chains = List.copyOf(gathered.keySet());
        Map<String, Head> heads = new HashMap<>();
        long writeNo = 0;
        for (int from = 0; from < chains.size(); from += LOCKED_AT_ONCE) {
            Locked some = locked(chains.subList(from, Math.min(from + LOCKED_AT_ONCE, chains.size())));
            heads.putAll(some.heads());
            writeNo = Math.max(writeNo, some.writeNo());
        }
        List<String> missing = chains.stream().filter((chain) -> !heads.containsKey(chain)).toList();
        if (!missing.isEmpty() && open(missing, gathered)) {
            missing.forEach((chain) -> heads.put(chain, NEW));
        }
        else {
            // Somebody else opened one of them meanwhile and has committed.
            for (String chain : missing) {
                heads.put(chain,
                        open(List.of(chain), gathered) ? NEW : Optional
                            .ofNullable(locked(List.of(chain)).heads().get(chain))
                            .orElseThrow(() -> new CannotAcquireLockException("The chain " + chain + " cannot open")));
            }
        }
        return new Locked(heads, writeNo);
    }

    private Locked locked(List<String> chains) {
        Map<String, Head> heads = new HashMap<>();
        AtomicLong writeNo = new AtomicLong();
        this.jdbc.sql("""
                select chain, event_count, head_hash, last_at, nextval('audit_write') as write_no from audit_chain
                where chain in (:chains) order by chain for update""").param("chains", chains).query((row) -> {
            heads.put(row.getString("chain"),
                    new Head(row.getLong("event_count"), row.getString("head_hash"), Sql.instant(row, "last_at")));
            writeNo.accumulateAndGet(row.getLong("write_no"), Math::max);
        });
        return new Locked(heads, writeNo.get());
    }

    /** Returns false where one of them is there already. */
    private boolean open(List<String> chains, Map<String, List<Gathered>> gathered) {
        List<Object[]> rows = chains.stream().map((chain) -> {
            Gathered first = gathered.get(chain).get(0);
            OffsetDateTime at = Sql.time(first.at().truncatedTo(ChronoUnit.MICROS));
            return new Object[] { chain, at, at, first.record().action(), first.record().actor(), EventHash.GENESIS };
        }).toList();
        try {
            // A unique violation would abort a whole PostgreSQL transaction.
            this.savepoint.executeWithoutResult((status) -> this.batches.batchUpdate("""
                    insert into audit_chain (chain, opened_at, last_at, last_action, last_actor, event_count,
                            head_hash)
                    values (?, ?, ?, ?, ?, 0, ?)
                    """, rows));
            return true;
        }
        catch (DataIntegrityViolationException ex) {
            return false;
        }
    }

    private Optional<List<@Nullable Object>> description(String chain, List<Gathered> gathered) {
        for (int i = gathered.size() - 1; i >= 0; i--) {
            AuditRecord record = gathered.get(i).record();
            if (chain.equals(record.objectId())) {
                return Optional.ofNullable(this.describers.all().get(record.objectType()))
                    .flatMap((describer) -> describer.describe(chain))
                    .map((found) -> searchable(record.objectType(), found));
            }
        }
        return Optional.empty();
    }

    /** A copy to search by; the record itself is in the events. */
    private List<@Nullable Object> searchable(String type, CaseDescription text) {
        PersonNames known = this.names.get();
        String name = (known != null)
                ? known.namesOf(List.of(text.subject())).getOrDefault(text.subject(), text.subject()) : text.subject();
        String search = String.join(" ", text.title(), text.subject(), name, text.department(),
                Objects.requireNonNullElse(text.campaign(), ""));
        return Arrays.asList(type, cut(text.title(), 500), text.subject(), cut(name, 255), cut(text.department(), 255),
                cut(text.campaign(), 500), text.state(), text.link(),
                cut(search.toLowerCase(java.util.Locale.ROOT), 3000));
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        if (text == null || text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }

}

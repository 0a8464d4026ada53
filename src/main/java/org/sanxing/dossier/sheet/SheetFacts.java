package org.sanxing.dossier.sheet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.common.Texts;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What the sheet says of entries beside the entries themselves, for many at once: the
 * number of statements does not depend on how many.
 */
@Repository
class SheetFacts {

    private final JdbcClient jdbc;

    private final Attachments attachments;

    SheetFacts(JdbcClient jdbc, Attachments attachments) {
        this.jdbc = jdbc;
        this.attachments = attachments;
    }

    Map<String, Facts> of(Collection<String> entryIds) {
        Map<String, Facts> facts = new LinkedHashMap<>();
        entryIds.forEach((id) -> facts.put(id, new Facts()));
        each(entryIds, "select s.entry_id, m.measure, m.standard, m.done from ledger_measure_set s "
                + "join ledger_measure m on m.set_id = s.id where s.entry_id in (:ids) "
                + "and m.dropped_because is null and not exists (select 1 from ledger_measure_set l where l.entry_id = s.entry_id and l.set_number > s.set_number) "
                + "order by s.entry_id, m.line_number", (row) -> {
                    Facts of = facts.get(row.getString("entry_id"));
                    of.measures.add(row.getString("measure"));
                    if (!Texts.isBlank(row.getString("standard"))) {
                        of.standards.add(row.getString("standard"));
                    }
                });
        each(entryIds,
                "select p.entry_id, p.report, p.percent_done from ledger_progress p where p.entry_id in (:ids) "
                        + "and not exists (select 1 from ledger_progress l where l.entry_id = p.entry_id "
                        + "and (l.reported_at > p.reported_at or (l.reported_at = p.reported_at and l.id > p.id)))",
                (row) -> {
                    Facts of = facts.get(row.getString("entry_id"));
                    of.percent = row.getInt("percent_done");
                    of.progress = row.getString("report");
                });
        Map<String, Facts> requests = new LinkedHashMap<>();
        each(entryIds,
                "select r.entry_id, r.id, r.conclusion, v.decision, v.opinion, (select max(d.stage) from ledger_redo d "
                        + "where d.request_id = r.id) as redone_at from ledger_request r "
                        + "left join ledger_verification v on v.request_id = r.id where r.entry_id in (:ids) "
                        + "and not exists (select 1 from ledger_request l where l.entry_id = r.entry_id "
                        + "and l.attempt > r.attempt)",
                (row) -> {
                    Facts of = facts.get(row.getString("entry_id"));
                    requests.put(row.getString("id"), of);
                    of.conclusion = row.getString("conclusion");
                    of.decision = row.getString("decision");
                    of.opinion = row.getString("opinion");
                    of.refused = "vote".equals(row.getString("redone_at"));
                });
        evidence(requests);
        each(entryIds,
                "select c.entry_id, c.closed_on, c.days_late from ledger_closing c where c.entry_id in (:ids) "
                        + "and not exists (select 1 from ledger_closing l where l.entry_id = c.entry_id "
                        + "and l.cycle_number > c.cycle_number)",
                (row) -> {
                    Facts of = facts.get(row.getString("entry_id"));
                    of.closedOn = row.getObject("closed_on", LocalDate.class);
                    of.daysLate = row.getInt("days_late");
                });
        return facts;
    }

    private void evidence(Map<String, Facts> requests) {
        if (requests.isEmpty()) {
            return;
        }
        Map<String, List<Facts>> files = new LinkedHashMap<>();
        each(requests.keySet(), "select request_id, attachment_id from ledger_request_evidence "
                + "where request_id in (:ids) order by request_id, line_number", (row) -> {
                    files.computeIfAbsent(row.getString("attachment_id"), (id) -> new ArrayList<>())
                        .add(requests.get(row.getString("request_id")));
                });
        if (!files.isEmpty()) {
            for (Attachment file : this.attachments.findAll(files.keySet())) {
                files.get(file.id()).forEach((of) -> of.evidence.add(file.name()));
            }
        }
    }

    private void each(Collection<String> ids, String sql, RowCallbackHandler row) {
        this.jdbc.sql(sql).param("ids", ids).query(row);
    }

    /** Of one entry. */
    static final class Facts {

        final List<String> measures = new ArrayList<>();

        final List<String> standards = new ArrayList<>();

        final List<String> evidence = new ArrayList<>();

        int percent;

        @Nullable String progress;

        @Nullable String conclusion;

        @Nullable String decision;

        @Nullable String opinion;

        /** Whether the party group decided against it. */
        boolean refused;

        @Nullable LocalDate closedOn;

        int daysLate;

    }

}

package org.sanxing.procedure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.sanxing.common.Ids;
import org.sanxing.common.NotFound;
import org.sanxing.common.Remembered;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;

/**
 * The cases, and the rows that are added to them. A transaction has one object of each:
 * whoever asks for the case, the process too, gets the same.
 */
@Repository
class CaseStore {

    private static final int LONGEST = 500;

    private final JdbcClient jdbc;

    private final JdbcOperations batches;

    CaseStore(JdbcClient jdbc, JdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * Adds a new case, or keeps what has changed of one.
     * @throws OptimisticLockingFailureException where somebody else kept another revision
     * meanwhile
     */
    ProcedureCase save(ProcedureCase changed) {
        boolean isNew = changed.isNew();
        changed.saved();
        int rows = this.jdbc.sql(isNew ? """
                insert into procedure_case (id, procedure_key, definition_id, title, subject, department_id, branch_id,
                    state, step, case_number, version, decided, levels, level_task, level_index, returned_from, content,
                    draft, origin, created_at, changed_at, changed_by, submitted_at, closed_at, revision)
                values (:id, :procedureKey, :definitionId, :title, :subject, :departmentId, :branchId,
                    :state, :step, :caseNumber, :version, :decided, :levels, :levelTask, :levelIndex, :returnedFrom,
                    :content, :draft, :origin, :createdAt, :changedAt, :changedBy, :submittedAt, :closedAt,
                    :revision)"""
                : """
                        update procedure_case set definition_id = :definitionId, title = :title,
                            department_id = :departmentId, branch_id = :branchId, state = :state, step = :step,
                            case_number = :caseNumber, version = :version, decided = :decided, levels = :levels,
                            level_task = :levelTask, level_index = :levelIndex, returned_from = :returnedFrom, content = :content,
                            draft = :draft, changed_at = :changedAt, changed_by = :changedBy, submitted_at = :submittedAt,
                            closed_at = :closedAt, revision = :revision
                        where id = :id and revision = :revision - 1""")
            .paramSource(Sql.fields(changed))
            .update();
        if (rows == 0) {
            throw new OptimisticLockingFailureException("Case " + changed.id() + " was changed meanwhile");
        }
        if (isNew) {
            Remembered.own(key(changed.id()), () -> Optional.of(changed));
        }
        return changed;
    }

    void discard(ProcedureCase draft) {
        Rows.update(this.jdbc, "delete from procedure_case where id = ?", draft.id());
    }

    Optional<ProcedureCase> find(String id) {
        return Remembered.once(key(id), () -> read(id, ""));
    }

    /**
     * @throws NotFound where there is none
     */
    ProcedureCase get(String id) {
        return find(id).orElseThrow(() -> new NotFound("case"));
    }

    /**
     * Locks the row until the transaction ends.
     * @throws NotFound where there is none
     */
    ProcedureCase lock(String id) {
        return Remembered.locked(key(id), () -> read(id, " for update")).orElseThrow(() -> new NotFound("case"));
    }

    private Optional<ProcedureCase> read(String id, String lock) {
        return this.jdbc.sql("select * from procedure_case where id = :id" + lock)
            .param("id", id)
            .query(ProcedureCase.class)
            .optional();
    }

    private static List<String> key(String id) {
        return List.of("procedure.case", id);
    }

    /** The cases that were started from one, oldest first. */
    List<ProcedureCase> startedFrom(String id) {
        return this.jdbc.sql("select * from procedure_case where origin = :id order by created_at, id")
            .param("id", id)
            .query(ProcedureCase.class)
            .list();
    }

    void addVersion(ProcedureCase submitted, Map<String, Object> content, Instant now) {
        Rows.insert(this.jdbc, "procedure_version",
                "case_id, number, content, definition_id, submitted_at, submitted_by", submitted.id(),
                submitted.version(), content, submitted.definition(), now, submitted.subject());
    }

    /** Oldest first. */
    List<Version> versions(String caseId) {
        return this.jdbc.sql("select * from procedure_version where case_id = :id order by number")
            .param("id", caseId)
            .query(Rows.of(Version.class))
            .list();
    }

    void add(Decision decision) {
        Remembered.forget(decisionsOf(decision.caseId()));
        Rows.insert(this.jdbc, "procedure_decision",
                "id, case_id, version, task_id, step, level_index, holder, actor, on_behalf_of, decision, opinion,"
                        + " content, definition_id, decided_at, undoes",
                decision.id, decision.caseId, decision.version, decision.taskId, decision.step, decision.levelIndex,
                decision.holder, decision.actor, decision.onBehalfOf, decision.decision, decision.opinion,
                decision.content, decision.definitionId, decision.decidedAt, decision.undoes);
    }

    /** The decisions on a case that stand, oldest first. */
    List<Decision> decisions(String caseId) {
        return Remembered.once(decisionsOf(caseId), () -> this.jdbc.sql("""
                select d.* from procedure_decision d where d.case_id = :id and d.undoes is null
                    and not exists (select 1 from procedure_decision u where u.undoes = d.id)
                order by d.decided_at, d.id""").param("id", caseId).query(Rows.of(Decision.class)).list());
    }

    private static List<String> decisionsOf(String caseId) {
        return List.of("procedure.decisions", caseId);
    }

    void addNote(ProcedureCase of, String actor, String text, Instant now) {
        Rows.insert(this.jdbc, "procedure_note", "id, case_id, step, actor, note, noted_at", Ids.next(), of.id(),
                of.step(), actor, text, now);
    }

    /** Oldest first. */
    List<Note> notes(String caseId) {
        return this.jdbc.sql("select * from procedure_note where case_id = :id order by noted_at, id")
            .param("id", caseId)
            .query(Rows.of(Note.class))
            .list();
    }

    /** They may read the case from now on. */
    void reached(String caseId, Collection<String> accounts, String way, Instant now) {
        Set<String> known = Set
            .copyOf(this.jdbc.sql("select account from procedure_reader where case_id = ? and way = ?")
                .params(caseId, way)
                .query(String.class)
                .list());
        Rows.insertAll(this.batches, "procedure_reader", "case_id, account, way, since",
                accounts.stream()
                    .distinct()
                    .filter((account) -> !known.contains(account))
                    .map((account) -> new Object[] { caseId, account, way, now })
                    .toList());
    }

    boolean hasReached(String caseId, String account) {
        return this.jdbc.sql("select count(*) from procedure_reader where case_id = ? and account = ?")
            .params(caseId, account)
            .query(Integer.class)
            .single() > 0;
    }

    /** Accounts of those whom a case has reached in a way, e.g. its addressees. */
    List<String> reachedBy(String caseId, String way) {
        return this.jdbc.sql("select account from procedure_reader where case_id = ? and way = ? order by account")
            .params(caseId, way)
            .query(String.class)
            .list();
    }

    /**
     * Keeps the fields of the register anew.
     * @param values by field: texts, numbers and dates
     */
    void values(ProcedureCase of, Map<String, List<Object>> values) {
        Rows.update(this.jdbc, "delete from procedure_value where case_id = ?", of.id());
        List<@Nullable Object[]> rows = new ArrayList<>();
        values.forEach((field, all) -> {
            for (Object value : new LinkedHashSet<>(all)) {
                rows.add(new Object[] { of.id(), field, rows.size(), of.procedure(),
                        (value instanceof String text) ? text.substring(0, Math.min(text.length(), LONGEST)) : null,
                        (value instanceof Number) ? value : null, (value instanceof LocalDate) ? value : null });
            }
        });
        Rows.insertAll(this.batches, "procedure_value",
                "case_id, field, row_no, procedure_key, text_value, number_value, date_value", rows);
    }

    /**
     * The next number of a sequence. Whoever asks next waits until this transaction has
     * ended: no number is given twice, and none is missing.
     */
    int next(String sequence) {
        if (!count(sequence)) {
            this.jdbc.sql("select last_number from procedure_counter where sequence_key = '' for update")
                .query(Integer.class)
                .single();
            if (!count(sequence)) {
                Rows.insert(this.jdbc, "procedure_counter", "sequence_key, last_number", sequence, 1);
            }
        }
        return this.jdbc.sql("select last_number from procedure_counter where sequence_key = :key")
            .param("key", sequence)
            .query(Integer.class)
            .single();
    }

    private boolean count(String sequence) {
        return Rows.update(this.jdbc,
                "update procedure_counter set last_number = last_number + 1 where sequence_key = ?", sequence) > 0;
    }

    /**
     * @param content what was submitted
     */
    record Version(String caseId, int number, Map<String, Object> content, String definitionId, Instant submittedAt,
            String submittedBy) {
    }

    /**
     * @param decision what was chosen, or {@code done} where nothing is to be chosen
     * @param content what the form asked beside
     * @param undoes id of the decision that was taken back; null for none
     */
    record Decision(String id, String caseId, int version, String taskId, String step, int levelIndex, String holder,
            String actor, @Nullable String onBehalfOf, String decision, @Nullable String opinion,
            Map<String, Object> content, String definitionId, Instant decidedAt, @Nullable String undoes) {
    }

    record Note(String caseId, String step, String actor, String note, Instant notedAt) {
    }

}

package org.sanxing.ledger;

import java.util.List;
import java.util.Optional;

import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The registration decisions in the database; rows are only added. */
@Repository
class Registrations {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {
    };

    private final JdbcClient jdbc;

    Registrations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Registration> find(String reflectionId) {
        return this.jdbc
            .sql("select reflection_id, reflection_version, branch_id, entries, opinion, registered_by, registered_at "
                    + "from ledger_registration where reflection_id = ?")
            .param(reflectionId)
            .query((row, index) -> new Registration(row.getString("reflection_id"), row.getInt("reflection_version"),
                    row.getString("branch_id"),
                    JSON.readValue(row.getString("entries"), LINES).stream().map(Line::entry).toList(),
                    row.getString("opinion"), row.getString("registered_by"), Sql.instant(row, "registered_at")))
            .optional();
    }

    void add(Registration registration) {
        this.jdbc
            .sql("insert into ledger_registration (reflection_id, reflection_version, branch_id, entries, opinion, "
                    + "registered_by, registered_at) values (?, ?, ?, ?, ?, ?, ?)")
            .params(registration.reflectionId(), registration.version(), registration.branchId(),
                    JSON.writeValueAsString(registration.entries().stream().map(Line::of).toList()),
                    registration.opinion(), registration.registeredBy(), Sql.time(registration.registeredAt()))
            .update();
    }

    /** An entry as api.md writes it. */
    private record Line(int problem, String title, String rootCause, String deadlineClass, String responsible) {

        static Line of(Registration.Entry entry) {
            return new Line(entry.problem(), entry.title(), entry.rootCause(), entry.deadlineClass().id(),
                    entry.responsible());
        }

        Registration.Entry entry() {
            return new Registration.Entry(this.problem, this.title, this.rootCause,
                    DeadlineClass.of(this.deadlineClass).orElseThrow(), this.responsible);
        }

    }

}

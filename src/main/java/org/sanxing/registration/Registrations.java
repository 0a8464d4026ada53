package org.sanxing.registration;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.common.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

/** The registration decisions in the database; rows are only added. */
@Repository
public class Registrations {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    Registrations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Registration> find(String reflectionId) {
        return this.jdbc.sql(
                "select reflection_id, reflection_version, branch_id, form_data, registered_by, on_behalf_of, registered_at "
                        + "from ledger_registration where reflection_id = ?")
            .param(reflectionId)
            .query((row, index) -> {
                Filled filled = JSON.readValue(row.getString("form_data"), Filled.class);
                return new Registration(row.getString("reflection_id"), row.getInt("reflection_version"),
                        row.getString("branch_id"), filled.entries().stream().map(Registrations::entry).toList(),
                        filled.others(), row.getString("registered_by"), row.getString("on_behalf_of"),
                        Sql.instant(row, "registered_at"));
            })
            .optional();
    }

    /**
     * @param author whose material it is: the database refuses who registers their own
     */
    void add(Registration registration, String author) {
        Filled filled = new Filled(registration.entries().stream().map(Registration.Entry::fields).toList(),
                registration.others());
        Rows.insert(this.jdbc, "ledger_registration",
                "reflection_id, reflection_version, branch_id, form_data, registered_by, "
                        + "on_behalf_of, registered_at, author",
                registration.reflectionId(), registration.version(), registration.branchId(),
                JSON.writeValueAsString(filled), registration.registeredBy(), registration.onBehalfOf(),
                registration.registeredAt(), author);
    }

    /** It was checked before it was added. */
    private static Registration.Entry entry(Map<String, Object> fields) {
        return new Registration.Entry(new BigDecimal(fields.get("problem").toString()).intValueExact(),
                Texts.strip(fields.get("title").toString()), fields.get("rootCause").toString(),
                DeadlineClass.of(fields.get("deadlineClass").toString()).orElseThrow(),
                fields.get("responsible").toString(), fields);
    }

    private record Filled(List<Map<String, Object>> entries, Map<String, Object> others) {

    }

}

package org.sanxing.registration;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.Remembered;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.common.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

/** The registration decisions in the database; rows are only added. */
@Repository
public class Registrations {

    private static final String KEY = "registrations.of";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    Registrations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Once it is there it never changes. */
    Optional<Registration> find(String reflectionId) {
        return Remembered.once(List.of(KEY, reflectionId), () -> this.jdbc.sql(
                "select reflection_id, reflection_version, branch_id, form_data, registered_by, on_behalf_of, registered_at "
                        + "from ledger_registration where reflection_id = ?")
            .param(reflectionId)
            .query((row, index) -> registration(row.getString("reflection_id"), row.getInt("reflection_version"),
                    row.getString("branch_id"), row.getString("form_data"), row.getString("registered_by"),
                    row.getString("on_behalf_of"), Sql.instant(row, "registered_at")))
            .optional());
    }

    private static Registration registration(String reflectionId, int version, String branchId, String formData,
            String registeredBy, @Nullable String onBehalfOf, Instant registeredAt) {
        Filled filled = JSON.readValue(formData, Filled.class);
        return new Registration(reflectionId, version, branchId,
                filled.entries().stream().map(Registrations::entry).toList(), filled.others(), registeredBy, onBehalfOf,
                registeredAt);
    }

    /**
     * @param author whose material it is: the database refuses who registers their own
     */
    void add(Registration registration, String author) {
        String formData = JSON.writeValueAsString(new Filled(
                registration.entries().stream().map(Registration.Entry::fields).toList(), registration.others()));
        Instant at = registration.registeredAt().truncatedTo(ChronoUnit.MICROS);
        Rows.insert(this.jdbc, "ledger_registration",
                "reflection_id, reflection_version, branch_id, form_data, registered_by, "
                        + "on_behalf_of, registered_at, author",
                registration.reflectionId(), registration.version(), registration.branchId(), formData,
                registration.registeredBy(), registration.onBehalfOf(), at, author);
        // The process asks for it next: as the row has it.
        Remembered.own(List.of(KEY, registration.reflectionId()),
                () -> Optional
                    .of(registration(registration.reflectionId(), registration.version(), registration.branchId(),
                            formData, registration.registeredBy(), registration.onBehalfOf(), at)));
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

package org.sanxing.procedure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import org.sanxing.organization.Absences;

/**
 * The subjects of cases that wait at a step with {@code away} are away, on the days that
 * the case says.
 */
@Component
class CaseAbsences implements Absences {

    private final Declarations declarations;

    private final JdbcClient jdbc;

    CaseAbsences(Declarations declarations, JdbcClient jdbc) {
        this.declarations = declarations;
        this.jdbc = jdbc;
    }

    @Override
    public List<Absence> of(Collection<String> accounts, LocalDate today, LocalDate until) {
        List<Absence> absences = new ArrayList<>();
        if (accounts.isEmpty()) {
            return absences;
        }
        for (Declaration declared : this.declarations.known().toList()) {
            for (Declaration.Step step : declared.steps().values()) {
                if (step.away() != null) {
                    absences.addAll(this.jdbc.sql("""
                            select c.subject as account, f.date_value as first_day, t.date_value as last_day
                            from procedure_value t
                            join procedure_value f on f.case_id = t.case_id and f.field = :from
                            join procedure_case c on c.id = t.case_id
                            where t.procedure_key = :procedure and t.field = :to and t.date_value >= :today
                                and f.date_value <= :until and c.step = :step and c.state not in ('refused', 'closed')
                                and c.subject in (:accounts)""")
                        .param("procedure", declared.key())
                        .param("from", step.away().from())
                        .param("to", step.away().to())
                        .param("today", today)
                        .param("until", until)
                        .param("step", step.id())
                        .param("accounts", accounts)
                        .query((row, number) -> new Absence(row.getString("account"),
                                row.getObject("first_day", LocalDate.class),
                                row.getObject("last_day", LocalDate.class)))
                        .list());
                }
            }
        }
        return absences;
    }

}

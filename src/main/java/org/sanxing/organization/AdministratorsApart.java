package org.sanxing.organization;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

import org.springframework.stereotype.Component;

/**
 * Looks, before anything is migrated, whether a database of an earlier version keeps the
 * three administrators apart as its keys will (ADR 51). A migration that stopped half way
 * would leave a database for which there is no version; what does not fit is for people
 * to decide, in the version before.
 */
@Component
class AdministratorsApart implements Callback {

    private static final String ADMINISTRATORS = "('auditor', 'sysadmin', 'secadmin')";

    /**
     * What is wrong, in a row each, by what puts it right: {1} and {2} are its columns.
     */
    private static final Map<String, String> WRONG = new LinkedHashMap<>();

    static {
        WRONG.put("delete from role_grant where account = '{1}' and role_id = '{2}';", """
                select account, role_id from role_grant g where exists (select 1 from role_grant o
                    where o.account = g.account and o.role_id <> g.role_id
                    and (o.role_id in %1$s or g.role_id in %1$s))
                or granted_by = account
                or role_id in %2$s and exists (select 1 from role_grant o
                    where o.account = g.account and o.role_id <> g.role_id and o.role_id in %2$s)
                order by account, role_id""".formatted(ADMINISTRATORS,
                "('partySecretary', 'partyDeputySecretary', 'partyMember')"));
        WRONG.put("update person set department_id = null, branch_id = null where account = '{1}';", """
                select distinct p.account, 'x' from person p join role_grant g on g.account = p.account
                where g.role_id in %s and (p.department_id is not null or p.branch_id is not null)
                order by p.account""".formatted(ADMINISTRATORS));
        for (String charge : List.of("head", "supervisor")) {
            WRONG.put("update department set " + charge + " = null where id = '{1}'; -- {2}", """
                    select distinct d.id, d.%1$s from department d join role_grant g on g.account = d.%1$s
                    where g.role_id in %2$s order by d.id""".formatted(charge, ADMINISTRATORS));
        }
        WRONG.put("delete from deputation where id = '{1}'; -- {2}", """
                select id, principal from deputation where principal = deputy or named_by = deputy order by id""");
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            Connection database = context.getConnection();
            if (has(database, "deputation", "named_by") && !has(database, "role_grant", "side")) {
                List<String> remedies = remedies(database);
                if (!remedies.isEmpty()) {
                    throw new NotApart(remedies);
                }
            }
        }
        catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static boolean has(Connection database, String table, String column) throws SQLException {
        for (boolean upper : new boolean[] { false, true }) {
            try (ResultSet found = database.getMetaData()
                .getColumns(null, database.getSchema(), upper ? table.toUpperCase(Locale.ROOT) : table,
                        upper ? column.toUpperCase(Locale.ROOT) : column)) {
                if (found.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> remedies(Connection database) throws SQLException {
        List<String> remedies = new ArrayList<>();
        try (Statement statement = database.createStatement()) {
            for (Map.Entry<String, String> wrong : WRONG.entrySet()) {
                try (ResultSet rows = statement.executeQuery(wrong.getValue())) {
                    while (rows.next()) {
                        remedies
                            .add(wrong.getKey().replace("{1}", rows.getString(1)).replace("{2}", rows.getString(2)));
                    }
                }
            }
        }
        return remedies;
    }

    @Override
    public String getCallbackName() {
        return "administratorsApart";
    }

    /** Nothing was migrated. */
    static final class NotApart extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<String> remedies;

        NotApart(List<String> remedies) {
            super("The three administrators are not apart in this database: " + String.join(" ", remedies));
            this.remedies = List.copyOf(remedies);
        }

        List<String> remedies() {
            return this.remedies;
        }

    }

}

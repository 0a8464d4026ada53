package org.sanxing.organization;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** Who is who. */
@Component
class OrganizationOfRecord implements OfRecord {

    private static final String COUNTS = "counts its changes";

    private static final String APART = "follows from the roles, for the constraints that hold administrators apart";

    @Override
    public List<RecordTable> tables() {
        return List.of(
                RecordTable.of("department", "id")
                    .columns("name parent_id head supervisor sort_order active")
                    .without("revision", COUNTS)
                    .without("in_charge", APART),
                RecordTable.of("branch", "id").columns("name code active").without("revision", COUNTS),
                RecordTable.of("person", "account")
                    .columns("name post department_id branch_id email active left_at")
                    .without("revision", COUNTS)
                    .without("side", APART),
                RecordTable.of("role_grant", "account", "role_id")
                    .columns("branch_id seat granted_at granted_by")
                    .without("side one_of", APART),
                RecordTable.of("approval", "id")
                    .columns("kind subject command reason asked_by asked_at confirmer state decided_by decided_at "
                            + "refusal gave")
                    .without("open_key", "the same request waits only once; follows from the command")
                    .without("first_half", "half of a password, only while it waits"),
                RecordTable.of("deputation", "id")
                    .columns(
                            "principal deputy first_day last_day kinds campaigns reason named_at named_by ended_at ended_by"));
    }

}

package org.sanxing.audit;

import org.junit.jupiter.api.Tag;
import org.sanxing.PostgresApplicationTest;

@Tag("thorough")
@PostgresApplicationTest
@RecordDatabase
class TamperOnPostgresTests extends TamperContract {

    @Override
    void referencesCount(boolean count) {
        this.tables.all()
            .forEach((table) -> this.plain
                .execute("alter table " + table.name() + (count ? " enable" : " disable") + " trigger all"));
    }

}

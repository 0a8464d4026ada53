package org.sanxing;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What other tests have left open in the shared database. A test that moves the clock by
 * months would have everybody told of each of those cases, one transaction after the
 * other; none of them is looked at any more.
 */
public final class Leftovers {

    private Leftovers() {
    }

    /** Nothing of what is there now is announced by a sweep. */
    public static void rest(JdbcClient jdbc) {
        jdbc.sql("update ledger_entry set announce_at = null where announce_at is not null").update();
        jdbc.sql("update ledger_ballot set announced = 'over' where announced <> 'over'").update();
        jdbc.sql("""
                update work_item set reminded_at = coalesce(reminded_at, created_at),
                    escalated_at = coalesce(escalated_at, created_at)
                where state = 'OPEN' and (reminded_at is null or escalated_at is null)""").update();
    }

}

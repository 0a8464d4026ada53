package org.sanxing.rectification;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.sanxing.Materials;
import org.sanxing.Office;
import org.sanxing.ledger.Entry;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Nobody decides on themselves, whatever the application would let through. */
abstract class NotOnesOwnContract {

    @Autowired
    Office office;

    @Autowired
    Materials materials;

    @Autowired
    JdbcClient jdbc;

    private void keepsApart(String table, String by, String whose, String where, String id) {
        assertThat(this.jdbc.sql("select " + whose + " from " + table + " where " + where)
            .param("id", id)
            .query(String.class)
            .list()).as(table).isNotEmpty().doesNotContainNull();
        assertThatExceptionOfType(DataIntegrityViolationException.class).as(table)
            .isThrownBy(() -> this.jdbc.sql("update " + table + " set " + by + " = " + whose + " where " + where)
                .param("id", id)
                .update());
    }

    @Test
    void theDatabaseKeepsApartWhoDecidesAndWhoseItIs() {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff2");
        this.office.as("staff2").post(entry.path() + "/extension", Map.of("to", "2027-01-15", "reason", "还要走程序")).ok();
        entry
            .complete("secretary1", entry.task("secretary1", "decideExtension").orElseThrow(),
                    Map.of("decision", "refuse", "opinion", "按期完成"))
            .ok();
        entry.request("staff2").pass("secretary1");
        entry.vote("leader1", "agree").ok();
        String material = this.jdbc.sql("select reflection_id from ledger_entry where id = :id")
            .param("id", entry.id())
            .query(String.class)
            .single();
        String request = "request_id in (select id from ledger_request where entry_id = :id)";

        keepsApart("review_decision", "actor", "author", "reflection_id = :id", material);
        keepsApart("review_decision", "on_behalf_of", "author", "reflection_id = :id", material);
        keepsApart("ledger_registration", "registered_by", "author", "reflection_id = :id", material);
        keepsApart("ledger_verification", "decided_by", "responsible", request, entry.id());
        keepsApart("ledger_extension_end", "decided_by", "responsible",
                "extension_id in (select id from ledger_extension where entry_id = :id)", entry.id());
        keepsApart("ledger_vote", "account", "responsible",
                "ballot_id in (select id from ledger_ballot where " + request + ")", entry.id());
    }

}

package org.sanxing.rectification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.Office;
import org.sanxing.ledger.Entry;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many statements each decision on an entry sends; the numbers may only fall. The
 * deciding vote draws and keeps the file of the entry as it is closed.
 */
@ApplicationTest
class RectificationStatementsTests {

    private static final Map<String, Long> AT_MOST = Map.of("verify", 56L, "vote", 39L, "deciding vote", 104L);

    private static final List<String> LEADERS = List.of("leader1", "leader2", "leader3");

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Test
    void sendsNoMoreStatementsThanBefore() {
        decisions();
        Map<String, Long> counts = decisions();
        assertThat(counts)
            .allSatisfy((decision, count) -> assertThat(count).as(decision).isLessThanOrEqualTo(AT_MOST.get(decision)));
    }

    private Map<String, Long> decisions() {
        Map<String, Long> counts = new LinkedHashMap<>();
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff2").request("staff2");
        String verification = entry.task("secretary1", "verifyRectification").orElseThrow();
        counts.put("verify",
                Office.statements(() -> entry.complete("secretary1", verification, Map.of("decision", "pass")).ok()));
        for (String leader : LEADERS) {
            String vote = entry.task(leader, "voteCloseOut").orElseThrow();
            counts.put(leader.equals("leader3") ? "deciding vote" : "vote",
                    Office.statements(() -> entry.complete(leader, vote, Map.of("vote", "agree")).ok()));
        }
        assertThat(entry.state()).isEqualTo("closed");
        return counts;
    }

}

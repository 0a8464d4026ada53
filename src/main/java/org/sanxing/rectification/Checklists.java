package org.sanxing.rectification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.Ids;
import org.sanxing.common.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What must be shown before an entry can be closed; each change is a new list. */
@Repository
public class Checklists {

    private final JdbcClient jdbc;

    Checklists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The list in force: the branch's own, or the common one. */
    public List<String> of(String branchId, DeadlineClass deadlineClass) {
        return all(branchId).getOrDefault(deadlineClass, List.of());
    }

    /** The lists in force of a branch, by class. */
    public Map<DeadlineClass, List<String>> all(String branchId) {
        Map<String, String> newest = new HashMap<>();
        Map<String, List<String>> items = new HashMap<>();
        this.jdbc
            .sql("select l.id, l.deadline_class, i.item from ledger_checklist l left join ledger_checklist_item i "
                    + "on i.checklist_id = l.id where l.branch_id is null or l.branch_id = ? "
                    + "order by case when l.branch_id is null then 0 else 1 end, l.list_number, i.line_number")
            .param(branchId)
            .query((row) -> {
                String of = row.getString("deadline_class");
                if (!row.getString("id").equals(newest.put(of, row.getString("id")))) {
                    items.put(of, new ArrayList<>());
                }
                if (row.getString("item") != null) {
                    items.get(of).add(row.getString("item"));
                }
            });
        Map<DeadlineClass, List<String>> all = new LinkedHashMap<>();
        for (DeadlineClass each : DeadlineClass.values()) {
            all.put(each, items.getOrDefault(each.id(), List.of()));
        }
        return all;
    }

    public void add(String branchId, DeadlineClass deadlineClass, List<String> items, String account, Instant now) {
        int number = this.jdbc
            .sql("select coalesce(max(list_number), 0) from ledger_checklist where branch_id = ? "
                    + "and deadline_class = ?")
            .params(branchId, deadlineClass.id())
            .query(Integer.class)
            .single();
        String id = Ids.next();
        Rows.insert(this.jdbc, "ledger_checklist", "id, branch_id, deadline_class, list_number, changed_by, changed_at",
                id, branchId, deadlineClass.id(), number + 1, account, now);
        for (int row = 0; row < items.size(); row++) {
            Rows.insert(this.jdbc, "ledger_checklist_item", "checklist_id, line_number, item", id, row, items.get(row));
        }
    }

}

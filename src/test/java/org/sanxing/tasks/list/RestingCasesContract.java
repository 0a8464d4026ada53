package org.sanxing.tasks.list;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanxing.common.Ids;
import org.sanxing.common.Page;
import org.sanxing.common.Rows;
import org.sanxing.tasks.WorkItem;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody had a part in is found the same from what is kept of resting cases as
 * from the tasks themselves, whatever happens to a case afterwards.
 */
abstract class RestingCasesContract {

    /** Nobody else's tests have given them anything: a list of theirs is these cases. */
    private static final List<String> PEOPLE = List.of("rest1", "rest2", "rest3", "rest4", "rest5");

    private static final String PLAIN = """
            select w.id from work_item w where w.newest = true and w.case_id in (
                select case_id from work_item where author = :account or ended_by = :account or ended_for = :account
                    or owner = :account
                union select case_id from task_step where actor = :account or target = :account
                union select case_id from task_consultation where account = :account)
            order by\s""";

    private final Random random = new Random(14);

    @Autowired
    private RestingCases resting;

    @Autowired
    private WorkItems items;

    @Autowired
    private JdbcTaskList list;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @Test
    void findsWhatThePlainQuestionFinds() {
        this.transaction.executeWithoutResult((status) -> {
            status.setRollbackOnly();
            Instant now = this.clock.instant();
            List<String> cases = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                cases.add(oneCase(now.minus(Duration.ofDays(10L + this.random.nextInt(300)))));
            }
            compare();
            this.resting.rest(now);
            assertThat(resting()).isPositive();
            compare();
            for (String caseId : cases) {
                change(caseId, now);
            }
            compare();
            long still = resting();
            this.resting.rest(now.plusSeconds(60));
            assertThat(resting()).isGreaterThan(still);
            compare();
        });
    }

    private long resting() {
        return this.jdbc.sql("select count(*) from work_item where resting = true").query(Long.class).single();
    }

    /** A case of up to three tasks one after the other, of which the last may be open. */
    private String oneCase(Instant begun) {
        String caseId = Ids.next();
        int tasks = 1 + this.random.nextInt(3);
        for (int at = 0; at < tasks; at++) {
            String id = add(caseId, begun.plus(Duration.ofDays(at)), false);
            if (at < tasks - 1 || this.random.nextInt(3) > 0) {
                end(id, begun.plus(Duration.ofDays(at + 1L)));
            }
        }
        return caseId;
    }

    private String add(String caseId, Instant at, boolean beside) {
        String id = Ids.next();
        this.items.add(new WorkItem(id, "reviewReflection", caseId, "题目", person(), null, null, 1, person(), null, null,
                false, null, null, WorkItem.State.OPEN, at, at,
                Arrays.asList(at.plus(Duration.ofDays(5)), null).get(this.random.nextInt(2)), null, null, null, null,
                null, null, null, null, 0), "", new WorkItems.Reckoning(null, null, null, false), beside);
        this.items.of(caseId);
        if (this.random.nextInt(3) == 0) {
            Rows.insert(this.jdbc, "task_step", "id, task_id, case_id, step, actor, target, done_at", Ids.next(), id,
                    caseId, "TRANSFERRED", person(), person(), at);
        }
        if (this.random.nextInt(4) == 0) {
            Rows.insert(this.jdbc, "task_consultation",
                    "id, task_id, case_id, account, asked_by, question, blocking, asked_at, state", Ids.next(), id,
                    caseId, person(), person(), "？", false, at, "answered");
        }
        return id;
    }

    private void end(String id, Instant at) {
        this.items.end(id, WorkItem.State.DONE, at);
        this.items.decided(id, person(), this.random.nextInt(4) == 0 ? person() : null, "approve");
    }

    private void change(String caseId, Instant now) {
        WorkItem newest = this.items.newest(caseId).orElseThrow();
        switch (this.random.nextInt(5)) {
            case 0 -> {
                String id = add(caseId, now, false);
                if (this.random.nextBoolean()) {
                    end(id, now);
                }
            }
            case 1 -> end(add(caseId, now, true), now);
            case 2 -> this.items.concerns(caseId, person(), null);
            case 3 -> {
                this.items.openAgain(newest);
                this.items.dueAt(caseId, newest.kind(), now.plus(Duration.ofDays(this.random.nextInt(9))));
                if (this.random.nextBoolean()) {
                    end(newest.id(), now);
                }
            }
            default -> {
            }
        }
    }

    private String person() {
        return PEOPLE.get(this.random.nextInt(PEOPLE.size()));
    }

    private void compare() {
        for (String account : PEOPLE) {
            assertThat(found(account, "dueAt")).as(account)
                .isEqualTo(plain(account, "w.due_order, w.created_at, w.id"));
            assertThat(found(account, "createdAt")).as(account)
                .isEqualTo(plain(account, "w.created_at desc, w.id desc"));
        }
    }

    private List<String> plain(String account, String order) {
        return this.jdbc.sql(PLAIN + order).param("account", account).query(String.class).list();
    }

    private List<String> found(String account, String sort) {
        List<String> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<TaskRow> page = this.list
                .list(new TaskQuery.Parameters("involved", sort, null, null, null, null, null, null, null, 23, cursor)
                    .query(TaskQuery.Sort.DUE_AT, ZoneOffset.UTC), account);
            page.items().forEach((row) -> found.add(row.item().id()));
            cursor = page.next();
        }
        while (cursor != null);
        return found;
    }

}

package org.sanxing.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanxing.tasks.TaskList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first twenty tasks of a person, own and of groups: our list, and the engine's own
 * queries over the same tasks in the same database.
 */
@Tag("bench")
class TodoListBench {

    private static final int CASES = Integer.getInteger("sanxing.bench.tasks", 450);

    private static final int ROWS = 20;

    private static final String PERSON = "head1";

    private static final List<String> GROUPS = List.of("committee", "partyGroup");

    private static final long NANOS = 2_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void onPostgres() throws Exception {
        try (Databases databases = Databases.postgres(this.folder)) {
            measure(databases);
        }
    }

    @Test
    void onH2() throws Exception {
        measure(Databases.h2(this.folder));
    }

    private void measure(Databases databases) throws Exception {
        Report report = new Report("todo-" + databases.kind(), "Database", "Open tasks", "Lists a second, ours",
                "one query of the engine", "two, merged", "ours to one", "ours to two");
        try (Application application = Application.start(databases.next(), this.folder.resolve("data"))) {
            OurCases cases = new OurCases(application);
            cases.prepare(CASES).forEach(cases::submit);
            TaskService tasks = application.get(TaskService.class);
            long open = tasks.createTaskQuery().taskAssignee(PERSON).count();
            TaskList list = application.get(TaskList.class);
            Map<String, Runnable> sides = new LinkedHashMap<>();
            sides.put("ours", () -> assertThat(list.todo(PERSON, ROWS).items()).hasSize(ROWS));
            sides.put("one",
                    () -> assertThat(tasks.createTaskQuery()
                        .or()
                        .taskAssignee(PERSON)
                        .taskCandidateGroupIn(GROUPS)
                        .endOr()
                        .orderByTaskCreateTime()
                        .asc()
                        .listPage(0, ROWS)).hasSize(ROWS));
            sides.put("two", () -> {
                List<Task> all = new ArrayList<>(
                        tasks.createTaskQuery().taskAssignee(PERSON).orderByTaskCreateTime().asc().listPage(0, ROWS));
                all.addAll(tasks.createTaskQuery()
                    .taskCandidateGroupIn(GROUPS)
                    .orderByTaskCreateTime()
                    .asc()
                    .listPage(0, ROWS));
                all.sort(Comparator.comparing(Task::getCreateTime));
                assertThat(all.subList(0, ROWS)).hasSize(ROWS);
            });
            Rounds.of(sides, TodoListBench::perSecond);
            Rounds rounds = Rounds.of(sides, TodoListBench::perSecond);
            report.row(databases.kind(), open, rounds.median(0, "ours"), rounds.median(0, "one"),
                    rounds.median(0, "two"), rounds.ratio(0, "ours", "one"), rounds.ratio(0, "ours", "two"));
        }
    }

    private static double[] perSecond(Runnable list) {
        long begun = System.nanoTime();
        int count = 0;
        while (System.nanoTime() - begun < NANOS) {
            list.run();
            count++;
        }
        return new double[] { count * 1e9 / (System.nanoTime() - begun) };
    }

}

package org.sanxing.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Deputations;
import org.sanxing.Leftovers;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.Organisation;
import org.sanxing.calendar.CalendarDesk;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Refusal;
import org.sanxing.common.Sql;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.usecase.Drafts;
import org.sanxing.reflection.usecase.ReviewCourse;
import org.sanxing.reflection.usecase.SubmitReflection;
import org.sanxing.tasks.list.Sweep;
import org.sanxing.tasks.list.TaskAccess;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.usecase.CompleteTask;
import org.sanxing.tasks.usecase.OperateTask;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People do at random what they may and may not, with several materials, while time
 * passes, deputations begin and end, people are away and the calendar changes. After each
 * step no task is without an eligible holder, none differs from the engine's, and no
 * deadline is lost. What fails prints the seed of its sequence: run that alone with
 * {@code -Dsanxing.sequence=<seed>}.
 */
@Tag("thorough")
@ApplicationTest
class TaskSequencesTests {

    private static final List<String> AUTHORS = List.of("staff1", "staff2", "staff3", "head1", "secretary1",
            "supervisor1", "leader1", "organiser2");

    private static final List<String> EVERYBODY = List.of("staff1", "staff2", "staff3", "head1", "head2", "supervisor1",
            "supervisor2", "secretary1", "organiser1", "discipline1", "secretary2", "organiser2", "discipline2",
            "leader1", "leader2", "leader3", "leader4", "leader5", "auditor", "sysadmin", "secadmin");

    /** Who is away at times. */
    private static final List<String> TRAVELLERS = List.of("head1", "supervisor1", "organiser1", "leader2", "leader4");

    private static final LocalDate EXTRA_HOLIDAY = LocalDate.of(2026, 11, 25);

    private static final Set<String> HANDED = Set.of("transfer", "delegate", "claim", "release", "recall", "consult",
            "cancel", "copy", "urge");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private Organisation organisation;

    @Autowired
    private Organization organization;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private WorkItems items;

    @Autowired
    private TaskAccess access;

    @Autowired
    private TaskHandlers handlers;

    @Autowired
    private WorkingCalendar calendar;

    private Deputations deputations;

    private final Map<String, Integer> done = new TreeMap<>();

    private final Map<String, Integer> refused = new TreeMap<>();

    private final List<String> free = new ArrayList<>();

    private Materials.Campaign campaign;

    @BeforeEach
    void monday() {
        this.clock.set(MovableClock.START);
        Leftovers.rest(this.jdbc);
        this.deputations = new Deputations(this.jdbc);
    }

    @AfterEach
    void mondayAgain() {
        TRAVELLERS.forEach((account) -> this.organisation.active(account, true));
        this.deputations.endAll();
        CalendarDesk.off(this.context, EXTRA_HOLIDAY, false);
        this.clock.set(MovableClock.START);
    }

    @Test
    void keepTasksHoldersAndDeadlines() {
        run(Long.getLong("sanxing.sequence", 20_261_122L), (Long.getLong("sanxing.sequence") != null) ? 1 : 16);
    }

    @Test
    @Tag("long")
    void fiveThousandKeepTasksHoldersAndDeadlines() {
        run(Long.getLong("sanxing.sequence", System.nanoTime()), Integer.getInteger("sanxing.sequences", 5000));
    }

    private void run(long seed, int sequences) {
        System.out.println("Sequences of operations: " + sequences + " from seed " + seed);
        for (int i = 0; i < sequences; i++) {
            new Sequence(seed + i).run(i % 100 == 10);
            if (i % 50 == 49) {
                System.out.println((i + 1) + " sequences: done " + sum(this.done) + ", refused " + sum(this.refused));
            }
        }
        System.out.println("Done: " + this.done);
        System.out.println("Refused: " + this.refused);
        assertThat(this.office.as("auditor").post("/audit/verification", null).ok().path("failures")).isEmpty();
        if (sequences < 200) {
            // Chance does not do everything in so few.
            return;
        }
        assertThat(this.done.keySet()).contains("approve", "return", "submit", "withdraw", "claim", "release",
                "transfer", "delegate", "recall", "consult", "answer", "cancel", "copy", "urge", "takeBack", "register",
                "handBack");
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    private Map<String, Object> content() {
        return this.campaign.content("reflection-2.json");
    }

    /** What one sequence does. */
    private final class Sequence {

        private final long seed;

        private final Random random;

        private final List<String> story = new ArrayList<>();

        private final Map<String, String> cases = new LinkedHashMap<>();

        private final Map<String, String[]> open = new HashMap<>();

        private final Set<String> away = new HashSet<>();

        Sequence(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run(boolean withCalendar) {
            try {
                begin();
                int steps = 8 + this.random.nextInt(10);
                for (int i = 0; i < steps; i++) {
                    step();
                }
                if (withCalendar) {
                    changeCalendar();
                }
                end();
            }
            catch (RuntimeException | AssertionError ex) {
                throw new AssertionError("Sequence " + this.seed + ":\n" + String.join("\n", this.story), ex);
            }
        }

        private void begin() {
            int count = 1 + this.random.nextInt(2);
            if (TaskSequencesTests.this.free.size() < count) {
                TaskSequencesTests.this.campaign = TaskSequencesTests.this.materials.campaign();
                TaskSequencesTests.this.free.clear();
                TaskSequencesTests.this.free.addAll(AUTHORS);
            }
            for (int i = 0; i < count; i++) {
                String author = TaskSequencesTests.this.free
                    .remove(this.random.nextInt(TaskSequencesTests.this.free.size()));
                String id = bean(Drafts.class).begin(TaskSequencesTests.this.campaign.id(), author).id();
                bean(Drafts.class).save(id, author, content(), null);
                bean(SubmitReflection.class)
                    .execute(new SubmitReflection.SubmitReflectionCommand(id, author, null, null, null));
                this.cases.put(id, author);
                this.story.add("submitted " + id + " of " + author);
                check("submit", Map.of());
            }
        }

        private void end() {
            this.open.forEach((pair, ids) -> TaskSequencesTests.this.deputations.end(ids[0]));
            this.away.forEach((account) -> TaskSequencesTests.this.organisation.active(account, true));
            this.away.clear();
            check("end", Map.of());
            TaskSequencesTests.this.clock.set(MovableClock.START.plus(Duration.ofMinutes(this.random.nextInt(600))));
            assertThat(TaskSequencesTests.this.jdbc.sql("""
                    select count(*) from act_ru_task t left join work_item w on w.id = t.id_
                    where w.id is null or w.state <> 'OPEN'""").query(Integer.class).single())
                .as("tasks of the engine that the list does not know")
                .isZero();
        }

        private void step() {
            String operation = pick(List.of("approve", "approve", "approve", "return", "register", "submit", "save",
                    "withdraw", "claim", "claim", "release", "transfer", "delegate", "delegate", "recall", "consult",
                    "consult", "answer", "answer", "cancel", "copy", "urge", "takeBack", "takeBack", "takeBack",
                    "deputy", "time", "time", "away", "handBack"));
            Map<String, WorkItem> before = openItems();
            switch (operation) {
                case "deputy" -> deputy();
                case "away" -> travel();
                case "time" -> time();
                default -> act(operation, before);
            }
            check(operation, before);
        }

        private void act(String operation, Map<String, WorkItem> before) {
            String caseId = pick(List.copyOf(this.cases.keySet()));
            String author = this.cases.get(caseId);
            List<WorkItem> all = before.values().stream().filter((item) -> item.caseId().equals(caseId)).toList();
            Optional<WorkItem> main = all.stream().filter((item) -> item.parentId() == null).findFirst();
            List<WorkItem> opinions = all.stream().filter((item) -> item.parentId() != null).toList();
            if (operation.equals("answer") && opinions.isEmpty()) {
                operation = "consult";
            }
            WorkItem item = switch (operation) {
                case "answer" -> opinions.isEmpty() ? null : pick(opinions);
                case "takeBack" -> decided(caseId);
                default -> (this.random.nextInt(12) == 0 && !opinions.isEmpty()) ? pick(opinions) : main.orElse(null);
            };
            String account = actor(operation, item, author);
            String to = pick(EVERYBODY);
            this.story.add(operation + " by " + account + " at " + ((item != null) ? item.id() : caseId) + " to " + to);
            try {
                switch (operation) {
                    case "submit" -> bean(SubmitReflection.class)
                        .execute(new SubmitReflection.SubmitReflectionCommand(caseId, account, null, null, null));
                    case "save" -> bean(Drafts.class).save(caseId, account, content(), null);
                    case "withdraw" -> bean(ReviewCourse.class).withdraw(caseId, account);
                    default -> {
                        if (item == null) {
                            this.story.add("  nothing there");
                            return;
                        }
                        act(operation, item, account, to);
                    }
                }
                TaskSequencesTests.this.done.merge(operation, 1, Integer::sum);
                this.story.add("  done");
            }
            catch (Refusal refusal) {
                TaskSequencesTests.this.refused.merge(operation, 1, Integer::sum);
                this.story.add("  refused: " + refusal.code());
            }
        }

        private void act(String operation, WorkItem item, String account, String to) {
            String id = item.id();
            switch (operation) {
                case "approve" -> complete(item, account, Map.of("decision", "approve"));
                case "return" -> complete(item, account, Map.of("decision", "return", "opinion", "请改"));
                case "answer" -> complete(item, account, Map.of("opinion", "没有意见"));
                case "handBack" -> {
                    if (item.owner() == null) {
                        operate(Operation.DELEGATE, id, to, null, account);
                        account = to;
                    }
                    operate(Operation.RELEASE, id, null, "交回", account);
                }
                case "register" -> {
                    Person person = TaskSequencesTests.this.organization.get(account);
                    complete(item, account,
                            item.kind().equals("registerProblems")
                                    ? TaskSequencesTests.this.handlers.of(item.kind()).initialData(item, person)
                                    : Map.of("decision", "approve"));
                }
                case "claim" -> operate(Operation.CLAIM, id, null, null, account);
                case "release" -> operate(Operation.RELEASE, id, null, null, account);
                case "transfer" -> operate(Operation.TRANSFER, id, to, null, account);
                case "delegate" -> operate(Operation.DELEGATE, id, to, null, account);
                case "recall" -> {
                    if (item.owner() == null) {
                        operate(Operation.DELEGATE, id, to, null, account);
                    }
                    operate(Operation.RECALL, id, null, null, account);
                }
                case "consult" ->
                    bean(OperateTask.class).execute(Operation.CONSULT, new OperateTask.OperateTaskCommand(id,
                            List.of(to, pick(EVERYBODY)), "请提意见", this.random.nextBoolean(), account, null));
                case "cancel" -> {
                    if (consultation(id).isEmpty()) {
                        operate(Operation.CONSULT, id, to, "请提意见", account);
                    }
                    bean(OperateTask.class).cancelConsultation(id, consultation(id).orElseThrow(), account);
                }
                case "copy" -> operate(Operation.COPY, id, to, null, account);
                case "urge" -> operate(Operation.URGE, id, null, null, account);
                case "takeBack" -> {
                    WorkItem again = operate(Operation.TAKE_BACK, id, null, null, account);
                    assertThat(again.dueAt()).as("the deadline of what was taken back").isEqualTo(item.dueAt());
                    assertThat(again.kind()).isEqualTo(item.kind());
                    assertThat(again.holder()).isEqualTo(item.holder());
                }
                default -> throw new IllegalArgumentException(operation);
            }
        }

        private WorkItem operate(Operation operation, String id, @Nullable String to, @Nullable String reason,
                String account) {
            return bean(OperateTask.class).execute(operation, new OperateTask.OperateTaskCommand(id,
                    (to != null) ? List.of(to) : List.of(), reason, false, account, null));
        }

        private void complete(WorkItem item, String account, Map<String, Object> data) {
            bean(CompleteTask.class).execute(new CompleteTask.CompleteTaskCommand(item.id(), data, account, null));
        }

        /** Mostly somebody who may. */
        private String actor(String operation, @Nullable WorkItem item, String author) {
            if (this.random.nextInt(5) == 0) {
                return pick(EVERYBODY);
            }
            if (Set.of("submit", "save", "withdraw").contains(operation) || item == null) {
                return author;
            }
            if (operation.equals("takeBack")) {
                return (item.endedBy() != null) ? item.endedBy() : pick(EVERYBODY);
            }
            if (operation.equals("recall") && item.owner() != null) {
                return item.owner();
            }
            if (operation.equals("urge")) {
                return author;
            }
            return TaskGroups.branchOf(item.holder())
                .map((branch) -> pick(
                        TaskSequencesTests.this.organization.committee(branch).stream().map(Person::account).toList()))
                .orElse(item.holder());
        }

        private Optional<String> consultation(String task) {
            return TaskSequencesTests.this.jdbc
                .sql("select id from task_consultation where task_id = :task order by state desc, asked_at desc"
                        + " fetch first 1 rows only")
                .param("task", task)
                .query(String.class)
                .optional();
        }

        private @Nullable WorkItem decided(String caseId) {
            return TaskSequencesTests.this.jdbc.sql("""
                    select id from work_item where case_id = :case and state <> 'OPEN'
                    order by ended_at desc fetch first 2 rows only""")
                .param("case", caseId)
                .query(String.class)
                .list()
                .stream()
                .skip(this.random.nextInt(4) / 3)
                .findFirst()
                .flatMap(TaskSequencesTests.this.items::find)
                .orElse(null);
        }

        /** No chains, no circles. */
        private void deputy() {
            String principal = pick(TRAVELLERS);
            String deputy = pick(EVERYBODY);
            if (this.open.containsKey(principal)) {
                TaskSequencesTests.this.deputations.end(this.open.remove(principal)[0]);
                this.story.add("nobody stands in for " + principal);
            }
            else if (!TRAVELLERS.contains(deputy)) {
                this.open.put(principal,
                        new String[] { TaskSequencesTests.this.deputations.begin(principal, deputy), deputy });
                this.story.add(deputy + " stands in for " + principal);
            }
        }

        /** One at a time. */
        private void travel() {
            if (this.away.isEmpty()) {
                String account = pick(TRAVELLERS);
                this.away.add(account);
                TaskSequencesTests.this.organisation.active(account, false);
                this.story.add(account + " is away");
            }
            else {
                this.away.forEach((account) -> TaskSequencesTests.this.organisation.active(account, true));
                this.story.add(this.away + " is back");
                this.away.clear();
            }
        }

        private void time() {
            Duration by = Duration.ofHours(1 + this.random.nextInt(60));
            TaskSequencesTests.this.clock.move(by);
            Sweep.run(TaskSequencesTests.this.context);
            this.story.add(by + " later");
            assertThat(TaskSequencesTests.this.jdbc.sql("""
                    select count(*) from work_item where state = 'OPEN'
                        and ((due_at < :now and escalated_at is null and overdue_message is not null)
                            or (remind_at <= :now and reminded_at is null and reminder_message is not null))""")
                .param("now", Sql.time(TaskSequencesTests.this.clock.instant().minusSeconds(1)))
                .query(Integer.class)
                .single()).as("what the sweep left out").isZero();
        }

        private void changeCalendar() {
            Map<String, WorkItem> before = openItems();
            CalendarDesk.off(TaskSequencesTests.this.context, EXTRA_HOLIDAY, true);
            this.story.add(EXTRA_HOLIDAY + " is off");
            openItems().forEach((id, item) -> assertThat(item.dueAt()).isAfterOrEqualTo(before.get(id).dueAt()));
            check("calendar", Map.of());
            CalendarDesk.off(TaskSequencesTests.this.context, EXTRA_HOLIDAY, false);
            this.story.add(EXTRA_HOLIDAY + " is worked");
            openItems().forEach((id, item) -> assertThat(item.dueAt()).isEqualTo(before.get(id).dueAt()));
        }

        private Map<String, WorkItem> openItems() {
            Map<String, WorkItem> open = new LinkedHashMap<>();
            TaskSequencesTests.this.jdbc
                .sql("select id from work_item where case_id in (:cases) and state = 'OPEN' order by created_at, id")
                .param("cases", this.cases.keySet())
                .query(String.class)
                .list()
                .forEach((id) -> open.put(id, TaskSequencesTests.this.items.find(id).orElseThrow()));
            return open;
        }

        private void check(String operation, Map<String, WorkItem> before) {
            Map<String, WorkItem> open = openItems();
            for (String caseId : this.cases.keySet()) {
                String state = TaskSequencesTests.this.jdbc.sql("select state from reflection where id = :id")
                    .param("id", caseId)
                    .query(String.class)
                    .single();
                List<WorkItem> main = open.values()
                    .stream()
                    .filter((item) -> item.caseId().equals(caseId) && item.parentId() == null)
                    .toList();
                assertThat(main).as("open tasks of a case in the state " + state)
                    .hasSize(state.equals("registered") ? 0 : 1);
                main.forEach((item) -> assertThat(item.kind()).isEqualTo(switch (state) {
                    case "inReview" -> "reviewReflection";
                    case "accepted" -> "registerProblems";
                    default -> "reviseReflection";
                }));
            }
            open.values().forEach((item) -> check(item, operation, before));
            assertThat(TaskSequencesTests.this.jdbc.sql("""
                    select count(*) from task_consultation c where c.case_id in (:cases) and c.state = 'open'""")
                .param("cases", this.cases.keySet())
                .query(Long.class)
                .single()).as("opinions that are asked")
                .isEqualTo(open.values().stream().filter((item) -> item.parentId() != null).count());
            assertThat(TaskSequencesTests.this.jdbc.sql("""
                    select count(*) from work_item w where w.case_id in (:cases)
                        and w.newest = true and w.parent_id is null""")
                .param("cases", this.cases.keySet())
                .query(Integer.class)
                .single()).as("newest tasks").isEqualTo(this.cases.size());
        }

        private void check(WorkItem item, String operation, Map<String, WorkItem> before) {
            inTheEngine(item);
            assertThat(item.holder()).isNotEqualTo(item.excluded());
            if (item.excluded() != null) {
                assertThat(item.owner()).isNotEqualTo(item.excluded());
            }
            if (item.kind().equals("reviewReflection") || item.kind().equals("registerProblems")) {
                assertThat(item.excluded()).isEqualTo(item.author());
            }
            eligible(item);
            deadline(item);
            WorkItem earlier = before.get(item.id());
            if (earlier != null) {
                assertThat(item.dueAt()).as("the due time after " + operation).isEqualTo(earlier.dueAt());
                assertThat(item.revision()).isGreaterThanOrEqualTo(earlier.revision());
                if (!item.holder().equals(earlier.holder())) {
                    assertThat(HANDED.contains(operation) || operation.equals("handBack") || operation.equals("approve")
                            || operation.equals("register") || operation.equals("return"))
                        .isTrue();
                    assertThat(item.revision()).isGreaterThan(earlier.revision());
                }
            }
            String parent = item.parentId();
            if (parent != null) {
                assertThat(TaskSequencesTests.this.items.find(parent).orElseThrow().isOpen()).isTrue();
                assertThat(TaskSequencesTests.this.jdbc.sql("""
                        select count(*) from task_consultation
                        where task_id = :task and account = :account and state = 'open'""")
                    .param("task", parent)
                    .param("account", item.holder())
                    .query(Integer.class)
                    .single()).isOne();
            }
            Optional<String> newest = TaskSequencesTests.this.jdbc.sql("""
                    select step from task_step where task_id = :task order by done_at desc, id desc
                    fetch first 1 rows only""").param("task", item.id()).query(String.class).optional();
            assertThat(item.owner() != null).as("delegated, after the steps %s", newest)
                .isEqualTo(newest.filter("DELEGATED"::equals).isPresent());
        }

        private void inTheEngine(WorkItem item) {
            Map<String, Object> task = TaskSequencesTests.this.jdbc.sql("""
                    select t.assignee_ as assignee, t.owner_ as owner, l.group_id_ as offered from act_ru_task t
                    left join act_ru_identitylink l on l.task_id_ = t.id_ and l.group_id_ is not null
                    where t.id_ = :id""").param("id", item.id()).query().singleRow();
            assertThat(task.get("assignee")).as("the engine's assignee").isEqualTo(item.assignee());
            assertThat(task.get("owner")).as("the engine's owner").isEqualTo(item.owner());
            if (item.kind().equals("registerProblems")) {
                assertThat(task.get("offered")).as("the engine's group").isEqualTo(item.candidateGroup());
            }
        }

        /** Somebody may act on it, unless who has it is away. */
        private void eligible(WorkItem item) {
            List<String> holders = TaskGroups.branchOf(item.holder())
                .map((branch) -> TaskSequencesTests.this.organization.committee(branch)
                    .stream()
                    .map(Person::account)
                    .toList())
                .orElse(List.of(item.holder()));
            boolean any = holders.stream()
                .map(TaskSequencesTests.this.organization::get)
                .anyMatch((person) -> TaskSequencesTests.this.access.actor(item, person)
                    .filter((actor) -> actor.onBehalfOf() == null)
                    .isPresent());
            assertThat(any || this.away.contains(item.holder())).as("somebody may act on %s", item).isTrue();
        }

        private void deadline(WorkItem item) {
            Instant due = item.dueAt();
            assertThat(due).as("the deadline of %s", item).isNotNull();
            Map<String, Object> row = TaskSequencesTests.this.jdbc
                .sql("select remind_at, reminder_message, overdue_message, due_order from work_item where id = :id")
                .param("id", item.id())
                .query()
                .singleRow();
            assertThat(row.get("reminder_message")).isNotNull();
            assertThat(row.get("overdue_message")).isNotNull();
            if (row.get("remind_at") == null && item.remindedAt() == null) {
                WorkingCalendar days = TaskSequencesTests.this.calendar;
                Instant reminder = days.endOf(days.minusWorkingDays(days.dateOf(due), 1)).minus(Duration.ofHours(15));
                assertThat(reminder).as("a reminder that is not there")
                    .isBeforeOrEqualTo(TaskSequencesTests.this.clock.instant());
            }
        }

        private <T> T pick(List<T> some) {
            return some.get(this.random.nextInt(some.size()));
        }

    }

}

package org.sanxing.audit;

import java.time.Instant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.RefusedAttempt;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The chain's promises, on both databases. */
class AuditChainTest {

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnH2 extends Promises {

        @Override
        AuditDatabase start() {
            return AuditDatabase.h2();
        }

    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnPostgres extends Promises {

        @Override
        AuditDatabase start() throws Exception {
            return AuditDatabase.postgres();
        }

    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Promises {

        private AuditDatabase db;

        abstract AuditDatabase start() throws Exception;

        @BeforeAll
        void open() throws Exception {
            this.db = start();
        }

        @AfterAll
        void close() throws Exception {
            this.db.close();
        }

        @BeforeEach
        void empty() {
            this.db.empty();
        }

        static AuditRecord record(String chain, String action) {
            return AuditRecord.of(chain, "reflection", action, "staff1");
        }

        private List<String> actions(String chain) {
            return this.db.events(chain).stream().map(AuditEvent::action).toList();
        }

        private Stream<String> problems() {
            return this.db.verifier.verify().failures().stream().map(Failure::kind);
        }

        @Test
        void writesWhatHappenedInOneTransactionInItsOrder() {
            this.db.happened(record("case1", "created"), record("case1", "submitted").version(1));
            this.db.happened(record("case1", "returned").detail("opinion", "\u907f\u91cd\u5c31\u8f7b\ud83d\ude42"));
            List<AuditEvent> events = this.db.events("case1");
            assertThat(events).extracting(AuditEvent::action).containsExactly("created", "submitted", "returned");
            assertThat(events).extracting(AuditEvent::seq).containsExactly(1L, 2L, 3L);
            assertThat(events.get(0).previousHash()).isEqualTo(EventHash.GENESIS);
            assertThat(events.get(1).previousHash()).isEqualTo(events.get(0).hash());
            assertThat(events.get(1).version()).isEqualTo(1);
            assertThat(events.get(0).version()).isNull();
            assertThat(CanonicalJson.read(events.get(2).detail()))
                .isEqualTo(Map.of("opinion", "\u907f\u91cd\u5c31\u8f7b\ud83d\ude42"));
            Verification all = this.db.verifier.verify();
            assertThat(all.ok()).isTrue();
            assertThat(all.events()).isEqualTo(3);
            assertThat(all.chains()).isEqualTo(1);
        }

        @Test
        void leavesNothingWhenTheActionIsRolledBack() {
            this.db.transaction.executeWithoutResult((status) -> {
                this.db.publish(record("case1", "created"));
                status.setRollbackOnly();
            });
            assertThatThrownBy(() -> this.db.transaction.executeWithoutResult((status) -> {
                this.db.publish(record("case1", "created"));
                throw new IllegalStateException("no");
            })).isInstanceOf(IllegalStateException.class);
            assertThat(this.db.rows("audit_event")).isZero();
            assertThat(this.db.rows("audit_chain")).isZero();
            this.db.happened(record("case1", "created"));
            assertThat(actions("case1")).containsExactly("created");
        }

        @Test
        void undoesTheActionWhenTheRecordCannotBeWritten() {
            assertThatThrownBy(() -> this.db.transaction.executeWithoutResult((status) -> {
                this.db.publish(record("case0", "created"));
                this.db.publish(record("case1", "created").detail("bad", new Object()));
            })).isInstanceOf(IllegalArgumentException.class);
            assertThat(this.db.rows("audit_chain")).isZero();
        }

        @Test
        void writesInATransactionOfItsOwnOutsideOfOne() {
            this.db.publish(record("models", "deployed"));
            assertThat(actions("models")).containsExactly("deployed");
        }

        @Test
        void writesFromAReadOnlyTransactionToo() {
            TransactionTemplate reading = new TransactionTemplate(this.db.transaction.getTransactionManager());
            reading.setReadOnly(true);
            reading.executeWithoutResult((status) -> this.db.publish(record("readings:case1", "read")));
            assertThat(actions("readings:case1")).containsExactly("read");
        }

        @Test
        void writesWhatOthersPublishBeforeAndAfterTheCommit() {
            this.db.transaction.executeWithoutResult((status) -> {
                TransactionSynchronizationManager.registerSynchronization(publishing("first"));
                this.db.publish(record("case1", "created"));
                TransactionSynchronizationManager.registerSynchronization(publishing("second"));
            });
            assertThat(actions("case1")).containsExactlyInAnyOrder("created", "first-before", "second-before",
                    "first-completing", "second-completing", "first-after", "second-after");
            assertThat(this.db.verifier.verify().ok()).isTrue();
        }

        @Test
        void writesWhatIsFirstPublishedAfterTheCommit() {
            this.db.transaction.executeWithoutResult((status) -> TransactionSynchronizationManager
                .registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        Promises.this.db.publish(record("case1", "late"));
                    }
                }));
            assertThat(actions("case1")).containsExactly("late");
        }

        private TransactionSynchronization publishing(String name) {
            return new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    Promises.this.db.publish(record("case1", name + "-before"));
                }

                @Override
                public void beforeCompletion() {
                    Promises.this.db.publish(record("case1", name + "-completing"));
                }

                @Override
                public void afterCommit() {
                    Promises.this.db.publish(record("case1", name + "-after"));
                }
            };
        }

        @Test
        void keepsInnerAndOuterTransactionApart() {
            TransactionTemplate inner = new TransactionTemplate(this.db.transaction.getTransactionManager());
            inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            this.db.transaction.executeWithoutResult((status) -> {
                this.db.publish(record("case1", "outer"));
                inner.executeWithoutResult((other) -> this.db.publish(record("case2", "inner")));
                this.db.publish(record("case1", "outerAgain"));
                status.setRollbackOnly();
            });
            assertThat(actions("case2")).containsExactly("inner");
            assertThat(actions("case1")).isEmpty();
        }

        @Test
        void forgetsWhatASavepointTookBack() {
            TransactionTemplate nested = new TransactionTemplate(this.db.transaction.getTransactionManager());
            nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
            this.db.transaction.executeWithoutResult((status) -> {
                this.db.publish(record("case1", "kept"));
                nested.executeWithoutResult((other) -> {
                    this.db.publish(record("case1", "takenBack"));
                    other.setRollbackOnly();
                });
                this.db.publish(record("case1", "keptToo"));
            });
            assertThat(actions("case1")).containsExactly("kept", "keptToo");
        }

        @Test
        void keepsRefusedAttemptsInAChainOfTheirOwn() {
            this.db.context.publishEvent(new RefusedAttempt("staff2", "GET", "/api/v1/reflections/x" + "y".repeat(400),
                    "/api/v1/reflections/{id}", "reflection-not-found", AuditDatabase.START));
            assertThat(this.db.events("refused:staff2")).singleElement().satisfies((event) -> {
                assertThat(event.result()).isEqualTo("refused");
                assertThat(event.detail()).contains("\"code\":\"reflection-not-found\"").contains("\"method\":\"GET\"");
            });
        }

        @Test
        void keepsAFewRefusedAttemptsOfAnHourAndTheNumberOfTheRest() {
            RefusedAttempts attempts = this.db.context.getBean(RefusedAttempts.class);
            for (int i = 0; i < 100; i++) {
                this.db.context.publishEvent(
                        new RefusedAttempt("staff3", "GET", "/api/v1/reflections/x" + i, "/api/v1/reflections/{id}",
                                (i < 50) ? "reflection-not-found" : "forbidden", AuditDatabase.START));
            }
            attempts.sum();
            assertThat(this.db.events("refused:staff3")).hasSize(RefusedAttempts.KEPT_EACH);
            this.db.now.set(AuditDatabase.START.plus(Duration.ofHours(1)));
            attempts.sum();
            attempts.sum();
            assertThat(this.db.events("refused:staff3")).hasSize(RefusedAttempts.KEPT_EACH + 1)
                .last()
                .satisfies((event) -> assertThat(event.detail()).contains("\"refusals\":95", "\"forbidden\":50",
                        "\"reflection-not-found\":45", "/api/v1/reflections/{id}"));
            assertThat(this.db.verifier.verify().ok()).isTrue();
        }

        @Test
        void neverGoesBackInTimeWithinAChain() {
            this.db.happened(record("case1", "created"));
            this.db.now.set(AuditDatabase.START.minusSeconds(60));
            this.db.happened(record("case1", "submitted"));
            this.db.now.set(AuditDatabase.START.plusNanos(5999));
            this.db.happened(record("case1", "withdrawn"));
            assertThat(this.db.events("case1")).extracting(AuditEvent::at)
                .containsExactly(AuditDatabase.START, AuditDatabase.START, AuditDatabase.START.plusNanos(5000));
        }

        @Test
        void describesTheCaseAnewWithEachOfItsEvents() {
            AuditCases cases = this.db.context.getBean(AuditCases.class);
            this.db.describer.state = "draft";
            this.db.happened(record("case1", "created"));
            assertThat(cases.find("case1").orElseThrow().state()).isEqualTo("draft");
            this.db.describer.state = "inReview";
            this.db.happened(record("case1", "submitted"));
            AuditCases.AuditCase found = cases.find("case1").orElseThrow();
            assertThat(found.state()).isEqualTo("inReview");
            assertThat(found.subjectName()).isEqualTo("N-staff1");
            assertThat(found.events()).isEqualTo(2);
            assertThat(found.lastAction()).isEqualTo("submitted");
            assertThat(cases.find("organization")).isEmpty();
        }

        @Test
        void letsParallelActionsOfOneNewChainAllSucceed() throws Exception {
            int threads = 12;
            int each = 5;
            inParallel(threads, (thread) -> {
                for (int i = 0; i < each; i++) {
                    this.db.happened(record("case1", "t" + thread + "n" + i), record("case1", "t" + thread + "m" + i));
                }
            });
            assertThat(this.db.rows("audit_event")).isEqualTo(threads * each * 2L);
            assertThat(problems()).isEmpty();
        }

        @Test
        void letsParallelActionsOnCrossingChainsAllSucceed() throws Exception {
            int threads = 12;
            int each = 8;
            inParallel(threads, (thread) -> {
                for (int i = 0; i < each; i++) {
                    List<AuditRecord> records = new ArrayList<>(
                            List.of(record("case1", "a"), record("case2", "b"), record("case3", "c")));
                    java.util.Collections.rotate(records, thread + i);
                    this.db.happened(records.toArray(AuditRecord[]::new));
                }
            });
            assertThat(this.db.rows("audit_event")).isEqualTo(threads * each * 3L);
            Verification all = this.db.verifier.verify();
            assertThat(all.ok()).isTrue();
            assertThat(all.chains()).isEqualTo(3);
        }

        @Test
        void doesNotTakeOngoingWorkForDamage() throws Exception {
            ExecutorService writer = Executors.newSingleThreadExecutor();
            try {
                Future<?> writing = writer.submit(() -> IntStream.range(0, 300)
                    .forEach((i) -> this.db.happened(record("case" + i % 3, "saved"), record("case9", "saved"))));
                do {
                    assertThat(problems()).isEmpty();
                }
                while (!writing.isDone());
                writing.get();
            }
            finally {
                writer.shutdownNow();
            }
        }

        private void inParallel(int threads, java.util.function.IntConsumer work) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<?>> running = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    int number = thread;
                    running.add(pool.submit(() -> {
                        start.await();
                        work.accept(number);
                        return null;
                    }));
                }
                start.countDown();
                for (Future<?> one : running) {
                    one.get(60, TimeUnit.SECONDS);
                }
            }
            finally {
                pool.shutdownNow();
            }
        }

        private void threeChains() {
            for (String chain : List.of("case1", "case2", "organization")) {
                for (int i = 1; i <= 4; i++) {
                    this.db.now.set(AuditDatabase.START.plusSeconds(i));
                    this.db.happened(new AuditRecord(chain, "a" + i, "actor" + i, "boss" + i, "ok", "type" + i,
                            "object" + i, i, Map.of("opinion", "o" + i)));
                }
            }
            assertThat(problems()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = { "seq = 9", "chain = 'case3'", "actor = 'x'", "on_behalf_of = 'x'",
                "on_behalf_of = null", "action = 'x'", "result = 'refused'", "object_type = 'x'", "object_id = 'x'",
                "version = 9", "version = null", "detail = '{}'", "detail = '{ \"opinion\":\"o3\"}'",
                "previous_hash = 'x'", "hash = 'x'", "key_id = null", "seal = null", "write_no = 9", "rows_hash = 'x'",
                "happened_at = (select max(happened_at) from audit_event where chain = 'case2' and seq = 4)" })
        void findsAnyColumnChanged(String change) {
            threeChains();
            assertThat(this.db.jdbc.sql("update audit_event set " + change + " where chain = 'case2' and seq = 3")
                .update()).isEqualTo(1);
            assertThat(this.db.verifier.verify().ok()).isFalse();
            assertThat(this.db.verifier.verify("case2").ok()).isFalse();
            assertThat(this.db.verifier.verify("case1").ok()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(ints = { 1, 2, 4 })
        void findsAnyRowDeleted(int seq) {
            threeChains();
            this.db.jdbc.sql("delete from audit_event where chain = 'case2' and seq = ?").param(seq).update();
            assertThat(this.db.verifier.verify().failures()).isNotEmpty()
                .allMatch((failure) -> failure.chain().equals("case2"));
        }

        @Test
        void findsAWholeChainDeleted() {
            threeChains();
            this.db.jdbc.sql("delete from audit_event where chain = 'case2'").update();
            assertThat(problems()).containsExactly("head");
            this.db.jdbc.sql("delete from audit_chain where chain = 'case1'").update();
            assertThat(problems()).containsExactlyInAnyOrder("head", "headMissing");
        }

        @Test
        void findsRowsSwapped() {
            threeChains();
            this.db.jdbc.sql("update audit_event set seq = 99 where chain = 'case1' and seq = 2").update();
            this.db.jdbc.sql("update audit_event set seq = 2 where chain = 'case1' and seq = 3").update();
            this.db.jdbc.sql("update audit_event set seq = 3 where chain = 'case1' and seq = 99").update();
            assertThat(this.db.verifier.verify().failures())
                .anyMatch((failure) -> failure.seq() == 2 && failure.kind().equals("changed"));
        }

        @Test
        void findsARowInserted() {
            threeChains();
            AuditEvent last = this.db.events("case1").get(3);
            insert(new AuditEvent("case1", 5, last.at(), "x", null, "approved", "ok", "reflection", "case1", 1, "{}",
                    last.hash(), null, null, last.keyId(), "", null)
                .sealed(this.db.context.getBean(AuditKeys.class).current()::seal));
            assertThat(problems()).containsExactly("head");
        }

        @Test
        void findsARowRewrittenWithAHashThatFits() {
            threeChains();
            AuditEvent old = this.db.events("case1").get(1);
            this.db.jdbc.sql("delete from audit_event where chain = 'case1' and seq = 2").update();
            insert(new AuditEvent("case1", 2, old.at(), "somebodyElse", null, old.action(), "ok", "reflection", "case1",
                    1, "{}", old.previousHash(), null, null, old.keyId(), "", null)
                .sealed(this.db.context.getBean(AuditKeys.class).current()::seal));
            assertThat(problems()).containsExactly("link");
        }

        @ParameterizedTest
        @ValueSource(strings = { "event_count = 3", "head_hash = 'x'", "last_at = opened_at", "last_action = 'x'",
                "last_actor = 'x'", "opened_at = last_at" })
        void findsTheHeadChanged(String change) {
            threeChains();
            this.db.jdbc.sql("update audit_chain set " + change + " where chain = 'organization'").update();
            assertThat(problems()).containsExactly("head");
        }

        private void insert(AuditEvent event) {
            this.db.jdbc.sql("""
                    insert into audit_event (chain, seq, happened_at, actor, on_behalf_of, action, result, object_type,
                            object_id, version, detail, previous_hash, key_id, hash, seal)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                .params(event.chain(), event.seq(), org.sanxing.common.Sql.time(event.at()), event.actor(),
                        event.onBehalfOf(), event.action(), event.result(), event.objectType(), event.objectId(),
                        event.version(), event.detail(), event.previousHash(), event.keyId(), event.hash(),
                        event.seal())
                .update();
        }

        @Test
        void verifiesMoreEventsThanOneSliceHolds() {
            AuditRecord[] many = IntStream.range(0, 2500)
                .mapToObj((i) -> record("case" + i % 7, "saved"))
                .toArray(AuditRecord[]::new);
            this.db.happened(many);
            this.db.happened(
                    IntStream.range(0, 1100).mapToObj((i) -> record("log" + i, "saved")).toArray(AuditRecord[]::new));
            Verification all = this.db.verifier.verify();
            assertThat(all.ok()).isTrue();
            assertThat(all.events()).isEqualTo(3600);
            assertThat(all.chains()).isEqualTo(1107);
        }

        @Test
        void searchesEventsPageByPage() {
            AuditEvents events = this.db.context.getBean(AuditEvents.class);
            for (int i = 0; i < 25; i++) {
                this.db.now.set(AuditDatabase.START.plusSeconds(i / 4));
                this.db.happened(
                        record("case" + i % 5, (i % 2 == 0) ? "approved" : "returned").detail("opinion", "100%_" + i));
            }
            AuditEvents.Filter all = new AuditEvents.Filter(null, null, null, null, null, null);
            List<AuditEvent> found = new ArrayList<>();
            String cursor = null;
            do {
                var page = events.search(all, 7, cursor);
                found.addAll(page.items());
                cursor = page.next();
            }
            while (cursor != null);
            assertThat(found).hasSize(25).doesNotHaveDuplicates();
            assertThat(found).extracting(AuditEvent::at).isSortedAccordingTo(java.util.Comparator.reverseOrder());
            Instant second = AuditDatabase.START.plusSeconds(1);
            assertThat(events
                .search(new AuditEvents.Filter("staff1", "approved", second, second.plusSeconds(1), "ok", null), 50,
                        null)
                .items()).hasSize(2);
            assertThat(events.search(new AuditEvents.Filter(null, null, null, null, null, "100%_7"), 50, null).items())
                .hasSize(1);
            assertThat(events.search(new AuditEvents.Filter(null, null, null, null, null, "0__7"), 50, null).items())
                .isEmpty();
            assertThat(events.search(new AuditEvents.Filter(null, null, null, null, "refused", null), 50, null).items())
                .isEmpty();
        }

        @Test
        void searchesCasesPageByPage() {
            AuditCases cases = this.db.context.getBean(AuditCases.class);
            for (int i = 0; i < 12; i++) {
                this.db.now.set(AuditDatabase.START.plusSeconds(i / 3));
                this.db.happened(record("case" + i, "created"), record("organization", "departmentAdded"));
            }
            List<String> found = new ArrayList<>();
            String cursor = null;
            do {
                var page = cases.search(new AuditCases.Filter("N-STAFF1 title", "reflection", null), 5, cursor);
                page.items().forEach((one) -> found.add(one.id()));
                cursor = page.next();
            }
            while (cursor != null);
            assertThat(found).hasSize(12).doesNotHaveDuplicates();
            assertThat(cases.search(new AuditCases.Filter("case11", null, null), 5, null).items()).hasSize(1);
            assertThat(cases.search(new AuditCases.Filter("nobody", null, null), 5, null).items()).isEmpty();
        }

    }

}

package org.sanxing.organization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanxing.account.PeopleTest;
import org.sanxing.common.Conflict;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/** Two who name each other, or a third, at the same moment: one of them is told. */
@PeopleTest
@ActiveProfiles("demo")
class DeputyRacesTests {

    private static final int RACES = 25;

    @Autowired
    KeepDeputies keepDeputies;

    @Autowired
    JdbcDeputies store;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void putBack() {
        this.jdbc.sql("delete from deputation").update();
    }

    @Test
    void oneOfTwoOppositeNamingsCounts() throws Exception {
        for (int i = 0; i < RACES; i++) {
            assertThat(together(name("head1", "staff1"), name("staff1", "head1"))).as("race %s", i)
                .containsExactlyInAnyOrder("named", "deputy-circle");
            putBack();
        }
    }

    @Test
    void oneOfTwoThatWouldBeAChainCounts() throws Exception {
        for (int i = 0; i < RACES; i++) {
            assertThat(together(name("head1", "staff1"), name("staff1", "staff2"))).as("race %s", i)
                .containsOnlyOnce("named")
                .containsAnyOf("deputy-is-away", "principal-stands-in");
            putBack();
        }
    }

    @Test
    void oneOfManyEqualNamingsCounts() throws Exception {
        List<String> answers = together(name("head1", "staff1"), name("head1", "staff2"), name("head1", "staff1"),
                name("head1", "staff3"));

        assertThat(answers).containsOnlyOnce("named")
            .filteredOn((answer) -> !answer.equals("named"))
            .containsOnly("deputy-named-already");
    }

    @Test
    void oneOfManyEndingsCounts() throws Exception {
        name("head1", "staff1").call();
        String id = this.store.of("head1").get(0).deputation().id();

        assertThat(together(end("head1", id), end("staff1", id), end("sysadmin", id)))
            .containsExactlyInAnyOrder("ended", "deputation-over", "deputation-over");
    }

    private Callable<String> name(String principal, String deputy) {
        LocalDate today = this.store.today();
        return () -> {
            try {
                this.keepDeputies.name(principal, new OrganizationForms.DeputyForm(null, deputy, today.toString(),
                        today.plusDays(3).toString(), null, null, null));
                return "named";
            }
            catch (Conflict ex) {
                return ex.code();
            }
        };
    }

    private Callable<String> end(String actor, String id) {
        return () -> {
            try {
                this.keepDeputies.end(actor, id);
                return "ended";
            }
            catch (Conflict ex) {
                return ex.code();
            }
        };
    }

    @SafeVarargs
    private static List<String> together(Callable<String>... actions) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(actions.length);
        try {
            CountDownLatch ready = new CountDownLatch(actions.length);
            List<Future<String>> futures = new ArrayList<>();
            for (Callable<String> action : actions) {
                futures.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return action.call();
                }));
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
        finally {
            threads.shutdownNow();
        }
    }

}

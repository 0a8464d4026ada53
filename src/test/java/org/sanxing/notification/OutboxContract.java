package org.sanxing.notification;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes on one database: once each, on whichever database. */
abstract class OutboxContract {

    abstract NoticeFixture node();

    private static void together(List<Runnable> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            CyclicBarrier barrier = new CyclicBarrier(work.size());
            List<Future<?>> done = work.stream().<Future<?>>map((one) -> threads.submit(() -> {
                barrier.await();
                one.run();
                return null;
            })).toList();
            for (Future<?> one : done) {
                one.get();
            }
        }
        finally {
            threads.shutdownNow();
        }
    }

    @Test
    void twoNodesDeliverTwoHundredMailsOnceEach() throws Exception {
        NoticeFixture first = node();
        try (FaultySmtp server = new FaultySmtp()) {
            first.sender.setPort(server.port());
            List<String> accounts = IntStream.range(0, 200).mapToObj((i) -> "p" + i).toList();
            accounts.forEach((account) -> first.person(account, account + "@office.example", "b1"));
            first.notifications.notify(Notice.of("accepted", accounts, "c", "/", "T"));
            NoticeFixture second = first.anotherNode();
            together(List.of(first.mail::dispatch, second.mail::dispatch));
            // Who found only rows that the other was about to take stops early.
            first.mail.dispatch();
            assertThat(server.received()).extracting(FaultySmtp.Received::to).hasSize(200).doesNotHaveDuplicates();
            assertThat(first.count("sent")).isEqualTo(200);
        }
    }

    @Test
    void twoNodesDeliverToARobotOnce() throws Exception {
        NoticeFixture first = node();
        try (Receiver receiver = new Receiver()) {
            first.keepChannels.add("sysadmin", "webhook",
                    new KeepChannels.Details("w", receiver.url("/"), "0123456789", "zh", null, null, true));
            for (int i = 0; i < 60; i++) {
                first.notifications.notify(Notice.of("accepted", List.of("head1"), "c" + i, "/", "T"));
            }
            NoticeFixture second = first.anotherNode();
            together(List.of(first.webhooks::dispatch, second.webhooks::dispatch));
            first.webhooks.dispatch();
            assertThat(receiver.requests()).extracting((request) -> request.headers().getFirst("X-Sanxing-Delivery"))
                .hasSize(60)
                .doesNotHaveDuplicates();
        }
    }

    @Test
    void fourNodesMakeOneDigestForEach() throws Exception {
        NoticeFixture first = node();
        List<String> accounts = IntStream.range(0, 20).mapToObj((i) -> "p" + i).toList();
        accounts.forEach((account) -> {
            first.person(account, account + "@office.example", "b1");
            first.keepSettings.change(
                    new KeepNoticeSettings.Command(account, "zh", null, null, 17, Map.of("accepted", "digest"), null));
        });
        for (int i = 0; i < 3; i++) {
            first.notifications.notify(Notice.of("accepted", accounts, "c" + i, "/", "T" + i));
        }
        first.clock.set("2026-11-22T17:00:00");
        List<Runnable> work = Stream.generate(first::anotherNode)
            .limit(4)
            .<Runnable>map((node) -> node.digests::make)
            .toList();
        together(work);
        assertThat(first.jdbc.sql("select account from outbox where event = 'digest'").query(String.class).list())
            .containsExactlyInAnyOrderElementsOf(accounts);
        assertThat(first.jdbc.sql("select content from outbox").query(String.class).list())
            .allSatisfy((content) -> assertThat(first.digests.entries(content)).hasSize(3));
        assertThat(first.jdbc.sql("select count(*) from digest_item").query(Integer.class).single()).isZero();
    }

    @Test
    void theSameSettingsSavedTwiceAtOnceAreSavedOnce() throws Exception {
        NoticeFixture first = node();
        NoticeSettings before = first.settings.find("staff1");
        List<Throwable> refused = new java.util.concurrent.CopyOnWriteArrayList<>();
        Runnable save = () -> {
            try {
                first.transaction.executeWithoutResult((status) -> first.settings.save(before));
            }
            catch (org.sanxing.common.Conflict ex) {
                refused.add(ex);
            }
        };
        together(List.of(save, save));
        assertThat(refused).hasSize(1);
        assertThat(first.settings.find("staff1").revision()).isOne();
    }

}

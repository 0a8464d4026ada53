package org.sanxing.notification;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A mail server with faults: nothing is lost, nothing doubled but what cannot be told
 * apart.
 */
class MailFaultsTests {

    private final NoticeFixture node = NoticeFixture.onH2();

    private FaultySmtp server;

    @BeforeEach
    void start() throws IOException {
        this.server = new FaultySmtp();
        this.node.sender.setPort(this.server.port());
        this.node.mailTimeout(Duration.ofMillis(500));
    }

    @AfterEach
    void stop() throws IOException {
        this.server.close();
    }

    private void notices(int people) {
        List<String> accounts = IntStream.range(0, people).mapToObj((i) -> "p" + i).toList();
        accounts.forEach((account) -> this.node.person(account, account + "@office.example", "b1"));
        this.node.notifications.notify(Notice.of("accepted", accounts, "c", "/", "T"));
    }

    private void rounds(int rounds) {
        for (int i = 0; i < rounds; i++) {
            this.node.mail.dispatch();
            this.node.clock.move(Duration.ofMinutes(5));
        }
    }

    private List<String> addressees() {
        return this.server.received().stream().map(FaultySmtp.Received::to).toList();
    }

    @Test
    void oneRefusedAddressDoesNotHoldUpTheOthers() {
        this.server.refuse("p0@office.example");
        this.server.refuse("p3@office.example");
        notices(6);
        this.node.mail.dispatch();
        assertThat(addressees()).containsExactlyInAnyOrder("p1@office.example", "p2@office.example",
                "p4@office.example", "p5@office.example");
        assertThat(this.node.count("sent")).isEqualTo(4);
        assertThat(this.node.jdbc.sql("select reason from outbox where account = 'p3'").query(String.class).single())
            .contains("p3@office.example", "550");
        this.server.refuseNobody();
        this.node.clock.move(Duration.ofMinutes(2));
        this.node.mail.dispatch();
        assertThat(this.node.count("sent")).isEqualTo(6);
        assertThat(addressees()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void whatWasTakenBeforeTheLineWentDeadComesAgainWithTheSameId() {
        notices(3);
        this.server.hangUpAfterTaking(1);
        rounds(3);
        assertThat(this.node.count("sent")).isEqualTo(3);
        assertThat(this.server.received()).hasSize(4);
        String doubled = this.server.received().get(0).to();
        List<String> ids = this.server.received()
            .stream()
            .filter((mail) -> mail.to().equals(doubled))
            .map(FaultySmtp.Received::messageId)
            .toList();
        assertThat(ids).hasSize(2).containsOnly(ids.get(0));
        assertThat(ids.get(0)).endsWith("@sanxing>");
        assertThat(this.server.received()).extracting(FaultySmtp.Received::messageId)
            .as("and no other is the same")
            .satisfies((all) -> assertThat(new java.util.HashSet<>(all)).hasSize(3));
        for (int i = 0; i < 3; i++) {
            assertThat(this.node.messages.unread("p" + i)).as("in the application once").isOne();
        }
    }

    @Test
    void aSilentServerStopsTheRoundAndLosesNothing() {
        notices(5);
        this.server.fallSilent();
        this.node.mail.dispatch();
        assertThat(this.server.connections()).as("not five times the timeout").isOne();
        assertThat(this.node.count("waiting")).isEqualTo(5);
        this.server.speakAgain();
        rounds(2);
        assertThat(this.node.count("sent")).isEqualTo(5);
        assertThat(addressees()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aServerThatIsDownForDaysLosesNothing() throws IOException {
        this.server.close();
        notices(3);
        rounds(100);
        assertThat(this.node.count("waiting")).isEqualTo(3);
        try (FaultySmtp again = new FaultySmtp()) {
            this.node.sender.setPort(again.port());
            this.node.clock.move(Duration.ofHours(5));
            this.node.mail.dispatch();
            assertThat(again.received()).hasSize(3);
        }
    }

    @Test
    void aRequestThatTellsFiftyPeopleDoesNotWaitForTheServer() {
        this.server.fallSilent();
        long before = System.nanoTime();
        this.node.transaction.executeWithoutResult((status) -> notices(50));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(this.server.connections()).as("nobody spoke to the server").isZero();
        assertThat(this.node.count("waiting")).isEqualTo(50);
        assertThat(this.node.messages.latestUnread("p49", 5, Locale.ENGLISH)).hasSize(1);
    }

    @Test
    void whileAMailIsBeingSentItsRowIsNotLocked() throws Exception {
        notices(1);
        this.server.fallSilent();
        this.node.mailTimeout(Duration.ofSeconds(20));
        Thread sending = new Thread(this.node.mail::dispatch);
        sending.start();
        org.awaitility.Awaitility.await().until(() -> this.server.connections() > 0);
        assertThat(this.node.states()).containsExactly("sending");
        assertThat(this.node.jdbc.sql("update outbox set reason = 'not locked'").update()).isOne();
        assertThat(this.node.outbox.claimMail()).as("leased").isEmpty();
        this.server.speakAgain();
        sending.join(20_000);
        assertThat(this.node.states()).containsExactly("sent");
    }

    @Test
    void aNodeThatDiedWhileSendingIsFollowedByAnother() {
        notices(1);
        Outbox.Delivery held = this.node.outbox.claimMail().orElseThrow();
        NoticeFixture other = this.node.anotherNode();
        other.mail.dispatch();
        assertThat(this.server.received()).as("while the lease holds").isEmpty();
        this.node.clock.move(Outbox.LEASE.plusSeconds(1));
        other.mail.dispatch();
        assertThat(this.server.received()).extracting(FaultySmtp.Received::messageId)
            .containsExactly("<" + held.id() + "@sanxing>");
        this.node.outbox.failed(held, "too late to say so");
        assertThat(this.node.states()).as("a lost lease changes nothing").containsExactly("sent");
    }

}

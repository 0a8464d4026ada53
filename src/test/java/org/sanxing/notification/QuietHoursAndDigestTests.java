package org.sanxing.notification;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuietHoursAndDigestTests {

    private final NoticeFixture node = NoticeFixture.onH2();

    private FaultySmtp server;

    @BeforeEach
    void start() throws IOException {
        this.server = new FaultySmtp();
        this.node.sender.setPort(this.server.port());
    }

    @AfterEach
    void stop() throws IOException {
        this.server.close();
    }

    private void choose(String from, String to, int hour, Map<String, String> mail) {
        this.node.keepSettings.change(new KeepNoticeSettings.Command("staff1", "en", from, to, hour, mail, null));
    }

    private void notice(String event, String title) {
        this.node.notifications.notify(Notice.of(event, List.of("staff1"), "c", "/" + title, title, "P"));
    }

    /** What the workers do, at this time. */
    private int sentAt(String local) {
        this.node.clock.set(local);
        this.node.digests.make();
        this.node.mail.dispatch();
        return this.server.received().size();
    }

    @Test
    void knowWhenTheyEndAlsoOverMidnight() {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
        assertThat(end(night, "2026-11-22T21:59")).isNull();
        assertThat(end(night, "2026-11-22T22:00")).isEqualTo("2026-11-23T07:00");
        assertThat(end(night, "2026-11-22T23:59")).isEqualTo("2026-11-23T07:00");
        assertThat(end(night, "2026-11-23T00:00")).isEqualTo("2026-11-23T07:00");
        assertThat(end(night, "2026-11-23T06:59")).isEqualTo("2026-11-23T07:00");
        assertThat(end(night, "2026-11-23T07:00")).isNull();
        QuietHours noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(14, 0));
        assertThat(end(noon, "2026-11-22T11:59")).isNull();
        assertThat(end(noon, "2026-11-22T12:00")).isEqualTo("2026-11-22T14:00");
        assertThat(end(noon, "2026-11-22T14:00")).isNull();
        QuietHours evening = new QuietHours(LocalTime.of(18, 0), LocalTime.MIDNIGHT);
        assertThat(end(evening, "2026-11-22T18:00")).isEqualTo("2026-11-23T00:00");
        assertThat(end(evening, "2026-11-22T00:00")).isNull();
    }

    private static String end(QuietHours hours, String local) {
        return hours
            .endAfter(java.time.LocalDateTime.parse(local).atZone(NoticeFixture.ZONE).toInstant(), NoticeFixture.ZONE)
            .map((end) -> end.atZone(NoticeFixture.ZONE).toLocalDateTime().toString())
            .orElse(null);
    }

    @Test
    void holdMailUntilTheyEnd() {
        choose("22:00", "07:00", 8, Map.of());
        this.node.clock.set("2026-11-22T23:30:00");
        notice("returned", "late");
        assertThat(this.node.messages.unread("staff1")).as("in the application at once").isOne();
        assertThat(sentAt("2026-11-22T23:31:00")).isZero();
        assertThat(sentAt("2026-11-23T06:59:00")).isZero();
        assertThat(sentAt("2026-11-23T07:00:00")).isOne();
    }

    @Test
    void holdAMailThatIsTriedAgainToo() throws IOException {
        choose("22:00", "07:00", 8, Map.of());
        this.node.clock.set("2026-11-22T21:59:30");
        this.server.refuse("staff1@office.example");
        notice("returned", "x");
        assertThat(sentAt("2026-11-22T21:59:40")).isZero();
        this.server.refuseNobody();
        assertThat(sentAt("2026-11-22T22:05:00")).isZero();
        assertThat(sentAt("2026-11-23T07:00:00")).isOne();
    }

    @Test
    void mayBeGivenUpWhichFreesWhatIsHeld() {
        choose("22:00", "07:00", 8, Map.of());
        this.node.clock.set("2026-11-22T23:30:00");
        notice("returned", "x");
        choose(null, null, 8, Map.of());
        assertThat(sentAt("2026-11-22T23:31:00")).isOne();
    }

    @Test
    void whatIsNotWantedIsNotMailed() {
        choose(null, null, 8, Map.of("returned", "none"));
        notice("returned", "no");
        notice("accepted", "yes");
        assertThat(sentAt("2026-11-22T10:00:00")).isOne();
        assertThat(this.server.received().get(0).source()).contains("Subject: Accepted: yes");
        assertThat(this.node.messages.unread("staff1")).isEqualTo(2);
    }

    @Test
    void oneDigestADayHoldsEverything() {
        choose(null, null, 17, Map.of("returned", "digest", "accepted", "digest"));
        this.node.clock.set("2026-11-22T09:00:00");
        notice("returned", "one");
        this.node.clock.set("2026-11-22T16:59:59");
        notice("accepted", "two");
        assertThat(sentAt("2026-11-22T16:59:59")).isZero();
        assertThat(sentAt("2026-11-22T17:00:00")).isOne();
        String mail = this.server.received().get(0).source();
        assertThat(mail)
            .contains("Subject: Your notices of the day: 2", "Returned: one", "Accepted: two",
                    "https://sanxing.example/one")
            .doesNotContain("[(", "[#", "References:");
        notice("returned", "three");
        assertThat(sentAt("2026-11-22T23:00:00")).as("one a day").isOne();
        assertThat(sentAt("2026-11-23T17:00:01")).isEqualTo(2);
        assertThat(sentAt("2026-11-24T17:00:01")).as("none when there is nothing").isEqualTo(2);
    }

    @Test
    void aDigestIsNotLostWhereNobodyRanAtItsHour() {
        choose(null, null, 8, Map.of("returned", "digest"));
        this.node.clock.set("2026-11-22T20:00:00");
        notice("returned", "x");
        assertThat(sentAt("2026-11-24T03:00:00")).as("the clock jumped over the hour").isOne();
        this.node.clock.set("2026-11-23T07:00:00");
        notice("returned", "after the clock went back");
        assertThat(sentAt("2026-11-23T08:00:00")).as("that day had its digest").isOne();
        assertThat(sentAt("2026-11-24T08:00:00")).as("and nothing was lost").isEqualTo(2);
    }

    @Test
    void aDigestWaitsForTheEndOfTheQuietHours() {
        choose("20:00", "09:30", 8, Map.of("returned", "digest"));
        this.node.clock.set("2026-11-22T10:00:00");
        notice("returned", "x");
        assertThat(sentAt("2026-11-23T08:00:00")).isZero();
        assertThat(sentAt("2026-11-23T09:30:00")).isOne();
    }

    @Test
    void anotherHourCountsForWhatIsCollected() {
        choose(null, null, 8, Map.of("returned", "digest"));
        this.node.clock.set("2026-11-22T10:00:00");
        notice("returned", "x");
        choose(null, null, 17, Map.of("returned", "digest"));
        assertThat(sentAt("2026-11-22T17:00:00")).isOne();
    }

    @Test
    void aDigestThatTheServerDoesNotTakeIsTriedAgain() {
        choose(null, null, 17, Map.of("returned", "digest"));
        notice("returned", "x");
        this.server.hangUpAfterTaking(1);
        sentAt("2026-11-22T17:00:00");
        this.node.clock.move(Duration.ofMinutes(2));
        this.node.digests.make();
        this.node.mail.dispatch();
        assertThat(this.server.received()).hasSize(2);
        assertThat(this.server.received().get(0).messageId()).isEqualTo(this.server.received().get(1).messageId());
        assertThat(this.node.states()).containsExactly("sent");
    }

}

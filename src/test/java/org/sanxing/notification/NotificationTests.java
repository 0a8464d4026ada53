package org.sanxing.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanxing.Office;
import org.sanxing.common.Cursor;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class NotificationTests {

    private static final Notice NOTICE = Notice.of("returned", List.of("staff1", "head1", "staff1", "left", "nobody"),
            "case-1", "/tasks/of/case-1", "T", "P", "2026-11-26");

    private static final MessageRepository.Filter UNREAD = new MessageRepository.Filter(true, null, null);

    private static final MessageRepository.Filter ALL = new MessageRepository.Filter(false, null, null);

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private final NoticeFixture node = NoticeFixture.onH2();

    @AfterEach
    void stop() {
        this.server.stop();
    }

    @Test
    void tellsEachActivePersonOnceInTheirLanguage() {
        notice();
        Page<Message> chinese = this.node.messages.page("staff1", UNREAD, 50, null, Locale.SIMPLIFIED_CHINESE);
        assertThat(chinese.items()).hasSize(1);
        assertThat(chinese.items().get(0).text()).contains("P", "T", "11\u670826\u65e5");
        Message english = this.node.messages.page("head1", UNREAD, 50, null, Locale.ENGLISH).items().get(0);
        assertThat(english.title()).isEqualTo("Returned: T");
        assertThat(english.text()).contains("by 26 Nov");
        assertThat(english.link()).isEqualTo("/tasks/of/case-1");
        assertThat(this.node.messages.unread("left")).isZero();
        assertThat(this.node.messages.unread("nobody")).isZero();
    }

    @Test
    void refusesAnEventThatNoModuleNames() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> this.node.notifications.notify(Notice.of("returnd", List.of("staff1"), "c", "/", "T")))
            .withMessageContaining("returnd");
        assertThat(this.node.messages.unread("staff1")).isZero();
    }

    @Test
    void leavesOutTheDueTimeWhereThereIsNone() {
        this.node.notifications.notify(Notice.of("returned", List.of("staff1"), "c", "/", "T", "P", ""));
        assertThat(this.node.messages.latestUnread("staff1", 5, Locale.ENGLISH).get(0).text())
            .endsWith("submit it again.");
    }

    @Test
    void readingIsKeptWithItsFirstTimeAndConcernsOnlyTheReader() {
        notice();
        String id = this.node.messages.latestUnread("staff1", 1, Locale.ENGLISH).get(0).id();
        this.node.messages.markRead("head1", id, this.node.clock.instant());
        assertThat(this.node.messages.unread("staff1")).isOne();
        Instant first = this.node.clock.instant();
        this.node.messages.markRead("staff1", id, first);
        this.node.messages.markRead("staff1", id, first.plusSeconds(60));
        assertThat(this.node.messages.get("staff1", id, Locale.ENGLISH).readAt()).isEqualTo(first);
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.node.messages.get("head1", id, Locale.ENGLISH));
        this.node.messages.markUnread("head1", id);
        assertThat(this.node.messages.unread("staff1")).isZero();
        this.node.messages.markUnread("staff1", id);
        assertThat(this.node.messages.unread("staff1")).isOne();
        assertThat(this.node.messages.markAllRead("head1", null, first)).isOne();
        assertThat(this.node.messages.unread("head1")).isZero();
    }

    @Test
    void marksAndListsOneKindAlone() {
        notice();
        this.node.notifications.notify(Notice.of("accepted", List.of("staff1"), "c", "/", "T"));
        this.node.notifications.notify(Notice.of("accepted", List.of("staff1"), "d", "/", "U"));
        assertThat(this.node.messages.kinds("staff1", Locale.ENGLISH))
            .extracting(MessageRepository.Kind::event, MessageRepository.Kind::unread)
            .containsExactly(org.assertj.core.groups.Tuple.tuple("accepted", 2),
                    org.assertj.core.groups.Tuple.tuple("returned", 1));
        assertThat(this.node.messages
            .page("staff1", new MessageRepository.Filter(false, "accepted", null), 50, null, Locale.ENGLISH)
            .items()).extracting(Message::title).containsExactlyInAnyOrder("Accepted: T", "Accepted: U");
        assertThat(this.node.messages.markAllRead("staff1", "accepted", this.node.clock.instant())).isEqualTo(2);
        assertThat(this.node.messages.latestUnread("staff1", 5, Locale.ENGLISH)).extracting(Message::event)
            .containsExactly("returned");
    }

    @Test
    void pagesByKeyWithoutLossOrRepetition() {
        for (int i = 0; i < 7; i++) {
            this.node.notifications.notify(Notice.of("accepted", List.of("staff1"), "c" + i, "/", "T" + i));
            if (i % 2 == 0) {
                this.node.clock.move(Duration.ofSeconds(1));
            }
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<Message> page = this.node.messages.page("staff1", ALL, 3, cursor, Locale.ENGLISH);
            page.items().forEach((message) -> seen.add(message.title()));
            cursor = page.next();
        }
        while (cursor != null);
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(
                () -> this.node.messages.page("staff1", ALL, 3, Cursor.encode(List.of("x", "y")), Locale.ENGLISH));
    }

    @Test
    void sendsAMailOnceToThoseWhoHaveAnAddress() throws Exception {
        start();
        notice();
        this.node.mail.dispatch();
        this.node.mail.dispatch();
        assertThat(this.server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = this.server.getReceivedMessages()[0];
        assertThat(mail.getRecipients(RecipientType.TO)[0]).hasToString("staff1@office.example");
        assertThat(mail.getFrom()[0]).hasToString("office@sanxing.example");
        assertThat(mail.getMessageID())
            .isEqualTo("<" + this.node.jdbc.sql("select id from outbox").query(String.class).single() + "@sanxing>");
        assertThat(mail.getHeader("References")).containsExactly("<case-case-1@sanxing>");
        assertThat(mail.getSubject()).isEqualTo("\u9000\u56de\u4fee\u6539\uff1aT");
        assertThat(part(mail, "text/plain"))
            .contains("https://sanxing.example/tasks/of/case-1", "P", "11\u670826\u65e5")
            .doesNotContain("[(", "[#", "notification.mail");
        assertThat(part(mail, "text/html"))
            .contains("href=\"https://sanxing.example/tasks/of/case-1\"", "lang=\"zh-CN\"",
                    "https://sanxing.example/account/notices")
            .doesNotContain("th:", "notification.mail");
        assertThat(this.node.states()).containsExactly("sent");
    }

    @Test
    void writesMailsInTheLanguageThatThePersonChose() throws Exception {
        start();
        choose("en", null, null, 8, java.util.Map.of());
        this.node.notifications.notify(Notice.of("returned", List.of("staff1"), "c", "/x", "<T>", "P", "2026-11-26"));
        this.node.mail.dispatch();
        MimeMessage mail = this.server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Returned: <T>");
        assertThat(part(mail, "text/plain")).contains("P returned <T>", "by 26 Nov 2026", "please do not reply");
        assertThat(part(mail, "text/html")).contains("lang=\"en\"", "&lt;T&gt;").doesNotContain("<T>");
        assertThat(part(mail, "text/plain")).doesNotContainPattern("\\p{IsHan}");
    }

    @Test
    void mailsOfOneCaseFormOneThread() throws Exception {
        start();
        notice();
        this.node.notifications.notify(Notice.of("accepted", List.of("staff1"), "case-1", "/", "T"));
        this.node.mail.dispatch();
        MimeMessage[] mails = this.server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getHeader("References")).isEqualTo(mails[1].getHeader("References"));
        assertThat(mails[0].getMessageID()).isNotEqualTo(mails[1].getMessageID());
    }

    @Test
    void whatComesToOnePersonAtOnceIsOneMail() throws Exception {
        start();
        for (int i = 1; i <= 30; i++) {
            this.node.notifications.notify(Notice.of("accepted", List.of("staff1"), "case-" + i, "/c/" + i, "T" + i));
        }
        this.node.mail.dispatch();
        assertThat(this.server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = this.server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).contains("30");
        assertThat(part(mail, "text/plain")).contains("T1", "T30", "https://sanxing.example/c/17");
        assertThat(this.node.states()).hasSize(30).containsOnly("sent");
    }

    @Test
    void whatComesToOnePersonAtOnceIsOneNoticeWithAList() {
        this.node.person("staff2", null, "b1");
        for (int i = 1; i <= 30; i++) {
            this.node.notifications.notify(
                    Notice.of("accepted", List.of("staff1", "head1"), "case-" + i, "/c/" + i, "T" + i).about("staff1"));
        }
        this.node.notifications.notify(Notice.of("returned", List.of("staff1"), "c", "/", "T", "P", ""));
        this.node.messages.gather();
        assertThat(this.node.messages.unread("head1")).isOne();
        Message one = this.node.messages.latestUnread("head1", 5, Locale.ENGLISH).get(0);
        assertThat(one.title()).endsWith(": 30");
        assertThat(one.count()).isEqualTo(30);
        assertThat(one.link()).isEqualTo("/notifications?of=" + one.id());
        // What goes on to come is added, what is of another kind is not.
        this.node.clock.move(Duration.ofSeconds(70));
        this.node.notifications.notify(Notice.of("accepted", List.of("head1"), "case-31", "/c/31", "T31"));
        this.node.messages.gather();
        this.node.messages.gather();
        assertThat(this.node.messages.unread("staff1")).isEqualTo(2);
        MessageRepository.Filter list = new MessageRepository.Filter(false, null, one.id());
        Page<Message> page = this.node.messages.page("head1", list, 20, null, Locale.ENGLISH);
        List<Message> all = new ArrayList<>(page.items());
        all.addAll(this.node.messages.page("head1", list, 20, page.next(), Locale.ENGLISH).items());
        assertThat(all).extracting(Message::link).hasSize(31).contains("/c/1", "/c/31").doesNotHaveDuplicates();
        assertThat(all.get(30).about().name()).isEqualTo("STAFF1");
        assertThat(this.node.messages.page("staff1", list, 20, null, Locale.ENGLISH).items()).isEmpty();
        this.node.messages.markRead("head1", one.id(), this.node.clock.instant());
        assertThat(this.node.messages.unread("head1")).isZero();
        assertThat(this.node.messages.get("head1", all.get(0).id(), Locale.ENGLISH).readAt()).isNotNull();
        // The one was read: another comes as itself.
        this.node.notifications.notify(Notice.of("accepted", List.of("head1"), "case-32", "/c/32", "T32"));
        this.node.messages.gather();
        assertThat(this.node.messages.latestUnread("head1", 5, Locale.ENGLISH)).extracting(Message::link)
            .containsExactly("/c/32");
    }

    @Test
    void whatAClockThatWasAheadHasPutOffGoesOut() throws Exception {
        Instant now = this.node.clock.instant();
        this.node.sender.setPort(1);
        this.node.clock.move(Duration.ofDays(365));
        this.node.notifications.notify(Notice.of("accepted", List.of("staff1"), "case-1", "/c/1", "T1"));
        this.node.mail.dispatch();
        choose("zh", null, null, 8, java.util.Map.of("returned", "digest"));
        this.node.notifications.notify(Notice.of("returned", List.of("staff1"), "c", "/", "T", "P", ""));
        this.node.clock.move(Duration.between(this.node.clock.instant(), now));
        start();
        this.node.outbox.putRight();
        this.node.digests.make();
        this.node.mail.dispatch();
        assertThat(this.server.getReceivedMessages()).hasSize(2);
        // What is dated a year ahead is there, and holds nothing up.
        assertThat(this.node.messages.unread("staff1")).isEqualTo(2);
        this.node.messages.gather();
        assertThat(this.node.messages.unread("staff1")).isEqualTo(2);
    }

    @Test
    void whatIsOneMailIsTriedAgainAsOne() throws Exception {
        this.node.sender.setPort(1);
        for (int i = 1; i <= 6; i++) {
            this.node.notifications.notify(Notice.of("accepted", List.of("staff1"), "case-" + i, "/c/" + i, "T" + i));
        }
        this.node.mail.dispatch();
        assertThat(this.node.states()).hasSize(6).containsOnly("waiting");
        start();
        this.node.clock.move(Duration.ofMinutes(2));
        this.node.mail.dispatch();
        assertThat(this.server.getReceivedMessages()).hasSize(1);
        assertThat(this.node.states()).containsOnly("sent");
    }

    /** What is being sent is sent; nothing more is begun, and nothing stays leased. */
    @Test
    void beginsNothingOnceTheApplicationStops() {
        start();
        notice();
        this.node.outbox.close();
        this.node.mail.dispatch();
        assertThat(this.server.getReceivedMessages()).isEmpty();
        assertThat(this.node.states()).containsExactly("waiting");
        this.node.outbox.open();
        this.node.mail.dispatch();
        assertThat(this.server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void triesAgainWhenTheServerWasDown() {
        this.node.sender.setPort(1);
        notice();
        this.node.mail.dispatch();
        assertThat(this.node.states()).containsExactly("waiting");
        start();
        this.node.mail.dispatch();
        assertThat(this.server.getReceivedMessages()).as("not before the pause is over").isEmpty();
        this.node.clock.move(Duration.ofMinutes(2));
        this.node.mail.dispatch();
        assertThat(this.server.getReceivedMessages()).hasSize(1);
        assertThat(this.node.states()).containsExactly("sent");
    }

    @Test
    void givesUpAfterThreeDaysAndIsTriedAgainByAnAdministrator() {
        this.node.sender.setPort(1);
        notice();
        for (int hour = 0; hour <= 71; hour += 5) {
            this.node.mail.dispatch();
            assertThat(this.node.states()).containsExactly("waiting");
            this.node.clock.move(Duration.ofHours(5));
        }
        this.node.mail.dispatch();
        assertThat(this.node.states()).containsExactly("gave_up");
        start();
        this.node.clock.move(Duration.ofDays(1));
        this.node.mail.dispatch();
        assertThat(this.server.getReceivedMessages()).isEmpty();
        Deliveries.GaveUp gaveUp = this.node.deliveries.gaveUp(10).get(0);
        assertThat(gaveUp.receiver()).isEqualTo("staff1@office.example");
        assertThat(gaveUp.reason()).contains("Connect");
        assertThat(gaveUp.attempts()).isEqualTo(16);
        this.node.deliveries.tryAgain(gaveUp.id(), "sysadmin");
        assertThat(this.node.deliveries.gaveUp(10)).isEmpty();
        this.node.mail.dispatch();
        assertThat(this.server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void theThreeDaysBeginWithTheFirstAttempt() {
        this.node.sender.setPort(1);
        notice();
        this.node.clock.move(Duration.ofDays(10));
        this.node.mail.dispatch();
        assertThat(this.node.states()).containsExactly("waiting");
    }

    @Test
    void aCorrectedAddressCountsForWhatWaits() {
        start();
        notice();
        this.node.person("staff1", "new@office.example", "b1");
        this.node.mail.dispatch();
        assertThat(GreenMailUtil.getAddressList(recipients(this.server.getReceivedMessages()[0])))
            .isEqualTo("new@office.example");
    }

    @Test
    void whoLeftMeanwhileGetsNoMail() {
        start();
        notice();
        this.node.people.remove("staff1");
        this.node.mail.dispatch();
        assertThat(this.server.getReceivedMessages()).isEmpty();
        assertThat(this.node.states()).containsExactly("dropped");
    }

    @Test
    void tellsNobodyOfWhatWasRolledBack() {
        start();
        this.node.transaction.executeWithoutResult((status) -> {
            notice();
            status.setRollbackOnly();
        });
        this.node.mail.dispatch();
        assertThat(this.server.getReceivedMessages()).isEmpty();
        assertThat(this.node.messages.unread("staff1")).isZero();
    }

    @Test
    void nothingIsSentInsideATransaction() {
        start();
        notice();
        this.node.transaction.executeWithoutResult((status) -> {
            assertThatIllegalStateException().isThrownBy(this.node.mail::dispatch);
            assertThatIllegalStateException().isThrownBy(this.node.webhooks::dispatch);
        });
        assertThat(this.node.states()).containsExactly("waiting");
    }

    @Test
    void aThousandRecipientsCostAsManyStatementsAsOne() {
        List<String> accounts = IntStream.range(0, 1000).mapToObj((i) -> "p" + i).toList();
        accounts.forEach((account) -> this.node.person(account, account + "@office.example", "b1"));
        this.node.keepChannels.add("sysadmin", "wecom",
                new KeepChannels.Details("W", "http://127.0.0.1:1/", null, "zh", null, null, true));
        for (int i = 0; i < 10; i++) {
            this.node.keepSettings.change(new KeepNoticeSettings.Command("p" + i, "zh", null, null, 8,
                    java.util.Map.of("accepted", "digest"), null));
        }
        Notice one = Notice.of("accepted", List.of("p0", "p999"), "c", "/", "T");
        // The receivers of robots are remembered for some seconds.
        this.node.notifications.notify(Notice.of("accepted", List.of("p0"), "c", "/", "T"));
        long before = this.node.count("waiting");
        long few = Office.statements(() -> this.node.notifications.notify(one));
        long many = Office
            .statements(() -> this.node.notifications.notify(Notice.of("accepted", accounts, "c", "/", "T")));
        assertThat(few).isPositive();
        assertThat(many).isEqualTo(few);
        assertThat(this.node.count("waiting")).as("mails and robots").isEqualTo(before + 2 + 991);
    }

    private void choose(String language, String from, String to, int hour, java.util.Map<String, String> mail) {
        this.node.keepSettings.change(new KeepNoticeSettings.Command("staff1", language, from, to, hour, mail, null));
    }

    private void notice() {
        this.node.notifications.notify(NOTICE);
    }

    private void start() {
        this.server.start();
        this.node.sender.setPort(this.server.getSmtp().getPort());
    }

    private static jakarta.mail.Address[] recipients(MimeMessage mail) {
        try {
            return mail.getAllRecipients();
        }
        catch (jakarta.mail.MessagingException ex) {
            throw new AssertionError(ex);
        }
    }

    /** The part of this type, decoded. */
    static String part(jakarta.mail.Part part, String type) throws Exception {
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                String found = part(inner, type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return "";
        }
        return part.isMimeType(type) ? String.valueOf(part.getContent()) : "";
    }

}

package org.sanxing.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NotificationTests {

    private static final Notice NOTICE = Notice.of("returned", List.of("staff1", "head1", "staff1", "left", "nobody"),
            "case-1", "/tasks/of/case-1", "T", "P", "2026-11-26");

    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-22T01:00:00Z"));

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private JdbcClient jdbc;

    private TransactionTemplate transaction;

    private MessageRepository messages;

    private Notifications notifications;

    private MailDispatcher dispatcher;

    @BeforeEach
    void setUp() {
        DriverManagerDataSource source = new DriverManagerDataSource(
                "jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V50__notification.sql")).execute(source);
        this.jdbc = JdbcClient.create(source);
        JdbcTransactionManager transactions = new JdbcTransactionManager(source);
        this.transaction = new TransactionTemplate(transactions);
        ResourceBundleMessageSource words = new ResourceBundleMessageSource();
        words.setBasenames("messages-notification");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
        MessageTexts texts = new MessageTexts(words, ZoneId.of("Asia/Shanghai"));
        JsonMapper json = new JsonMapper();
        this.sender.setHost("127.0.0.1");
        this.messages = new MessageRepository(this.jdbc, json, texts);
        Outbox outbox = new Outbox(this.jdbc, json, provider());
        this.notifications = new RecordedNotifications(this.messages, outbox, organization(), this.clock);
        this.dispatcher = new MailDispatcher(outbox, provider(), texts, transactions, this.clock,
                "https://sanxing.example/", "office@sanxing.example");
    }

    @AfterEach
    void stop() {
        this.server.stop();
    }

    @Test
    void tellsEachActivePersonOnceInTheirLanguage() {
        notice();
        Page<Message> chinese = this.messages.page("staff1", true, 50, null, Locale.SIMPLIFIED_CHINESE);
        assertThat(chinese.items()).hasSize(1);
        assertThat(chinese.items().get(0).text()).contains("P", "T", "11\u670826\u65e5");
        Message english = this.messages.page("head1", true, 50, null, Locale.ENGLISH).items().get(0);
        assertThat(english.title()).isEqualTo("Returned: T");
        assertThat(english.text()).contains("by 26 Nov");
        assertThat(english.link()).isEqualTo("/tasks/of/case-1");
        assertThat(this.messages.unread("left")).isZero();
        assertThat(this.messages.unread("nobody")).isZero();
    }

    @Test
    void leavesOutTheDueTimeWhereThereIsNone() {
        this.notifications.notify(Notice.of("returned", List.of("staff1"), "c", "/", "T", "P", ""));
        assertThat(this.messages.latestUnread("staff1", 5, Locale.ENGLISH).get(0).text()).endsWith("submit it again.");
    }

    @Test
    void readingIsKeptWithItsFirstTimeAndConcernsOnlyTheReader() {
        notice();
        String id = this.messages.latestUnread("staff1", 1, Locale.ENGLISH).get(0).id();
        this.messages.markRead("head1", id, this.clock.instant());
        assertThat(this.messages.unread("staff1")).isOne();
        Instant first = this.clock.instant();
        this.messages.markRead("staff1", id, first);
        this.messages.markRead("staff1", id, first.plusSeconds(60));
        assertThat(this.messages.find("staff1", id, Locale.ENGLISH).orElseThrow().readAt()).isEqualTo(first);
        assertThat(this.messages.find("head1", id, Locale.ENGLISH)).isEmpty();
        assertThat(this.messages.markAllRead("head1", first)).isOne();
        assertThat(this.messages.unread("head1")).isZero();
    }

    @Test
    void pagesByKeyWithoutLossOrRepetition() {
        for (int i = 0; i < 7; i++) {
            this.notifications.notify(Notice.of("accepted", List.of("staff1"), "c" + i, "/", "T" + i));
            if (i % 2 == 0) {
                this.clock.move(Duration.ofSeconds(1));
            }
        }
        List<String> seen = new java.util.ArrayList<>();
        String cursor = null;
        do {
            Page<Message> page = this.messages.page("staff1", false, 3, cursor, Locale.ENGLISH);
            page.items().forEach((message) -> seen.add(message.title()));
            cursor = page.next();
        }
        while (cursor != null);
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> this.messages.page("staff1", false, 3,
                org.sanxing.common.Cursor.encode(List.of("x", "y")), Locale.ENGLISH));
    }

    @Test
    void sendsAMailOnceToThoseWhoHaveAnAddress() throws Exception {
        start();
        notice();
        this.dispatcher.dispatch();
        this.dispatcher.dispatch();
        assertThat(this.server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = this.server.getReceivedMessages()[0];
        assertThat(mail.getRecipients(RecipientType.TO)[0]).hasToString("staff1@office.example");
        assertThat(mail.getFrom()[0]).hasToString("office@sanxing.example");
        assertThat(mail.getMessageID())
            .isEqualTo("<" + this.jdbc.sql("select id from outbox").query(String.class).single() + "@sanxing>");
        assertThat(mail.getHeader("References")).containsExactly("<case-case-1@sanxing>");
        assertThat(com.icegreen.greenmail.util.GreenMailUtil.getBody(mail)).contains("multipart");
        assertThat(text(mail)).contains("https://sanxing.example/tasks/of/case-1");
        assertThat(states()).containsExactly("sent");
    }

    @Test
    void triesAgainWhenTheServerWasDown() {
        this.sender.setPort(1);
        notice();
        this.dispatcher.dispatch();
        assertThat(states()).containsExactly("waiting");
        start();
        this.dispatcher.dispatch();
        assertThat(this.server.getReceivedMessages()).as("not before the pause is over").isEmpty();
        this.clock.move(Duration.ofMinutes(2));
        this.dispatcher.dispatch();
        assertThat(this.server.getReceivedMessages()).hasSize(1);
        assertThat(states()).containsExactly("sent");
    }

    @Test
    void givesUpAfterThreeDays() {
        this.sender.setPort(1);
        notice();
        for (int hour = 0; hour <= 71; hour += 5) {
            this.dispatcher.dispatch();
            assertThat(states()).containsExactly("waiting");
            this.clock.move(Duration.ofHours(5));
        }
        this.dispatcher.dispatch();
        assertThat(states()).containsExactly("gave_up");
        start();
        this.clock.move(Duration.ofDays(1));
        this.dispatcher.dispatch();
        assertThat(this.server.getReceivedMessages()).isEmpty();
    }

    @Test
    void tellsNobodyOfWhatWasRolledBack() {
        start();
        this.transaction.executeWithoutResult((status) -> {
            notice();
            status.setRollbackOnly();
        });
        this.dispatcher.dispatch();
        assertThat(this.server.getReceivedMessages()).isEmpty();
        assertThat(this.messages.unread("staff1")).isZero();
    }

    private void notice() {
        this.notifications.notify(NOTICE);
    }

    private void start() {
        this.server.start();
        this.sender.setPort(this.server.getSmtp().getPort());
    }

    private List<String> states() {
        return this.jdbc.sql("select state from outbox").query(String.class).list();
    }

    private static String text(MimeMessage mail) throws Exception {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (Object part = mail.getContent(); part instanceof jakarta.mail.Multipart parts;) {
            part = parts.getBodyPart(0).getContent();
            if (part instanceof String text) {
                bytes.writeBytes(text.getBytes());
            }
        }
        return bytes.toString();
    }

    private ObjectProvider<JavaMailSender> provider() {
        JavaMailSender only = this.sender;
        return new ObjectProvider<>() {

            @Override
            public Stream<JavaMailSender> stream() {
                return Stream.of(only);
            }

            @Override
            public JavaMailSender getObject() {
                return only;
            }

            @Override
            public JavaMailSender getIfAvailable() {
                return only;
            }

        };
    }

    /** The notification asks the organisation one thing only. */
    private static Organization organization() {
        Map<String, Person> people = Stream
            .of(new Person("staff1", "A", "", null, null, "staff1@office.example", true),
                    new Person("head1", "B", "", null, null, null, true),
                    new Person("left", "C", "", null, null, "left@office.example", false))
            .collect(Collectors.toMap(Person::account, (person) -> person));
        return (Organization) java.lang.reflect.Proxy.newProxyInstance(NotificationTests.class.getClassLoader(),
                new Class<?>[] { Organization.class }, (proxy, method, arguments) -> {
                    if (!method.getName().equals("findAll")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    Collection<?> accounts = (Collection<?>) arguments[0];
                    return people.entrySet()
                        .stream()
                        .filter((entry) -> accounts.contains(entry.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
                });
    }

    private static final class MovedClock extends Clock {

        private Instant now;

        MovedClock(Instant now) {
            this.now = now;
        }

        void move(Duration duration) {
            this.now = this.now.plus(duration);
        }

        @Override
        public Instant instant() {
            return this.now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

    }

}

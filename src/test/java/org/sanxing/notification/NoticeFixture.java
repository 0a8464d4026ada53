package org.sanxing.notification;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.sanxing.common.OrganSettings;
import org.sanxing.common.Sealing;
import org.sanxing.organization.Branch;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** The module put together by hand on a database of its own, as one node of several. */
final class NoticeFixture {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final OrganSettings ORGAN = new OrganSettings("data", "", "https://sanxing.example/", "", ZONE,
            DataSize.ofMegabytes(32));

    /** A busy machine may need a second for the first answer of all. */
    private static final Duration PATIENT = Duration.ofSeconds(20);

    final MovedClock clock;

    final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    final Map<String, Person> people = new LinkedHashMap<>();

    final JdbcClient jdbc;

    final TransactionTemplate transaction;

    final KnownEvents known;

    final NoticeFiles files;

    final MessageTexts texts;

    final MessageRepository messages;

    final SettingsRepository settings;

    final NoticeChannels channels;

    final Outbox outbox;

    final Digests digests;

    final RecordedNotifications notifications;

    final MailDispatcher mail;

    final WebhookDispatcher webhooks;

    final KeepChannels keepChannels;

    final KeepDeliveries deliveries;

    final KeepNoticeSettings keepSettings;

    private final DataSource source;

    private NoticeFixture(DataSource source, MovedClock clock, Path folder, Duration answerWithin) {
        this.source = source;
        this.clock = clock;
        DataSource counted = ProxyDataSourceBuilder.create(source).countQuery().build();
        this.jdbc = JdbcClient.create(counted);
        JdbcTemplate batches = new JdbcTemplate(counted);
        JdbcTransactionManager transactions = new JdbcTransactionManager(counted);
        this.transaction = new TransactionTemplate(transactions);
        ResourceBundleMessageSource words = new ResourceBundleMessageSource();
        words.setBasenames("messages-notification", "messages-campaign", "messages-reflection");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
        JsonMapper json = new JsonMapper();
        Organization organization = organization();
        this.sender.setHost("127.0.0.1");
        this.files = new NoticeFiles(words, clock, new WordingSettings(folder.toString()), ORGAN);
        this.texts = new MessageTexts(this.files, ZONE);
        this.known = new KnownEvents(
                NoticeFixture.<NoticeEvents>provider(() -> List.of("taskWaiting", "returned", "accepted", "reminded")));
        WrittenLast last = new WrittenLast(batches, transactions);
        this.messages = new MessageRepository(this.jdbc, last, json, this.texts, organization, transactions, clock);
        this.settings = new SettingsRepository(this.jdbc, batches);
        this.channels = new NoticeChannels(this.jdbc, new Sealing("", "target/test-data"), clock);
        this.outbox = new Outbox(this.jdbc, last, json, transactions, clock);
        this.digests = new Digests(this.jdbc, batches, last, json, this.outbox, this.settings, transactions, clock,
                ZONE);
        this.notifications = new RecordedNotifications(this.known, this.messages, this.outbox, this.digests,
                this.settings, this.channels, organization, json, clock, ZONE,
                NoticeFixture.<JavaMailSender>provider(this.sender));
        MailWriter writer = new MailWriter(this.files, this.texts, this.digests, ZONE, ORGAN,
                new MailSettings("office@sanxing.example"));
        this.mail = new MailDispatcher(this.outbox, NoticeFixture.<JavaMailSender>provider(this.sender), writer,
                this.digests, this.settings, organization, clock, ZONE);
        this.webhooks = new WebhookDispatcher(this.outbox, this.channels, new WebhookRequests(this.texts, json),
                new WebhookClient(new OutboxSettings(Duration.ofSeconds(5), answerWithin),
                        new AllowedReceivers(new WebhookSettings(List.of("127.0.0.1", "localhost")))),
                this.texts, writer, json, clock);
        Administrators administrators = new Administrators(organization);
        this.keepChannels = new KeepChannels(this.channels, this.outbox, this.known, organization, administrators,
                (event) -> {
                });
        this.deliveries = new KeepDeliveries(this.outbox, this.channels, administrators, (event) -> {
        });
        this.keepSettings = new KeepNoticeSettings(this.settings, this.known,
                new NoticeWordings(this.files, this.texts, this.known), this.outbox, this.digests, (event) -> {
                }, NoticeFixture.<JavaMailSender>provider(this.sender));
    }

    static NoticeFixture onH2() {
        return on(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
    }

    static NoticeFixture on(DataSource source) {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V50__notification.sql"),
                new ClassPathResource("db/migration/V130__channels.sql"),
                new ClassPathResource("db/migration/V950__sealed_channels.sql"),
                new ClassPathResource("db/migration/V1080__notices_at_once.sql"))
            .execute(source);
        NoticeFixture fixture = new NoticeFixture(source, new MovedClock(Instant.parse("2026-11-22T01:00:00Z")),
                Path.of("target", "no-notices"), PATIENT);
        fixture.person("staff1", "staff1@office.example", "b1");
        fixture.person("head1", null, "b1");
        fixture.people.put("left", new Person("left", "C", "", null, "b1", "left@office.example", false));
        fixture.people.put("sysadmin", new Person("sysadmin", "S", "", null, null, null, true));
        return fixture;
    }

    /** Another node on the same database, at the same time. */
    NoticeFixture anotherNode() {
        NoticeFixture other = new NoticeFixture(this.source, this.clock, this.files.folder(), PATIENT);
        other.people.putAll(this.people);
        other.sender.setPort(this.sender.getPort());
        return other;
    }

    /** The same with the organ's own wording. */
    NoticeFixture withFiles(Path folder) {
        NoticeFixture other = new NoticeFixture(this.source, this.clock, folder, PATIENT);
        other.people.putAll(this.people);
        return other;
    }

    /** The same with less patience for robots and other receivers. */
    NoticeFixture answeredWithin(Duration time) {
        NoticeFixture other = new NoticeFixture(this.source, this.clock, this.files.folder(), time);
        other.people.putAll(this.people);
        return other;
    }

    void person(String account, String email, String branch) {
        this.people.put(account,
                new Person(account, account.toUpperCase(java.util.Locale.ROOT), "", null, branch, email, true));
    }

    /** A server that does not answer is given up after so long. */
    void mailTimeout(Duration timeout) {
        for (String name : new String[] { "connectiontimeout", "timeout", "writetimeout" }) {
            this.sender.getJavaMailProperties().put("mail.smtp." + name, String.valueOf(timeout.toMillis()));
        }
    }

    List<String> states() {
        return this.jdbc.sql("select state from outbox order by created_at, id").query(String.class).list();
    }

    long count(String state) {
        return states().stream().filter(state::equals).count();
    }

    private static <T> ObjectProvider<T> provider(T only) {
        return new ObjectProvider<>() {

            @Override
            public Stream<T> stream() {
                return Stream.of(only);
            }

            @Override
            public Stream<T> orderedStream() {
                return Stream.of(only);
            }

            @Override
            public T getObject() {
                return only;
            }

            @Override
            public T getIfAvailable() {
                return only;
            }

        };
    }

    /** What the module asks of the organisation. */
    private Organization organization() {
        return (Organization) java.lang.reflect.Proxy.newProxyInstance(NoticeFixture.class.getClassLoader(),
                new Class<?>[] { Organization.class }, (proxy, method, arguments) -> switch (method.getName()) {
                    case "findAll" -> {
                        Map<String, Person> found = new LinkedHashMap<>(this.people);
                        found.keySet().retainAll((Collection<?>) arguments[0]);
                        yield found;
                    }
                    case "find" -> java.util.Optional.ofNullable(this.people.get(arguments[0]));
                    case "rolesOf" ->
                        "sysadmin".equals(arguments[0]) ? Set.of(Role.SYSTEM_ADMINISTRATOR) : Set.<Role>of();
                    case "branches" -> List.of(new Branch("b1", "B1", "ZB1"), new Branch("b2", "B2", "ZB2"));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    static final class MovedClock extends Clock {

        private final AtomicReference<Instant> now;

        MovedClock(Instant now) {
            this.now = new AtomicReference<>(now);
        }

        void move(Duration duration) {
            this.now.updateAndGet((before) -> before.plus(duration));
        }

        /** To a time of the organ's zone. */
        void set(String local) {
            this.now.set(java.time.LocalDateTime.parse(local).atZone(ZONE).toInstant());
        }

        @Override
        public Instant instant() {
            return this.now.get();
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

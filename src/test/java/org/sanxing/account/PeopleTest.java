package org.sanxing.account;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.sanxing.Listeners;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;
import org.sanxing.common.OrganSettings;
import org.sanxing.common.Sealing;
import org.sanxing.notification.Notice;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Tray;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/**
 * The organisation, the accounts and the security chains on a database in memory, without
 * the engine and the modules that work.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Listeners
@SpringBootTest(classes = PeopleTest.Application.class,
        properties = { "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1", "sanxing.data=target",
                "sanxing.second-factor.administrators=false" })
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@Import(QuickPasswords.class)
public @interface PeopleTest {

    /** No stereotype: the application's own scan must not find it. */
    @EnableAutoConfiguration
    @ConfigurationPropertiesScan({ "org.sanxing.common", "org.sanxing.organization", "org.sanxing.account",
            "org.sanxing.calendar" })
    @ComponentScan({ "org.sanxing.organization", "org.sanxing.account", "org.sanxing.calendar" })
    @ComponentScan(basePackages = "org.sanxing.shell", useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
                    pattern = "org\\.sanxing\\.shell\\.(SecurityConfiguration|Problems|ErrorPages|Languages"
                            + "|WebConfiguration|ShellAdvice|Build)"))
    @ComponentScan(basePackages = "org.sanxing.common", useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.Messages"))
    @Import(Sealing.class)
    class Application {

        @Bean
        ZoneId zone(OrganSettings settings) {
            return settings.zone();
        }

        @Bean
        MovableClock clock() {
            return new MovableClock();
        }

        @Bean
        Notices notices() {
            return new Notices();
        }

        @Bean
        Tray tray() {
            return new Tray();
        }

        @Bean
        Happened happened() {
            return new Happened();
        }

    }

    /** Who would be told of what. */
    class Notices implements Notifications {

        private final List<Notice> told = new CopyOnWriteArrayList<>();

        @Override
        public void notify(Notice notice) {
            this.told.add(notice);
        }

        public List<Notice> told() {
            return this.told;
        }

    }

    /** What the audit chain would keep. */
    class Happened {

        private final List<AuditRecord> records = new CopyOnWriteArrayList<>();

        /** The object of which nothing can be recorded. */
        volatile String failing = "";

        @EventListener
        void keep(DomainEvent event) {
            if (event.record().objectId().equals(this.failing)) {
                throw new IllegalStateException("cannot be recorded");
            }
            this.records.add(event.record());
        }

        public List<AuditRecord> records() {
            return this.records;
        }

    }

}

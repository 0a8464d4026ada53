package org.sanxing.checks;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.sanxing.common.Rows;
import org.sanxing.notification.Notice;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the system administrators each morning of the dead ends there are, once, however
 * many nodes run; later in the day where none ran in the morning. Says nothing where all
 * is well.
 */
@Component
public class DailyCheck implements NoticeEvents {

    private static final Logger log = LoggerFactory.getLogger(DailyCheck.class);

    private static final String EVENT = "deadEndsFound";

    private static final LocalTime FROM = LocalTime.of(8, 0);

    private static final int LIMIT = 200;

    private final Checks checks;

    private final Organization organization;

    private final Notifications notifications;

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private final ZoneId zone;

    DailyCheck(Checks checks, Organization organization, Notifications notifications, JdbcClient jdbc,
            TransactionTemplate transaction, Clock clock, ZoneId zone) {
        this.checks = checks;
        this.organization = organization;
        this.notifications = notifications;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public List<String> events() {
        return List.of(EVENT);
    }

    @Scheduled(fixedDelayString = "${sanxing.checks.delay:PT5M}", initialDelayString = "${sanxing.checks.delay:PT5M}")
    void check() {
        ZonedDateTime now = this.clock.instant().atZone(this.zone);
        LocalDate today = now.toLocalDate();
        if (now.toLocalTime().isBefore(FROM) || !announced("").isBefore(today)) {
            return;
        }
        Checks.Report report = this.checks.run(LIMIT);
        this.transaction.executeWithoutResult((status) -> {
            // Whoever comes second waits here, and then finds it done.
            if (announced(" for update").isBefore(today)) {
                Rows.update(this.jdbc, "update daily_check set announced_on = ? where id = 'deadEnds'",
                        Date.valueOf(today));
                announce(report);
            }
        });
    }

    private LocalDate announced(String lock) {
        return this.jdbc.sql("select announced_on from daily_check where id = 'deadEnds'" + lock)
            .query(LocalDate.class)
            .single();
    }

    private void announce(Checks.Report report) {
        log.info("The daily check found {} dead ends", report.count());
        if (report.count() > 0) {
            List<String> administrators = this.organization.holdersOf(Role.SYSTEM_ADMINISTRATOR)
                .stream()
                .map(Person::account)
                .toList();
            this.notifications.notify(Notice.of(EVENT, administrators, "checks", "/admin/checks",
                    report.count() + (report.more() ? "+" : "")));
        }
    }

}

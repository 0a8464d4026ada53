package org.sanxing.shell;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.sanxing.audit.CheckpointMail;
import org.sanxing.audit.CheckpointOfTheDay;
import org.sanxing.audit.RecordDoubted;
import org.sanxing.audit.RecordPurged;
import org.sanxing.notification.Deliveries;
import org.sanxing.notification.Notice;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the auditors of the state of the record; the audit itself may tell nobody. */
@Component
class RecordNotices implements NoticeEvents, CheckpointMail {

    private static final String DOUBTED = "recordDoubted";

    private static final String CHECKPOINT = "recordCheckpoint";

    private static final String PURGE_DUE = "recordPurgeDue";

    private static final String PURGED = "recordPurged";

    private static final String PLACE = "/trace/record";

    private final Organization organization;

    private final Notifications notifications;

    private final Deliveries deliveries;

    RecordNotices(Organization organization, Notifications notifications, Deliveries deliveries) {
        this.organization = organization;
        this.notifications = notifications;
        this.deliveries = deliveries;
    }

    @Override
    public List<Mailed> since(Instant time) {
        return this.deliveries.sent(CHECKPOINT, time)
            .stream()
            .map((sent) -> new Mailed(Long.parseLong(sent.arguments().get(0)), sent.account(), sent.at()))
            .toList();
    }

    @Override
    public List<String> events() {
        return List.of(DOUBTED, CHECKPOINT, PURGE_DUE, PURGED);
    }

    @EventListener
    void on(RecordDoubted doubt) {
        this.notifications
            .notify(Notice.of(DOUBTED, auditors(), "record", PLACE, Integer.toString(doubt.failures()), doubt.first()));
    }

    @EventListener
    void on(CheckpointOfTheDay checkpoint) {
        this.notifications.notify(Notice.of(CHECKPOINT, auditors(), "record", PLACE, Long.toString(checkpoint.number()),
                checkpoint.at(), Long.toString(checkpoint.size()), checkpoint.line()));
    }

    @EventListener
    void on(RecordPurged purged) {
        LocalDate on = purged.on();
        this.notifications.notify((on != null)
                ? Notice.of(PURGE_DUE, auditors(), "record", PLACE, Long.toString(purged.events()),
                        purged.until().toString(), on.toString())
                : Notice.of(PURGED, auditors(), "record", PLACE, Long.toString(purged.events()),
                        purged.until().toString()));
    }

    private List<String> auditors() {
        return this.organization.holdersOf(Role.AUDITOR).stream().map(Person::account).toList();
    }

}

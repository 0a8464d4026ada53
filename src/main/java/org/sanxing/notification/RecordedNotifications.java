package org.sanxing.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.sanxing.common.Ids;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes messages and mails into tables; nothing leaves the database here. */
@Service
class RecordedNotifications implements Notifications {

    private final MessageRepository messages;

    private final Outbox outbox;

    private final Organization organization;

    private final Clock clock;

    RecordedNotifications(MessageRepository messages, Outbox outbox, Organization organization, Clock clock) {
        this.messages = messages;
        this.outbox = outbox;
        this.organization = organization;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRED)
    public void notify(Notice notice) {
        Set<String> recipients = new LinkedHashSet<>(notice.recipients());
        if (recipients.isEmpty()) {
            return;
        }
        Instant now = this.clock.instant();
        Map<String, Person> people = this.organization.findAll(recipients);
        for (String account : recipients) {
            Person person = people.get(account);
            if (person == null || !person.active()) {
                continue;
            }
            this.messages.add(Ids.next(), account, notice, now);
            String address = person.email();
            if (address != null && !address.isBlank()) {
                this.outbox.add(account, address, notice, now);
            }
        }
    }

}

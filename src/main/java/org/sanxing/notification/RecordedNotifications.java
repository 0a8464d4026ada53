package org.sanxing.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import org.sanxing.notification.Outbox.Letter;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Writes messages, mails and what robots say into tables, in as many statements for a
 * thousand people as for one; nothing leaves the database here.
 */
@Service
class RecordedNotifications implements Notifications {

    private final KnownEvents events;

    private final MessageRepository messages;

    private final Outbox outbox;

    private final Digests digests;

    private final SettingsRepository settings;

    private final NoticeChannels channels;

    private final Organization organization;

    private final JsonMapper json;

    private final Clock clock;

    private final ZoneId zone;

    private final boolean mail;

    RecordedNotifications(KnownEvents events, MessageRepository messages, Outbox outbox, Digests digests,
            SettingsRepository settings, NoticeChannels channels, Organization organization, JsonMapper json,
            Clock clock, ZoneId zone, ObjectProvider<JavaMailSender> sender) {
        this.events = events;
        this.messages = messages;
        this.outbox = outbox;
        this.digests = digests;
        this.settings = settings;
        this.channels = channels;
        this.organization = organization;
        this.json = json;
        this.clock = clock;
        this.zone = zone;
        this.mail = sender.getIfAvailable() != null;
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRED)
    public void notify(Notice notice) {
        if (!this.events.contains(notice.event())) {
            throw new IllegalArgumentException("No module names the event " + notice.event());
        }
        Set<String> recipients = new LinkedHashSet<>(notice.recipients());
        if (notice.leadsToTask()) {
            recipients.remove(actor());
        }
        if (recipients.isEmpty()) {
            return;
        }
        Map<String, Person> found = this.organization.findAll(recipients);
        List<Person> people = recipients.stream()
            .map(found::get)
            .filter((person) -> person != null && person.active())
            .toList();
        if (people.isEmpty()) {
            return;
        }
        Instant now = this.clock.instant();
        this.messages.add(people.stream().map(Person::account).toList(), notice, now);
        List<Letter> letters = new ArrayList<>(robots(notice, people, now));
        if (this.mail) {
            letters.addAll(mails(notice, people, now));
        }
        this.outbox.add(letters, now);
    }

    /** Who is signed in, whose action it comes from; null where that is the system. */
    private static @Nullable String actor() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return (request != null
                && request.getAttribute(CurrentPerson.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Person me)
                        ? me.account() : null;
    }

    private List<Letter> mails(Notice notice, List<Person> people, Instant now) {
        List<Person> reachable = people.stream().filter(RecordedNotifications::hasAddress).toList();
        if (reachable.isEmpty()) {
            return List.of();
        }
        Map<String, NoticeSettings> chosen = this.settings
            .of(reachable.stream().map(Person::account).collect(Collectors.toSet()), notice.event());
        List<NoticeSettings> collected = new ArrayList<>();
        List<Letter> letters = new ArrayList<>();
        for (Person person : reachable) {
            NoticeSettings own = chosen.getOrDefault(person.account(), NoticeSettings.ofNobodyYet(person.account()));
            switch (own.choice(notice.event())) {
                case NOW -> letters.add(new Letter(Channel.MAIL, null, person.account(), person.email(), notice.event(),
                        notice.caseId(), notice.link(), notice.arguments(), null, own.notBefore(now, this.zone)));
                case DIGEST -> collected.add(own);
                case NONE -> {
                }
            }
        }
        this.digests.collect(notice, collected, now);
        return letters;
    }

    private static boolean hasAddress(Person person) {
        String address = person.email();
        return !Texts.isBlank(address);
    }

    /** One for each receiver, which names all the people it is for, and no title. */
    private List<Letter> robots(Notice notice, List<Person> people, Instant now) {
        List<String> number = Stream.ofNullable(notice.number()).toList();
        List<Letter> letters = new ArrayList<>();
        for (NoticeChannel channel : this.channels.enabled()) {
            if (!channel.tellsOf(notice.event())) {
                continue;
            }
            List<NoticeChannel.Recipient> named = people.stream()
                .filter(channel::concerns)
                .map((person) -> new NoticeChannel.Recipient(person.account(), person.name()))
                .toList();
            if (!named.isEmpty()) {
                letters.add(new Letter(channel.kind(), channel.id(), null, null, notice.event(), notice.caseId(),
                        notice.link(), number, this.json.writeValueAsString(named), now));
            }
        }
        return letters;
    }

}

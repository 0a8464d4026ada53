package org.sanxing.notification;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Person;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mail.javamail.JavaMailSender;

/** How a person is told, which she chooses for herself alone. */
@UseCase
class KeepNoticeSettings {

    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}");

    private final SettingsRepository settings;

    private final KnownEvents known;

    private final NoticeWordings wordings;

    private final Outbox outbox;

    private final Digests digests;

    private final ApplicationEventPublisher events;

    private final boolean mail;

    KeepNoticeSettings(SettingsRepository settings, KnownEvents known, NoticeWordings wordings, Outbox outbox,
            Digests digests, ApplicationEventPublisher events, ObjectProvider<JavaMailSender> sender) {
        this.settings = settings;
        this.known = known;
        this.wordings = wordings;
        this.outbox = outbox;
        this.digests = digests;
        this.events = events;
        this.mail = sender.getIfAvailable() != null;
    }

    Shown show(Person person, Locale locale) {
        NoticeSettings own = this.settings.find(person.account());
        QuietHours quiet = own.quiet();
        List<Choice> choices = new ArrayList<>();
        this.wordings.names(locale)
            .forEach((event, name) -> choices.add(new Choice(event, name, own.choice(event).id())));
        return new Shown(person.email(), this.mail, own.language(),
                (quiet != null) ? new Quiet(quiet.from().toString(), quiet.to().toString()) : null, own.digestHour(),
                choices, own.revision());
    }

    NoticeSettings change(Command command) {
        NoticeSettings before = this.settings.find(command.account());
        if (command.revision() != null && command.revision() != before.revision()) {
            throw new Conflict("changed-meanwhile");
        }
        List<FieldError> errors = new ArrayList<>();
        String language = (command.language() != null) ? command.language() : before.language();
        if (!language.equals("zh") && !language.equals("en")) {
            errors.add(FieldError.of("language", "notice-language"));
        }
        QuietHours quiet = quiet(command.quietFrom(), command.quietTo(), errors);
        int hour = (command.digestHour() != null) ? command.digestHour() : before.digestHour();
        if (hour < 0 || hour > 23) {
            errors.add(FieldError.of("digestHour", "range", 0, 23));
        }
        Map<String, MailChoice> choices = choices(command.choices(), errors);
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        NoticeSettings after = new NoticeSettings(command.account(), language, quiet, hour, choices, before.revision());
        this.settings.save(after);
        if (after.digestHour() != before.digestHour()) {
            this.digests.reschedule(after);
        }
        this.outbox.lookAgain(command.account());
        this.events.publishEvent(ChannelEvent.settingsChanged(command.account()));
        return this.settings.find(command.account());
    }

    private Map<String, MailChoice> choices(Map<String, String> given, List<FieldError> errors) {
        Map<String, MailChoice> choices = new LinkedHashMap<>();
        given.forEach((event, chosen) -> {
            MailChoice choice = MailChoice.byId(chosen).orElse(null);
            if (!this.known.contains(event)) {
                errors.add(FieldError.of("events." + event, "notice-event", event));
            }
            else if (choice == null) {
                errors.add(FieldError.of("events." + event, "notice-choice"));
            }
            else {
                choices.put(event, choice);
            }
        });
        return choices;
    }

    private static @Nullable QuietHours quiet(@Nullable String from, @Nullable String to, List<FieldError> errors) {
        boolean noFrom = Texts.isBlank(from);
        boolean noTo = Texts.isBlank(to);
        if (noFrom && noTo) {
            return null;
        }
        LocalTime start = time("quietFrom", from, errors);
        LocalTime end = time("quietTo", to, errors);
        if (start == null || end == null) {
            return null;
        }
        if (start.equals(end)) {
            errors.add(FieldError.of("quietTo", "notice-quiet-same"));
            return null;
        }
        return new QuietHours(start, end);
    }

    private static @Nullable LocalTime time(String field, @Nullable String text, List<FieldError> errors) {
        if (text != null && TIME.matcher(Texts.figures(Texts.strip(text))).matches()) {
            try {
                return LocalTime.parse(Texts.figures(Texts.strip(text)));
            }
            catch (DateTimeParseException ex) {
                // An hour or a minute that no clock shows.
            }
        }
        errors.add(FieldError.of(field, Texts.isBlank(text) ? "notice-quiet-both" : "notice-time"));
        return null;
    }

    /**
     * @param quietFrom {@code HH:mm}; both null or empty for no quiet hours
     * @param choices by event; what is left out is sent at once
     * @param revision that the person saw; null for whichever there is
     */
    record Command(String account, @Nullable String language, @Nullable String quietFrom, @Nullable String quietTo,
            @Nullable Integer digestHour, Map<String, String> choices, @Nullable Integer revision) {

    }

    /**
     * @param address to which mails go; null where there is none
     * @param mailConfigured whether the organ sends mail at all
     * @param quiet null where there are no quiet hours
     */
    record Shown(@Nullable String address, boolean mailConfigured, String language, @Nullable Quiet quiet,
            int digestHour, List<Choice> events, int revision) {

    }

    record Quiet(@Nullable String from, @Nullable String to) {

    }

    /**
     * @param name of the event, in the reader's language; not read from requests
     * @param mail {@code now}, {@code digest} or {@code none}
     */
    record Choice(String event, @Nullable String name, @Nullable String mail) {

    }

}

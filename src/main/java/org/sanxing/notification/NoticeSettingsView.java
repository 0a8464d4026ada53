package org.sanxing.notification;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.organization.Person;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** How a person is told, as pages and API show it. */
@Component
class NoticeSettingsView {

    private final SettingsRepository settings;

    private final KnownEvents known;

    private final MessageTexts texts;

    private final boolean mail;

    NoticeSettingsView(SettingsRepository settings, KnownEvents known, MessageTexts texts,
            ObjectProvider<JavaMailSender> sender) {
        this.settings = settings;
        this.known = known;
        this.texts = texts;
        this.mail = sender.getIfAvailable() != null;
    }

    Shown of(Person person, Locale locale) {
        NoticeSettings own = this.settings.find(person.account());
        QuietHours quiet = own.quiet();
        return new Shown(person.email(), this.mail, own.language(),
                (quiet != null) ? new Quiet(quiet.from().toString(), quiet.to().toString()) : null, own.digestHour(),
                choices(own.choices(), locale), own.revision());
    }

    private List<Choice> choices(Map<String, MailChoice> chosen, Locale locale) {
        return this.known.all()
            .stream()
            .map((event) -> new Choice(event, this.texts.name(event, locale),
                    chosen.getOrDefault(event, MailChoice.NOW).id()))
            .toList();
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

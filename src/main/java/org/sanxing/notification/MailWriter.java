package org.sanxing.notification;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.sanxing.common.OrganSettings;
import org.sanxing.notification.Outbox.Delivery;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Writes mails from the templates {@code mail.*} and {@code digest.*}, in the language of
 * who gets them. A mail says what the notice says: no text of a material.
 */
@Component
class MailWriter {

    /** Longer digests say how many more there are. */
    private static final int ENTRIES = 100;

    private final MessageTexts texts;

    private final Digests digests;

    private final SpringTemplateEngine templates = new SpringTemplateEngine();

    private final ZoneId zone;

    private final String baseUrl;

    private final String from;

    MailWriter(NoticeFiles files, MessageTexts texts, Digests digests, ZoneId zone, OrganSettings organ,
            MailSettings settings) {
        this.texts = texts;
        this.digests = digests;
        this.zone = zone;
        String baseUrl = organ.baseUrl();
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        this.from = settings.from();
        this.templates.setTemplateEngineMessageSource(files.words());
        this.templates.addTemplateResolver(resolver("html", TemplateMode.HTML));
        this.templates.addTemplateResolver(resolver("txt", TemplateMode.TEXT));
    }

    private static ClassLoaderTemplateResolver resolver(String ending, TemplateMode mode) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/notification/");
        resolver.setResolvablePatterns(java.util.Set.of("*." + ending));
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.setTemplateMode(mode);
        return resolver;
    }

    /** Where people reach a page of the application. */
    String url(String link) {
        return this.baseUrl + link;
    }

    MimeMessage write(JavaMailSender sender, Delivery delivery, String address, Locale locale)
            throws MessagingException {
        Letter letter = Digests.EVENT.equals(delivery.event()) ? digest(delivery, locale) : notice(delivery, locale);
        MimeMessage message = new StableMessage(sender.createMimeMessage(), "<" + delivery.id() + "@sanxing>");
        MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
        helper.setFrom(this.from);
        helper.setTo(address);
        helper.setSubject(letter.subject().replaceAll("[\\r\\n]+", " "));
        helper.setSentDate(Date.from(delivery.createdAt()));
        helper.setText(letter.text(), letter.html());
        if (letter.thread()) {
            String thread = "<case-" + delivery.caseId().replaceAll("[^A-Za-z0-9._-]", "-") + "@sanxing>";
            message.setHeader("In-Reply-To", thread);
            message.setHeader("References", thread);
        }
        message.setHeader("Content-Language", "en".equals(locale.getLanguage()) ? "en" : "zh-CN");
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private Letter notice(Delivery delivery, Locale locale) {
        String title = this.texts.title(delivery.event(), delivery.arguments(), locale);
        Map<String, Object> model = Map.of("title", title, "text",
                this.texts.text(delivery.event(), delivery.arguments(), locale), "url", url(delivery.link()),
                "settings", url("/account/notices"));
        return new Letter(title, render("mail.txt", locale, model), render("mail.html", locale, model), true);
    }

    private Letter digest(Delivery delivery, Locale locale) {
        List<Digests.Entry> entries = this.digests.entries((delivery.content() != null) ? delivery.content() : "[]");
        DateTimeFormatter time = DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(this.zone);
        List<Line> lines = entries.stream()
            .limit(ENTRIES)
            .map((entry) -> new Line(this.texts.title(entry.event(), entry.arguments(), locale),
                    this.texts.text(entry.event(), entry.arguments(), locale), url(entry.link()),
                    time.format(entry.createdAt())))
            .toList();
        String title = this.texts.words("notification.digest.subject", "", locale, entries.size());
        Map<String, Object> model = Map.of("title", title, "lines", lines, "more", entries.size() - lines.size(), "url",
                url("/notifications"), "settings", url("/account/notices"));
        return new Letter(title, render("digest.txt", locale, model), render("digest.html", locale, model), false);
    }

    private String render(String template, Locale locale, Map<String, Object> model) {
        return this.templates.process(template, new Context(locale, model));
    }

    private record Letter(String subject, String text, String html, boolean thread) {

    }

    /** A notice in a digest, as the template shows it. */
    record Line(String title, String text, String url, String time) {

    }

    /** The mail library makes up a Message-ID on sending unless told otherwise. */
    private static final class StableMessage extends MimeMessage {

        private final String id;

        StableMessage(MimeMessage source, String id) {
            super(source.getSession());
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", this.id);
        }

    }

}

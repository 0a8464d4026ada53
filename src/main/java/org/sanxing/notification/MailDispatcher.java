package org.sanxing.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.sanxing.notification.Outbox.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.HtmlUtils;

/**
 * Sends what waits in the outbox. Any node may run it; the row's lock sees to it that one
 * does. A crash between the server's yes and our commit sends a mail again, with the same
 * Message-ID, by which mail programs know it for the same.
 */
@Component
class MailDispatcher {

    private static final Logger log = LoggerFactory.getLogger(MailDispatcher.class);

    private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(4);

    private static final int BATCH = 50;

    private final Outbox outbox;

    private final ObjectProvider<JavaMailSender> senders;

    private final MessageTexts texts;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private final String baseUrl;

    private final String from;

    MailDispatcher(Outbox outbox, ObjectProvider<JavaMailSender> senders, MessageTexts texts,
            PlatformTransactionManager transactions, Clock clock,
            @Value("${sanxing.base-url:http://localhost:8080}") String baseUrl,
            @Value("${sanxing.mail.from:sanxing@localhost}") String from) {
        this.outbox = outbox;
        this.senders = senders;
        this.texts = texts;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        this.from = from;
        senders.ifAvailable(MailDispatcher::withTimeouts);
    }

    /** A server that does not answer must not hold a row, and a connection, for long. */
    private static void withTimeouts(JavaMailSender sender) {
        if (sender instanceof JavaMailSenderImpl impl) {
            Properties properties = impl.getJavaMailProperties();
            for (String protocol : new String[] { "smtp", "smtps" }) {
                for (String timeout : new String[] { "connectiontimeout", "timeout", "writetimeout" }) {
                    properties.putIfAbsent("mail." + protocol + "." + timeout, "10000");
                }
            }
        }
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "${sanxing.mail.every:PT5S}")
    void dispatch() {
        JavaMailSender sender = this.senders.getIfAvailable();
        if (sender == null) {
            return;
        }
        for (int i = 0; i < BATCH; i++) {
            if (!Boolean.TRUE.equals(this.transaction.execute((status) -> sendNext(sender)))) {
                return;
            }
        }
    }

    /**
     * Returns whether it is worth going on: something was due, and the server answers.
     */
    private boolean sendNext(JavaMailSender sender) {
        Instant now = this.clock.instant();
        Mail mail = this.outbox.lockNext(now).orElse(null);
        if (mail == null) {
            return false;
        }
        try {
            sender.send(message(sender, mail));
            this.outbox.sent(mail.id(), now);
            return true;
        }
        catch (MailException | MessagingException ex) {
            String reason = ex.getClass().getSimpleName() + ": " + ex.getMessage();
            if (!now.isBefore(mail.createdAt().plus(GIVE_UP_AFTER))) {
                this.outbox.gaveUp(mail.id(), reason);
                log.warn("Gave up sending mail {} after {} attempts", mail.id(), mail.attempts() + 1);
            }
            else {
                this.outbox.tryAgain(mail.id(), now.plus(pause(mail.attempts())), reason);
                log.info("Mail {} not sent, will be tried again: {}", mail.id(), ex.getMessage());
            }
            return false;
        }
    }

    private static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        return (pause.compareTo(LONGEST_PAUSE) > 0) ? LONGEST_PAUSE : pause;
    }

    private MimeMessage message(JavaMailSender sender, Mail mail) throws MessagingException {
        Locale locale = Locale.SIMPLIFIED_CHINESE;
        String title = oneLine(this.texts.title(mail.event(), mail.arguments(), locale));
        String text = this.texts.text(mail.event(), mail.arguments(), locale);
        String url = this.baseUrl + mail.link();
        String open = this.texts.words("notification.mail.open", locale);
        String foot = this.texts.words("notification.mail.foot", locale);
        MimeMessage message = new StableMessage(sender.createMimeMessage(), "<" + mail.id() + "@sanxing>");
        MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
        helper.setFrom(this.from);
        helper.setTo(mail.address());
        helper.setSubject(title);
        helper.setSentDate(Date.from(mail.createdAt()));
        helper.setText(text + "\n\n" + open + "\n" + url + "\n\n" + foot + "\n",
                "<!DOCTYPE html><html lang=\"zh-CN\"><body><p>" + HtmlUtils.htmlEscape(text) + "</p><p><a href=\""
                        + HtmlUtils.htmlEscape(url) + "\">" + HtmlUtils.htmlEscape(open) + "</a></p><p><small>"
                        + HtmlUtils.htmlEscape(foot) + "</small></p></body></html>");
        String thread = "<case-" + mail.caseId().replaceAll("[^A-Za-z0-9._-]", "-") + "@sanxing>";
        message.setHeader("In-Reply-To", thread);
        message.setHeader("References", thread);
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
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

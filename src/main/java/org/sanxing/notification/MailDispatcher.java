package org.sanxing.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import org.sanxing.common.Texts;
import org.sanxing.notification.Outbox.Delivery;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * Sends the mails that wait in the outbox, outside any transaction. Any node may run it:
 * the lease on a row sees to it that one sends it. A crash between the server's yes and
 * our mark sends a mail again, with the same Message-ID, by which mail programs know it
 * for the same.
 */
@Component
class MailDispatcher {

    private static final int BATCH = 500;

    /** A no of the server to one address or mail; with 421 it says goodbye. */
    private static final Pattern REFUSED = Pattern.compile("(?!421)[45]\\d\\d\\b.*", Pattern.DOTALL);

    private final Outbox outbox;

    private final ObjectProvider<JavaMailSender> senders;

    private final MailWriter writer;

    private final Digests digests;

    private final SettingsRepository settings;

    private final Organization organization;

    private final Clock clock;

    private final ZoneId zone;

    MailDispatcher(Outbox outbox, ObjectProvider<JavaMailSender> senders, MailWriter writer, Digests digests,
            SettingsRepository settings, Organization organization, Clock clock, ZoneId zone) {
        this.outbox = outbox;
        this.senders = senders;
        this.writer = writer;
        this.digests = digests;
        this.settings = settings;
        this.organization = organization;
        this.clock = clock;
        this.zone = zone;
        senders.ifAvailable(MailDispatcher::withTimeouts);
    }

    /** A server that does not answer must not hold everything up. */
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

    void dispatch() {
        JavaMailSender sender = this.senders.getIfAvailable();
        if (sender == null) {
            return;
        }
        OutsideTransactions.check();
        for (int i = 0; i < BATCH; i++) {
            Delivery next = this.outbox.claimMail().orElse(null);
            if (next == null || !deliver(sender, next)) {
                return;
            }
        }
    }

    /**
     * Returns whether it is worth going on: the server answers, even if it did not take
     * this one.
     */
    private boolean deliver(JavaMailSender sender, Delivery mail) {
        String account = (mail.account() != null) ? mail.account() : "";
        Person person = this.organization.find(account).filter(Person::active).orElse(null);
        if (person == null || Texts.isBlank(person.email())) {
            this.outbox.pointless(mail, (person == null) ? "left" : "no address");
            return true;
        }
        NoticeSettings chosen = this.settings.find(account);
        Instant now = this.clock.instant();
        Instant earliest = chosen.notBefore(now, this.zone);
        if (earliest.isAfter(now)) {
            this.outbox.hold(mail, earliest);
            return true;
        }
        List<Delivery> all = new ArrayList<>(List.of(mail));
        all.addAll(this.outbox.claimWith(mail));
        try {
            Delivery sent = (all.size() > 1) ? mail.with(this.digests.content(all)) : mail;
            sender.send(this.writer.write(sender, sent, person.email(), chosen.locale()));
        }
        catch (MessagingException | RuntimeException ex) {
            // A mail that cannot even be written must not stand in the way of the others.
            all.forEach((one) -> this.outbox.failed(one, person.email() + ": " + reason(ex)));
            return refusedThisOne(ex);
        }
        all.forEach(this.outbox::sent);
        return true;
    }

    private static String reason(Exception ex) {
        Throwable shown = ex;
        if (ex instanceof MailSendException failed) {
            shown = ofTheMail(failed).map(Throwable.class::cast).orElse((ex.getCause() != null) ? ex.getCause() : ex);
        }
        StringBuilder reason = new StringBuilder(
                (shown.getMessage() != null) ? shown.getMessage() : shown.getClass().getSimpleName());
        while (shown instanceof MessagingException failed && failed.getNextException() != null) {
            shown = failed.getNextException();
            reason.append("; ").append(shown.getMessage());
        }
        return reason.toString();
    }

    private static Optional<Exception> ofTheMail(MailSendException ex) {
        return ex.getFailedMessages().values().stream().findFirst();
    }

    /** An address or a mail that the server answered with a no; else it is the server. */
    private static boolean refusedThisOne(Exception ex) {
        if (!(ex instanceof MailException)) {
            return true;
        }
        if (!(ex instanceof MailSendException failed)) {
            return !(ex instanceof org.springframework.mail.MailAuthenticationException);
        }
        Exception own = ofTheMail(failed).orElse(null);
        while (own instanceof SendFailedException refused) {
            if (REFUSED.matcher(Texts.strip(String.valueOf(refused.getMessage()))).matches()) {
                return true;
            }
            own = refused.getNextException();
        }
        return false;
    }

}

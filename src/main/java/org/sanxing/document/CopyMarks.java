package org.sanxing.document;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.sanxing.document.OfficialDocument.Mark;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What stands on each page of a copy: who took it, when, and its code. */
@Component
public class CopyMarks {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Organization organization;

    private final MessageSource messages;

    private final ZoneId zone;

    CopyMarks(Organization organization, MessageSource messages, ZoneId zone) {
        this.organization = organization;
        this.messages = messages;
        this.zone = zone;
    }

    /** In Chinese like the document, whoever takes it. */
    public Mark of(Copy copy) {
        String name = this.organization.find(copy.account()).map(Person::name).orElse(copy.account());
        Object[] said = { name, copy.account(), TIME.format(copy.takenAt().atZone(this.zone)), copy.code().toString() };
        return new Mark(this.messages.getMessage("document.mark", said, Locale.SIMPLIFIED_CHINESE),
                this.messages.getMessage("document.footer", said, Locale.SIMPLIFIED_CHINESE), copy.code().toString());
    }

}

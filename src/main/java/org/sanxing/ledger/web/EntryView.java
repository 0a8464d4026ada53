package org.sanxing.ledger.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.ledger.Checklists;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.ledger.RectificationFile;
import org.sanxing.ledger.RectificationFile.Measure;
import org.sanxing.ledger.RectificationPolicy;
import org.sanxing.ledger.RectificationRecords;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflections;
import org.springframework.stereotype.Component;

/**
 * One entry as its pages and the API show it to a person.
 *
 * @param checklist what will be asked for at the next request
 * @param evidence the files of all requests, by id
 * @param answers whether the person answers for it
 * @param keeps whether the person keeps it, for the branch
 * @param reader account of the person
 */
public record EntryView(LedgerEntry entry, RectificationFile file, List<LedgerEntries.Deadline> deadlines,
        List<String> checklist, Map<String, Attachment> evidence, LedgerNames known, LocalDate today, boolean answers,
        boolean keeps, boolean mayReadMaterial, String reader) {

    /** What is asked for before it can be closed: as it is now, or as it was met. */
    public boolean isOpen() {
        return !this.entry.state().isOver();
    }

    /** Whether its responsible party may report, ask for more time, and so on. */
    public boolean mayRectify() {
        return this.answers && this.entry.state() == LedgerEntry.State.RECTIFYING;
    }

    public boolean mayAmend() {
        return this.keeps && isOpen();
    }

    /** The measures in force, or the one that was registered, if any. */
    public List<Measure> measures() {
        if (!this.file.measures().isEmpty() || this.entry.measure().isBlank()) {
            return this.file.measures();
        }
        return List.of(new Measure(this.entry.measure(), "", this.entry.dueOn(), false));
    }

    public List<Attachment> evidenceOf(RectificationFile.Request request) {
        List<Attachment> files = new ArrayList<>();
        for (String id : request.evidence()) {
            Attachment found = this.evidence.get(id);
            if (found != null) {
                files.add(found);
            }
        }
        return files;
    }

    @Component
    static class Source {

        private final LedgerEntries entries;

        private final RectificationRecords records;

        private final Checklists checklists;

        private final Attachments attachments;

        private final LedgerNames.Source names;

        private final RectificationPolicy policy;

        private final Reflections reflections;

        private final WorkingCalendar calendar;

        Source(LedgerEntries entries, RectificationRecords records, Checklists checklists, Attachments attachments,
                LedgerNames.Source names, RectificationPolicy policy, Reflections reflections,
                WorkingCalendar calendar) {
            this.entries = entries;
            this.records = records;
            this.checklists = checklists;
            this.attachments = attachments;
            this.names = names;
            this.policy = policy;
            this.reflections = reflections;
            this.calendar = calendar;
        }

        EntryView of(LedgerEntry entry, Person reader) {
            RectificationFile file = this.records.of(entry.id());
            List<LedgerEntries.Deadline> deadlines = this.entries.deadlines(entry.id());
            List<String> accounts = new ArrayList<>(file.accounts());
            accounts.add(entry.responsible());
            accounts.add(entry.registeredBy());
            if (entry.author() != null) {
                accounts.add(entry.author());
            }
            deadlines.forEach((deadline) -> accounts.add(deadline.setBy()));
            Map<String, Attachment> evidence = new LinkedHashMap<>();
            this.attachments
                .findAll(file.requests().stream().flatMap((request) -> request.evidence().stream()).toList())
                .forEach((one) -> evidence.put(one.id(), one));
            return new EntryView(entry, file, deadlines, this.checklists.of(entry.branchId(), entry.deadlineClass()),
                    evidence, this.names.with(accounts), this.calendar.today(),
                    reader.account().equals(entry.responsible()), this.policy.keeps(entry, reader.account()),
                    mayReadMaterial(entry, reader.account()), reader.account());
        }

        private boolean mayReadMaterial(LedgerEntry entry, @Nullable String account) {
            String material = entry.source().reflectionId();
            return account != null && material != null && this.reflections.mayRead(material, account);
        }

    }

}

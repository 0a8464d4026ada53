package org.sanxing.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Texts;
import org.sanxing.dossier.signs.FindSigns;
import org.sanxing.dossier.signs.Sign;
import org.sanxing.ledger.EntryFolder;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.EntrySource;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.ledger.LedgerReaders;
import org.sanxing.lookback.LookBack;
import org.sanxing.lookback.LookBackDates;
import org.sanxing.lookback.LookBacks;
import org.sanxing.lookback.LookBackProcess;
import org.sanxing.organization.Person;
import org.sanxing.rectification.Checklists;
import org.sanxing.rectification.RectificationHistory.Measure;
import org.sanxing.rectification.RectificationHistory;
import org.sanxing.rectification.RectificationHistories;
import org.sanxing.rectification.RectificationProcess;
import org.sanxing.reflection.Reflections;
import org.sanxing.reflection.Reflections.Problem;
import org.springframework.stereotype.Component;

/**
 * One entry as its pages and the API show it to a person.
 *
 * @param checklist what will be asked for at the next request
 * @param evidence the files of all requests, by id
 * @param answers whether the person answers for it
 * @param keeps whether the person keeps it, for the branch
 * @param oversees whether the person is shown signs and plans
 * @param lookBacks those that the person may know of, oldest first
 * @param lookBackDates on what day each begins
 * @param signs of closing on paper; none for who does not oversee it
 * @param reader account of the person
 * @param stated the problem as its author states it; empty for other sources
 */
public record EntryView(LedgerEntry entry, RectificationHistory file, List<LedgerEntries.Deadline> deadlines,
        List<String> checklist, Map<String, Attachment> evidence, LedgerNames known, LocalDate today, boolean answers,
        boolean keeps, boolean mayReadMaterial, boolean oversees, List<LookBack> lookBacks, LookBackDates lookBackDates,
        List<Sign> signs, String reader, Supplier<Optional<Problem>> stated) {

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

    /** Whether the person may begin to look back on it. */
    public boolean mayLookBack() {
        return this.keeps && this.entry.state() == LedgerEntry.State.CLOSED
                && this.lookBacks.stream().noneMatch((one) -> one.state() == LookBack.State.OPEN);
    }

    public List<EntryCycle> cycles() {
        return EntryCycle.all(this.entry, this.file, this.deadlines, this.lookBacks);
    }

    /** The signs by their kind, in the order they are found. */
    public Map<String, List<Sign>> signGroups() {
        return this.signs.stream().collect(Collectors.groupingBy(Sign::kind, LinkedHashMap::new, Collectors.toList()));
    }

    /** Those of the files that are there. */
    public List<Attachment> files(List<String> ids) {
        return ids.stream().map(this.evidence::get).filter(Objects::nonNull).toList();
    }

    /** The measures in force, or the one that was registered, if any. */
    public List<Measure> measures() {
        if (!this.file.measures().isEmpty() || Texts.isBlank(this.entry.measure())) {
            return this.file.measures();
        }
        return List.of(new Measure(this.entry.measure(), "", this.entry.dueOn(), false, null));
    }

    /** Whether its author was at it before it was registered (边查边改). */
    public boolean underWay() {
        return this.file.measureSets().isEmpty() && this.stated.get().map(Problem::underWay).orElse(false);
    }

    @Component
    public static class Source implements EntryFolder {

        private final LedgerEntries entries;

        private final LedgerReaders readers;

        private final RectificationHistories records;

        private final Checklists checklists;

        private final Attachments attachments;

        private final LedgerNames.Source names;

        private final EntryPolicy policy;

        private final Reflections reflections;

        private final WorkingCalendar calendar;

        private final LookBacks lookBacks;

        private final LookBackDates lookBackDates;

        private final FindSigns findSigns;

        Source(LedgerEntries entries, LedgerReaders readers, RectificationHistories records, Checklists checklists,
                Attachments attachments, LedgerNames.Source names, EntryPolicy policy, Reflections reflections,
                WorkingCalendar calendar, LookBacks lookBacks, LookBackDates lookBackDates, FindSigns findSigns) {
            this.lookBacks = lookBacks;
            this.lookBackDates = lookBackDates;
            this.findSigns = findSigns;
            this.entries = entries;
            this.readers = readers;
            this.records = records;
            this.checklists = checklists;
            this.attachments = attachments;
            this.names = names;
            this.policy = policy;
            this.reflections = reflections;
            this.calendar = calendar;
        }

        @Override
        public Map<String, Object> model(LedgerEntry entry, Person reader) {
            return Map.of("view", of(entry, reader));
        }

        EntryView of(LedgerEntry entry, Person reader) {
            RectificationHistory file = this.records.of(entry.id());
            List<LedgerEntries.Deadline> deadlines = this.entries.deadlines(entry.id());
            List<String> accounts = new ArrayList<>(file.accounts());
            accounts.add(entry.responsible());
            accounts.add(entry.registeredBy());
            if (entry.author() != null) {
                accounts.add(entry.author());
            }
            deadlines.forEach((deadline) -> accounts.add(deadline.setBy()));
            boolean oversees = oversees(entry, reader.account());
            List<LookBack> lookBacks = this.lookBacks.of(entry.id())
                .stream()
                .filter((one) -> oversees || one.isBegun())
                .toList();
            lookBacks.forEach((one) -> accounts.addAll(one.accounts()));
            Map<String, Attachment> evidence = new LinkedHashMap<>();
            this.attachments
                .findAll(
                        Stream
                            .concat(file.requests().stream().flatMap((request) -> request.evidence().stream()),
                                    lookBacks.stream().flatMap((one) -> one.evidence().stream()))
                            .toList())
                .forEach((one) -> evidence.put(one.id(), one));
            return new EntryView(entry, file, deadlines, this.checklists.of(entry.branchId(), entry.deadlineClass()),
                    evidence, this.names.with(accounts), this.calendar.today(),
                    reader.account().equals(entry.responsible()), this.policy.keeps(entry, reader.account()),
                    entry.source() instanceof EntrySource.Reflection material
                            && this.reflections.mayRead(material.reflectionId(), reader.account()),
                    oversees, lookBacks, this.lookBackDates,
                    oversees ? this.findSigns.execute(entry, file, evidence, reader.account()) : List.of(),
                    reader.account(), () -> stated(entry));
        }

        private Optional<Problem> stated(LedgerEntry entry) {
            return (entry.source() instanceof EntrySource.Reflection material)
                    ? this.reflections.accepted(material.reflectionId())
                        .problems()
                        .stream()
                        .filter((problem) -> problem.index() == material.problem())
                        .findFirst()
                    : Optional.empty();
        }

        private boolean oversees(LedgerEntry entry, String account) {
            return this.policy.oversees(entry, account) || !account.equals(entry.responsible())
                    && this.readers.wasReached(entry.id(), account, List.of(RectificationProcess.KIND_VERIFY,
                            RectificationProcess.KIND_VOTE, LookBackProcess.KIND_LOOK_BACK));
        }

    }

}

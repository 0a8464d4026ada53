package org.sanxing.dossier.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.document.Copy;
import org.sanxing.document.CopyMarks;
import org.sanxing.document.CopyRegister;
import org.sanxing.document.OfficialDocument.Block;
import org.sanxing.document.OfficialDocument.Heading;
import org.sanxing.document.OfficialDocument.Properties;
import org.sanxing.document.OfficialDocument.Table;
import org.sanxing.document.OfficialDocument.Text;
import org.sanxing.document.OfficialDocument;
import org.sanxing.document.SignedPaper;
import org.sanxing.document.SignedPapers;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntrySource;
import org.sanxing.ledger.EntryTurn.EntryClosed;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerEntryOpened;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.lookback.LookBack;
import org.sanxing.lookback.LookBacks;
import org.sanxing.meeting.EntryMeetings;
import org.sanxing.rectification.Corrections;
import org.sanxing.rectification.RectificationHistory;
import org.sanxing.rectification.RectificationHistories;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The file of an entry (一问题一档案) as an official document, in Chinese like the ledger
 * itself, whoever takes it.
 */
@Component
class OfficialEntry {

    private static final String CLOSING = "closing";

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final LookBacks lookBacks;

    private final EntryMeetings meetings;

    private final Attachments attachments;

    private final LedgerNames.Source names;

    private final CopyRegister copies;

    private final CopyMarks marks;

    private final SignedPapers papers;

    private final Corrections corrections;

    private final ApplicationEventPublisher events;

    private final WorkingCalendar calendar;

    private final MessageSource messages;

    private final ZoneId zone;

    private final EntryPolicy policy;

    OfficialEntry(LedgerEntries entries, EntryPolicy policy, RectificationHistories records, LookBacks lookBacks,
            EntryMeetings meetings, Attachments attachments, LedgerNames.Source names, CopyRegister copies,
            CopyMarks marks, SignedPapers papers, Corrections corrections, ApplicationEventPublisher events,
            WorkingCalendar calendar, MessageSource messages, ZoneId zone) {
        this.entries = entries;
        this.policy = policy;
        this.records = records;
        this.lookBacks = lookBacks;
        this.meetings = meetings;
        this.attachments = attachments;
        this.names = names;
        this.copies = copies;
        this.marks = marks;
        this.papers = papers;
        this.corrections = corrections;
        this.events = events;
        this.calendar = calendar;
        this.messages = messages;
        this.zone = zone;
    }

    /**
     * Somebody takes the file out of the system: puts on record who takes what, and marks
     * it, but for the copy that is filed.
     * @throws Forbidden where a copy for filing is not for the person
     * @throws NotFound where there is none or the person may not read it
     */
    @Transactional
    Taken take(String entryId, String account, Copy.Way way) {
        LedgerEntry entry = this.entries.find(entryId, account).orElseThrow(() -> new NotFound("ledger-entry"));
        if (way == Copy.Way.FILING && !this.policy.keeps(entry, account)) {
            throw new Forbidden("filing-keepers-only");
        }
        OfficialDocument document = document(entry);
        String title = entry.number() + " " + entry.title();
        Copy copy = this.copies.take(account, LedgerEntryOpened.CASE_TYPE, entry.id(), title, entry.cycle(), way, true);
        return new Taken(entry, (way == Copy.Way.FILING) ? document : document.marked(this.marks.of(copy)));
    }

    /**
     * The party group has closed an entry: its file is kept as it is now, for each cycle.
     */
    @EventListener
    void on(EntryClosed closed) {
        LedgerEntry entry = this.entries.get(closed.told().entryId());
        SignedPaper paper = this.papers.keep(CLOSING, subject(entry.id(), entry.cycle()), document(entry));
        this.events.publishEvent(EntryEvent.of("closingKept", entry, AuditRecord.SYSTEM)
            .with("cycle", entry.cycle())
            .with("paper", paper.proof()));
    }

    /**
     * The file as it was when a cycle was closed, with what was corrected since behind
     * it.
     * @throws NotFound where there is none or the person may not read it
     */
    @Transactional
    Taken takeClosing(String entryId, int cycle, String account) {
        LedgerEntry entry = this.entries.find(entryId, account).orElseThrow(() -> new NotFound("ledger-entry"));
        SignedPaper paper = closing(entry.id(), cycle);
        List<Block> notes = new ArrayList<>();
        this.corrections
            .words(entry.number().toString(),
                    this.records.amendedSince(List.of(entry.id()), paper.signedAt())
                        .getOrDefault(entry.id(), List.of()),
                    Locale.SIMPLIFIED_CHINESE)
            .forEach((note) -> notes.add(Text.of(note)));
        if (!notes.isEmpty()) {
            notes.add(0, heading("corrections"));
        }
        Copy copy = this.copies.take(account, LedgerEntryOpened.CASE_TYPE, entry.id(),
                entry.number() + " " + entry.title(), cycle, Copy.Way.WORD, true);
        return new Taken(entry, paper.document().followedBy(notes).marked(this.marks.of(copy)));
    }

    /**
     * The very file that was kept, for the auditor.
     * @throws NotFound where there is none
     * @throws org.sanxing.common.Forbidden for anybody else
     */
    SignedPaper original(String entryId, int cycle, String account) {
        this.entries.find(entryId, account).orElseThrow(() -> new NotFound("ledger-entry"));
        this.copies.requireAuditor(account);
        return closing(entryId, cycle);
    }

    private SignedPaper closing(String entryId, int cycle) {
        return this.papers.find(CLOSING, subject(entryId, cycle)).orElseThrow(() -> new NotFound("ledger-entry"));
    }

    private static String subject(String entryId, int cycle) {
        return entryId + "/" + cycle;
    }

    private OfficialDocument document(LedgerEntry entry) {
        RectificationHistory file = this.records.of(entry.id());
        List<LedgerEntries.Deadline> deadlines = this.entries.deadlines(entry.id());
        List<String> accounts = new ArrayList<>(file.accounts());
        accounts.addAll(List.of(entry.responsible(), entry.registeredBy()));
        deadlines.forEach((deadline) -> accounts.add(deadline.setBy()));
        // Whether one is planned is not for everybody who may print the file.
        List<LookBack> lookedBack = this.lookBacks.of(entry.id()).stream().filter(OfficialEntry::isOver).toList();
        lookedBack.forEach((one) -> accounts.addAll(one.accounts()));
        LedgerNames known = this.names.with(accounts);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table(facts(entry, known)));
        section(blocks, "manifestation", entry.manifestation());
        section(blocks, "rootCause", entry.rootCause());
        measures(blocks, entry, file);
        deadlines(blocks, deadlines, file, known);
        progress(blocks, file, known);
        requests(blocks, entry, file, known);
        closings(blocks, file, lookedBack, known);
        meetings(blocks, entry);
        amendments(blocks, file, known);
        return OfficialDocument.of(say("sheet.entry.title"), blocks)
            .signed(known.branch(entry.branchId()), day(this.calendar.today()))
            .with(new Properties(known.branch(entry.branchId()), entry.number() + " " + entry.title()));
    }

    private List<List<String>> facts(LedgerEntry entry, LedgerNames known) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("ledger.field.number", entry.number().toString()));
        rows.add(row("sheet.entry.problem", entry.title()));
        rows.add(row("ledger.field.source", source(entry, known)));
        if (entry.category() != null) {
            rows.add(row("sheet.column.category", known.category(entry.category())));
        }
        String department = known.department(entry.departmentId());
        rows.add(row("ledger.field.responsible", department.isEmpty() ? known.name(entry.responsible())
                : say("sheet.entry.person", department, known.name(entry.responsible()))));
        rows.add(row("ledger.field.deadlineClass", say("ledger.deadlineClass." + entry.deadlineClass().id())));
        rows.add(row("ledger.field.due", day(entry.dueOn())));
        rows.add(row("ledger.field.state", state(entry)));
        rows.add(row("ledger.field.registered",
                say("sheet.entry.by", day(entry.registeredAt()), known.name(entry.registeredBy()))));
        return rows;
    }

    private String state(LedgerEntry entry) {
        List<String> parts = new ArrayList<>(List.of(say("ledger.state." + entry.state().id())));
        if (entry.cycle() > 1) {
            parts.add(say("ledger.entry.cycle", entry.cycle()));
        }
        if (entry.redoCount() > 0) {
            parts.add(say("ledger.entry.redo", entry.redoCount()));
        }
        if (entry.recurring()) {
            parts.add(say("ledger.recurring.true"));
        }
        return String.join(say("sheet.entry.comma"), parts);
    }

    private String source(LedgerEntry entry, LedgerNames known) {
        EntrySource source = entry.source();
        List<String> parts = new ArrayList<>(List.of(say("ledger.source." + source.kind())));
        String name = source.ofMaterial() ? known.campaign(entry.campaignId()) : source.name();
        if (name != null) {
            parts.add(name);
        }
        source.details()
            .forEach((field, text) -> parts.add(field.equals("item") ? say("sources.entry.item", text) : text));
        if (source.discoveredOn() != null) {
            parts.add(say(source instanceof EntrySource.Opinion ? "sources.entry.receivedOn" : "sources.entry.foundOn",
                    day(source.discoveredOn())));
        }
        return String.join(say("sheet.entry.comma"), parts);
    }

    private void measures(List<Block> blocks, LedgerEntry entry, RectificationHistory file) {
        if (file.measures().isEmpty() && !Texts.isBlank(entry.measure())) {
            section(blocks, "measures", entry.measure());
        }
        section(blocks, "measures", file.measures(), (measure) -> {
            blocks.add(new Heading(2,
                    say("sheet.entry.measure", day(measure.dueOn()), say("ledger.measure." + measure.state()))));
            blocks.add(Text.of(measure.text()));
            if (!Texts.isBlank(measure.standard())) {
                blocks.add(new Text(say("sheet.column.goal"), measure.standard()));
            }
            if (measure.droppedBecause() != null) {
                blocks.add(Text.of(say("ledger.entry.because", measure.droppedBecause())));
            }
        });
    }

    private void deadlines(List<Block> blocks, List<LedgerEntries.Deadline> deadlines, RectificationHistory file,
            LedgerNames known) {
        blocks.add(heading("deadlines"));
        for (LedgerEntries.Deadline deadline : deadlines) {
            String by = "system".equals(deadline.setBy()) ? say("ledger.entry.deadline.by-system")
                    : known.name(deadline.setBy());
            blocks.add(Text.of(say("sheet.entry.deadline", day(deadline.setAt()),
                    say("ledger.entry.deadline." + deadline.reason()), day(deadline.dueOn()), by)));
        }
        for (RectificationHistory.Extension asked : file.extensions()) {
            String decision = (asked.decision() != null) ? say("sheet.entry.extension." + asked.decision())
                    : say("sheet.entry.extension.open");
            blocks.add(Text.of(say("sheet.entry.extension", day(asked.askedAt()), known.name(asked.askedBy()),
                    day(asked.wantedOn()), asked.reason(), decision)));
        }
    }

    private void progress(List<Block> blocks, RectificationHistory file, LedgerNames known) {
        section(blocks, "progress", file.progress(),
                (one) -> blocks.add(new Text(
                        say("sheet.entry.progress", day(one.reportedAt()), known.name(one.reportedBy()), one.percent()),
                        one.text())));
    }

    private void requests(List<Block> blocks, LedgerEntry entry, RectificationHistory file, LedgerNames known) {
        Map<String, Set<String>> absent = this.meetings.absent(entry);
        Map<String, Attachment> evidence = this.attachments
            .findAll(file.requests().stream().flatMap((request) -> request.evidence().stream()).distinct().toList())
            .stream()
            .collect(Collectors.toMap(Attachment::id, Function.identity()));
        section(blocks, "requests", file.requests(), (request) -> {
            blocks.add(new Heading(2, say("sheet.entry.request", request.attempt(), day(request.requestedAt()),
                    known.name(request.requestedBy()))));
            blocks.add(new Text(say("sheet.column.completion"), request.conclusion()));
            for (RectificationHistory.Item item : request.checklist()) {
                blocks.add(Text.of(say(item.met() ? "sheet.entry.met" : "sheet.entry.unmet", item.item())));
            }
            List<String> names = request.evidence()
                .stream()
                .filter(evidence::containsKey)
                .map((id) -> evidence.get(id).name())
                .toList();
            if (!names.isEmpty()) {
                blocks.add(new Text(say("sheet.column.evidence"), String.join(say("sheet.entry.and"), names)));
            }
            file.verificationOf(request)
                .ifPresent((done) -> blocks.add(new Text(say("sheet.column.acceptance"),
                        say("sheet.entry.verified", day(done.decidedAt()), known.name(done.decidedBy()),
                                say("ledger.verification." + done.decision()), done.opinion()))));
            file.ballotOf(request)
                .ifPresent((ballot) -> ballot(blocks, ballot, absent.getOrDefault(ballot.id(), Set.of()), known));
            file.redoOf(request)
                .ifPresent((redo) -> blocks.add(Text.of(say("ledger.entry.redone", say("ledger.redo." + redo.stage()),
                        redo.daysUsed(), day(redo.dueOn())))));
        });
    }

    private void ballot(List<Block> blocks, RectificationHistory.Ballot ballot, Set<String> absent, LedgerNames known) {
        blocks.add(new Text(say("ledger.entry.vote"), say("ledger.entry.vote.rule", ballot.entitled(), ballot.needed(),
                ballot.count("agree"), ballot.count("disagree"), ballot.count("abstain"))));
        List<List<String>> votes = new ArrayList<>();
        for (RectificationHistory.BallotMember member : ballot.members()) {
            String vote = !member.entitled() ? say("ledger.staysOut." + member.reason())
                    : say("ledger.vote." + ((member.vote() != null) ? member.vote()
                            : absent.contains(member.account()) ? "absent" : "none"));
            String opinion = !Texts.isBlank(member.opinion()) ? say("sheet.completion", vote, member.opinion()) : vote;
            votes.add(List.of(known.name(member.account()), opinion));
        }
        blocks.add(new Table(votes));
    }

    private static boolean isOver(LookBack lookBack) {
        return lookBack.end() != null && !lookBack.end().outcome().equals(LookBack.End.CANCELLED);
    }

    /** Each closing, what the look-back at it found, and why it was opened again. */
    private void closings(List<Block> blocks, RectificationHistory file, List<LookBack> lookedBack, LedgerNames known) {
        section(blocks, "closings", file.closings(), (closing) -> {
            blocks.add(Text.of(say("ledger.entry.closing", closing.cycle(), day(closing.closedOn()), closing.daysUsed(),
                    day(closing.firstDueOn()), closing.daysLate())));
            for (LookBack one : lookedBack) {
                LookBack.End end = one.end();
                if (end != null && one.cycle() == closing.cycle()) {
                    blocks.add(new Text(say("sheet.entry.lookBack", day(end.decidedAt()), known.name(end.decidedBy()),
                            say("lookback.state." + end.outcome())), end.opinion()));
                }
            }
            file.reopeningOf(closing.cycle() + 1)
                .ifPresent(
                        (reopening) -> blocks.add(new Text(
                                say("sheet.entry.reopened", day(reopening.reopenedAt()),
                                        known.name(reopening.reopenedBy()), say("lookback.cycle." + reopening.cause())),
                                reopening.reason())));
        });
    }

    private void meetings(List<Block> blocks, LedgerEntry entry) {
        List<EntryMeetings.Decided> decided = this.meetings.of(entry, "")
            .stream()
            .filter((one) -> one.outcome() != null)
            .toList();
        section(blocks, "meetings", decided, (one) -> blocks.add(Text.of(say("sheet.entry.meeting", day(one.meetsAt()),
                one.meeting(), say("meeting.item.outcome." + one.kind() + "." + one.outcome())))));
    }

    private void amendments(List<Block> blocks, RectificationHistory file, LedgerNames known) {
        section(blocks, "amendments", file.amendments(),
                (made) -> blocks.add(Text.of(say("sheet.entry.amendment", day(made.madeAt()), known.name(made.madeBy()),
                        say("ledger.amendment." + made.action()), say("ledger.amended." + made.field()),
                        made.reason()))));
    }

    private void section(List<Block> blocks, String section, String text) {
        blocks.add(heading(section));
        blocks.add(Text.of(text));
    }

    /** None where there is nothing to say in it. */
    private <T> void section(List<Block> blocks, String section, List<T> all, Consumer<T> each) {
        if (!all.isEmpty()) {
            blocks.add(heading(section));
            all.forEach(each);
        }
    }

    private Heading heading(String section) {
        return new Heading(1, say("sheet.entry.section." + section));
    }

    private List<String> row(String key, String text) {
        return List.of(say(key), text);
    }

    private String day(Instant instant) {
        return day(instant.atZone(this.zone).toLocalDate());
    }

    private String day(LocalDate date) {
        return DateTimeFormatter.ofPattern(say("sheet.entry.date")).format(date);
    }

    private String say(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE);
    }

    record Taken(LedgerEntry entry, OfficialDocument document) {

    }

}

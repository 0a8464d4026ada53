package org.sanxing.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.document.Copy;
import org.sanxing.document.CopyMarks;
import org.sanxing.document.CopyRegister;
import org.sanxing.document.OfficialDocument;
import org.sanxing.document.OfficialDocument.Block;
import org.sanxing.document.OfficialDocument.Heading;
import org.sanxing.document.OfficialDocument.Properties;
import org.sanxing.document.OfficialDocument.Text;
import org.sanxing.document.OfficialWord;
import org.sanxing.document.SignedPaper;
import org.sanxing.document.SignedPapers;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.meeting.ItemSheet.Seat;
import org.sanxing.meeting.Meetings.Attendance;
import org.sanxing.rectification.Corrections;
import org.springframework.http.ResponseEntity;

/**
 * The minutes of a meeting as an official document (formats.md, Meetings and votes),
 * which somebody takes out of the system as Word.
 */
@UseCase
class Minutes {

    private static final String KIND = "minutes";

    private static final String FORBIDDEN = "[\\p{Cntrl}\\\\/:*?\"<>|]";

    private final Meetings meetings;

    private final MeetingView.Source views;

    private final ItemSheets sheets;

    private final LedgerNames.Source names;

    private final MeetingPolicy policy;

    private final MeetingTexts texts;

    private final CopyRegister copies;

    private final CopyMarks marks;

    private final OfficialWord word;

    private final SignedPapers papers;

    private final Corrections corrections;

    Minutes(Meetings meetings, MeetingView.Source views, ItemSheets sheets, LedgerNames.Source names,
            MeetingPolicy policy, MeetingTexts texts, CopyRegister copies, CopyMarks marks, OfficialWord word,
            SignedPapers papers, Corrections corrections) {
        this.meetings = meetings;
        this.views = views;
        this.sheets = sheets;
        this.names = names;
        this.policy = policy;
        this.texts = texts;
        this.copies = copies;
        this.marks = marks;
        this.word = word;
        this.papers = papers;
        this.corrections = corrections;
    }

    /**
     * Puts on record who takes them, and marks them; until the meeting has ended they are
     * a draft. Once they are signed they are given out as they were, and what was
     * corrected since is noted behind them.
     * @param original whether the very file is wanted that was kept, without a mark
     * @param filing whether they are to be filed, without a mark, by who recorded or
     * chaired, once both have signed
     * @throws NotFound where the person may not see the meeting, or nothing is signed yet
     * @throws org.sanxing.common.Forbidden where the original, or the one for filing, is
     * not for the person
     */
    ResponseEntity<byte[]> take(String meetingId, String account, boolean original, boolean filing) {
        Meeting meeting = this.views.readable(meetingId, account);
        Optional<SignedPaper> kept = this.papers.find(KIND, meeting.id());
        if (filing && (!meeting.is(Meeting.State.CONFIRMED) || !this.policy.records(meeting, account))) {
            throw new Forbidden("filing-recorder-only");
        }
        String label = this.texts.label(meeting);
        Copy copy = this.copies.take(account, Meeting.CASE_TYPE, meeting.id(), label, meeting.isOver() ? 1 : 0,
                filing ? Copy.Way.FILING : Copy.Way.WORD, true);
        String fileName = Texts.strip(this.texts.say("meeting.minutes.file", label).replaceAll(FORBIDDEN, " "))
                + ".docx";
        if (original) {
            this.copies.requireAuditor(account);
            return this.papers.download(kept.orElseThrow(() -> new NotFound("minutes")), fileName);
        }
        OfficialDocument document = kept.map(SignedPaper::document).orElseGet(() -> of(meeting));
        OfficialDocument whole = corrected(document, meeting);
        return this.word.download(filing ? whole : whole.marked(this.marks.of(copy)), fileName);
    }

    /** Keeps them as they are being signed; who signs second signs what the first saw. */
    SignedPaper keep(Meeting signed) {
        OfficialDocument drawn = this.papers.find(KIND, signed.id())
            .map(SignedPaper::document)
            .orElseGet(() -> of(signed));
        List<Block> blocks = new ArrayList<>(drawn.blocks().subList(0, drawn.blocks().size() - 2));
        signatures(blocks, signed, this.names.with(List.of(signed.chair(), signed.recorder())));
        return this.papers.keep(KIND, signed.id(), OfficialDocument.of(drawn.title(), blocks).with(drawn.properties()));
    }

    private OfficialDocument corrected(OfficialDocument document, Meeting meeting) {
        List<Block> notes = new ArrayList<>();
        if (meeting.signedAt() != null) {
            for (ItemSheet sheet : this.sheets.of(meeting, this.meetings.agenda(meeting.id()))) {
                this.corrections
                    .words(sheet.entry().number().toString(), sheet.corrections(), Locale.SIMPLIFIED_CHINESE)
                    .forEach((note) -> notes.add(Text.of(note)));
            }
        }
        if (!notes.isEmpty()) {
            notes.add(0, new Heading(1, say("corrections")));
        }
        return document.followedBy(notes);
    }

    private void signatures(List<Block> blocks, Meeting meeting, LedgerNames known) {
        blocks.add(new Text(say("sign.chair"), signed(known.name(meeting.chair()), meeting.chairSignedAt())));
        blocks.add(new Text(say("sign.recorder"), signed(known.name(meeting.recorder()), meeting.recorderSignedAt())));
    }

    private OfficialDocument of(Meeting meeting) {
        List<ItemSheet> all = this.sheets.of(meeting, this.meetings.agenda(meeting.id()));
        List<Attendance> attendance = this.meetings.attendance(meeting.id());
        Set<String> accounts = new HashSet<>(List.of(meeting.chair(), meeting.recorder()));
        attendance.forEach((one) -> accounts.add(one.account()));
        all.forEach((sheet) -> sheet.accounts().forEach(accounts::add));
        LedgerNames known = this.names.with(accounts);
        List<Block> blocks = new ArrayList<>();
        head(blocks, meeting, attendance, known);
        for (ItemSheet sheet : all) {
            item(blocks, sheet, known);
        }
        signatures(blocks, meeting, known);
        String title = say(meeting.isOver() ? "title" : "title.draft", this.texts.label(meeting));
        return OfficialDocument.of(title, blocks)
            .with(new Properties(known.name(meeting.recorder()), this.texts.label(meeting)));
    }

    private void head(List<Block> blocks, Meeting meeting, List<Attendance> attendance, LedgerNames known) {
        add(blocks, "name", meeting.title());
        add(blocks, "number", say("number.text", meeting.year(), meeting.number()));
        add(blocks, "time",
                (meeting.begunAt() == null) ? this.texts.moment(meeting.meetsAt()) : (meeting.endedAt() == null)
                        ? this.texts.moment(meeting.begunAt())
                        : say("time.text", this.texts.moment(meeting.begunAt()), this.texts.moment(meeting.endedAt())));
        add(blocks, "place", meeting.place());
        add(blocks, "chair", known.name(meeting.chair()));
        List<String> present = attendance.stream().filter(Attendance::isPresent).map(Attendance::account).toList();
        add(blocks, "counts", say("counts.text", attendance.size(), present.size()));
        add(blocks, "present", people(known, present));
        add(blocks, "invited", meeting.invited());
        List<String> absent = attendance.stream()
            .filter(Attendance::isAbsent)
            .map((one) -> say("absent.one", known.name(one.account()), String.valueOf(one.reason())))
            .toList();
        add(blocks, "absent", absent.isEmpty() ? say("nobody") : String.join(say("and"), absent));
        add(blocks, "recorder", known.name(meeting.recorder()));
    }

    private void item(List<Block> blocks, ItemSheet sheet, LedgerNames known) {
        AgendaItem item = sheet.item();
        blocks.add(new Heading(1,
                say("item." + item.kind().id(), sheet.entry().number().toString(), sheet.entry().title())));
        add(blocks, "responsible", known.name(sheet.entry().responsible()));
        if (item.chair() != null && !item.chair().equals(sheet.meeting().chair())) {
            add(blocks, "item.chair", known.name(item.chair()));
        }
        else if (!sheet.seats().isEmpty() && sheet.seat(sheet.meeting().chair()).filter(Seat::entitled).isEmpty()) {
            this.policy.chairOf(sheet).ifPresent((chair) -> add(blocks, "item.chair", known.name(chair)));
        }
        if (item.isCounter()) {
            add(blocks, "report", say("counter.text", known.name(item.proposedBy()), item.reason()));
        }
        else if (sheet.report() != null) {
            ItemSheet.Report report = sheet.report();
            add(blocks, "report", say("report.text", report.conclusion(), known.name(report.verifiedBy()),
                    Texts.isBlank(report.opinion()) ? say("report.passed") : report.opinion(), report.evidence()));
        }
        add(blocks, "discussion", item.discussion());
        sayings(blocks, sheet, known, "opinions", (seat) -> true);
        for (Seat seat : sheet.seats()) {
            if (seat.written() != null) {
                add(blocks, "written", say("says", known.name(seat.account()), seat.written()));
            }
        }
        if (item.ballotId() != null) {
            votes(blocks, sheet, known);
        }
        add(blocks, "decision", decision(sheet));
    }

    /** What was said with the votes. */
    private void sayings(List<Block> blocks, ItemSheet sheet, LedgerNames known, String key, Predicate<Seat> whose) {
        List<String> said = sheet.seats()
            .stream()
            .filter((seat) -> seat.entitled() && !Texts.isBlank(seat.opinion()))
            .filter(whose)
            .map((seat) -> say("says", known.name(seat.account()), String.valueOf(seat.opinion())))
            .toList();
        if (!said.isEmpty()) {
            add(blocks, key, String.join("\n", said));
        }
    }

    private void votes(List<Block> blocks, ItemSheet sheet, LedgerNames known) {
        List<Seat> out = sheet.out();
        if (!out.isEmpty()) {
            add(blocks, "out", String.join(say("and"), out.stream().map((seat) -> {
                String why = this.texts.say("ledger.staysOut." + seat.reason());
                return say("absent.one", known.name(seat.account()),
                        Texts.isBlank(seat.note()) ? why : say("because", why, seat.note()));
            }).toList()));
        }
        add(blocks, "way", say("way.text"));
        add(blocks, "votes", say("votes.text", sheet.entitled(), sheet.present(), sheet.count("agree"),
                sheet.count("disagree"), sheet.count("abstain"), sheet.needed()));
        names(blocks, sheet, known, "agree");
        names(blocks, sheet, known, "disagree");
        names(blocks, sheet, known, "abstain");
        List<String> early = sheet.entitled((seat) -> seat.vote() != null && seat.early());
        if (!early.isEmpty()) {
            add(blocks, "early", people(known, early));
        }
        sayings(blocks, sheet, known, "dissent", (seat) -> "disagree".equals(seat.vote()));
    }

    private void names(List<Block> blocks, ItemSheet sheet, LedgerNames known, String vote) {
        List<String> accounts = sheet.entitled((seat) -> vote.equals(seat.vote()));
        if (!accounts.isEmpty()) {
            blocks.add(new Text(this.texts.say("ledger.vote." + vote), people(known, accounts)));
        }
    }

    private String decision(ItemSheet sheet) {
        AgendaItem item = sheet.item();
        String reason = (item.settledReason() != null) ? item.settledReason() : "";
        return switch (item.state()) {
            case DECIDED -> say("decision." + item.kind().id() + "." + sheet.outcome());
            case PUT_OFF -> say("decision.putOff", reason);
            case LAPSED -> say("decision.lapsed", this.texts.say("meeting.lapsed." + reason));
            case NOT_TAKEN -> say("decision.notTaken");
            case LISTED, OPEN -> say("decision.none");
        };
    }

    private String signed(String name, @Nullable Instant at) {
        return (at == null) ? say("sign.line") : say("sign.signed", name, this.texts.moment(at));
    }

    private String people(LedgerNames known, Collection<String> accounts) {
        return accounts.isEmpty() ? say("nobody") : String.join(say("and"), known.names(accounts));
    }

    private void add(List<Block> blocks, String key, @Nullable String text) {
        if (!Texts.isBlank(text)) {
            blocks.add(new Text(say(key), text));
        }
    }

    private String say(String key, Object... arguments) {
        return this.texts.say("meeting.minutes." + key, arguments);
    }

}

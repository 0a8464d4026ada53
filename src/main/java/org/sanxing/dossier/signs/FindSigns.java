package org.sanxing.dossier.signs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.campaign.Campaigns;
import org.sanxing.ledger.LedgerEntries.Mentioned;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Closing;
import org.sanxing.rectification.RectificationHistory.Request;
import org.sanxing.rectification.RectificationHistory;
import org.sanxing.reflection.Alike;
import org.sanxing.likeness.Fingerprints;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Points out what those who check and vote should look at (formats.md, Close-out): it is
 * worked out when it is read, is not stored, and no rule asks for it. The number of
 * statements depends neither on the ledger nor on what is found.
 */
@Component
public class FindSigns {

    /** Of one kind; more would not be read. */
    private static final int SHOWN = 10;

    /** Files with the same content that are looked at. */
    private static final int FILES = 500;

    private static final int HUNDRED = 100;

    private final LedgerEntries entries;

    private final Attachments attachments;

    private final ConclusionPrints prints;

    private final LikeProblems likeProblems;

    private final Fingerprints fingerprints;

    private final SignSettings settings;

    private final WorkingCalendar calendar;

    private final Campaigns campaigns;

    private final JdbcClient jdbc;

    FindSigns(LedgerEntries entries, Attachments attachments, ConclusionPrints prints, LikeProblems likeProblems,
            Fingerprints fingerprints, SignSettings settings, WorkingCalendar calendar, Campaigns campaigns,
            JdbcClient jdbc) {
        this.campaigns = campaigns;
        this.entries = entries;
        this.attachments = attachments;
        this.prints = prints;
        this.likeProblems = likeProblems;
        this.fingerprints = fingerprints;
        this.settings = settings;
        this.calendar = calendar;
        this.jdbc = jdbc;
    }

    /**
     * @param evidence of all requests, by id
     * @param reader who may be told of another entry only what that person may read
     */
    public List<Sign> execute(LedgerEntry entry, RectificationHistory file, Map<String, Attachment> evidence,
            String reader) {
        List<Found> found = new ArrayList<>();
        file.latestRequest().ifPresent((request) -> {
            List<Attachment> shown = files(request, evidence);
            found.addAll(sameFiles(entry, shown));
            found.addAll(sameFilesBefore(file, request, shown, evidence));
            found.addAll(olderFiles(entry, file, shown));
            found.addAll(sameTexts(entry, request));
        });
        Set<String> categories = categories(entry);
        found.addAll(likeBefore(entry, categories));
        found.addAll(likeAfter(entry, file, categories));
        Set<String> ids = found.stream()
            .map(Found::other)
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, Mentioned> mentioned = this.entries.mentioned(ids, reader);
        List<Sign> signs = new ArrayList<>();
        Map<String, Integer> shown = new LinkedHashMap<>();
        for (Found one : found) {
            Mentioned other = (one.other() != null) ? mentioned.get(one.other()) : null;
            if ((one.other() == null || other != null && other.entry().state() != LedgerEntry.State.VOID)
                    && shown.merge(one.sign().kind(), 1, Integer::sum) <= SHOWN) {
                signs.add((other != null) ? about(one.sign(), entry, other) : one.sign());
            }
        }
        return signs;
    }

    private static Sign about(Sign sign, LedgerEntry entry, Mentioned other) {
        boolean elsewhere = !Objects.equals(entry.departmentId(), other.entry().departmentId());
        Sign.Other told = other.readable() ? new Sign.Other(other.entry().id(), other.entry().number().toString(),
                other.entry().title(), elsewhere) : new Sign.Other(null, null, null, elsewhere);
        return new Sign(sign.kind(), told, sign.file(), sign.percent(), sign.on(), sign.since());
    }

    private List<Found> sameFiles(LedgerEntry entry, List<Attachment> shown) {
        Map<String, String> names = new LinkedHashMap<>();
        shown.forEach((one) -> names.putIfAbsent(one.sha256(), one.name()));
        Map<String, Attachment> same = new LinkedHashMap<>();
        this.attachments.attachedWith(names.keySet(), FILES)
            .stream()
            .filter((one) -> !one.caseId().equals(entry.id()))
            .forEach((one) -> same.put(one.id(), one));
        Map<String, Found> found = new LinkedHashMap<>();
        for (Map.Entry<String, String> used : usedAsEvidence(same.keySet()).entrySet()) {
            String name = names.get(same.get(used.getKey()).sha256());
            found.putIfAbsent(used.getValue() + " " + name,
                    new Found(used.getValue(), new Sign(Sign.SAME_FILE, null, name, null, null, null)));
        }
        return List.copyOf(found.values());
    }

    /** The entries by the pieces of evidence they have. */
    private Map<String, String> usedAsEvidence(Collection<String> ids) {
        Map<String, String> used = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            this.jdbc
                .sql("select v.attachment_id, r.entry_id from ledger_request_evidence v "
                        + "join ledger_request r on r.id = v.request_id where v.attachment_id in (:ids) "
                        + "order by r.requested_at desc, v.attachment_id")
                .param("ids", ids)
                .query((row) -> {
                    used.putIfAbsent(row.getString("attachment_id"), row.getString("entry_id"));
                });
        }
        return used;
    }

    private static List<Found> sameFilesBefore(RectificationHistory file, Request request, List<Attachment> shown,
            Map<String, Attachment> evidence) {
        Set<String> before = file.requests()
            .stream()
            .filter((earlier) -> earlier.cycle() < request.cycle())
            .flatMap((earlier) -> files(earlier, evidence).stream())
            .map(Attachment::sha256)
            .collect(Collectors.toSet());
        return shown.stream()
            .filter((one) -> before.contains(one.sha256()))
            .map((one) -> new Found(null, new Sign(Sign.SAME_FILE_BEFORE, null, one.name(), null, null, null)))
            .toList();
    }

    private List<Found> olderFiles(LedgerEntry entry, RectificationHistory file, List<Attachment> shown) {
        LocalDate found = entry.source().discoveredOn();
        LocalDate since = (entry.cycle() == 1 && found != null) ? found : this.calendar.dateOf(file.begunAt(entry));
        return shown.stream()
            .filter((one) -> one.effectiveOn() != null && one.effectiveOn().isBefore(since))
            .map((one) -> new Found(null, new Sign(Sign.OLDER_FILE, null, one.name(), null, one.effectiveOn(), since)))
            .toList();
    }

    private List<Found> sameTexts(LedgerEntry entry, Request request) {
        Set<Long> own = this.fingerprints.of(request.conclusion());
        int least = Math.max(1, (own.size() * this.settings.conclusion() + HUNDRED - 1) / HUNDRED);
        Map<String, Found> found = new LinkedHashMap<>();
        for (ConclusionPrints.Shared shared : this.prints.sharing(entry.id(), own, least, SHOWN * 2)) {
            int percent = shared.shared() * HUNDRED / own.size();
            found.putIfAbsent(shared.entryId(),
                    new Found(shared.entryId(), new Sign(Sign.SAME_TEXT, null, null, percent, null, null)));
        }
        return List.copyOf(found.values());
    }

    /** Each campaign has categories of its own: those of the same name are the same. */
    private Set<String> categories(LedgerEntry entry) {
        if (entry.category() == null) {
            return Set.of();
        }
        Map<String, String> names = this.campaigns.names().categories();
        String own = names.get(entry.category());
        Set<String> same = new LinkedHashSet<>(Set.of(entry.category()));
        names.forEach((id, name) -> {
            if (name.equals(own)) {
                same.add(id);
            }
        });
        return same;
    }

    private List<Found> likeBefore(LedgerEntry entry, Set<String> categories) {
        LocalDate registered = this.calendar.dateOf(entry.registeredAt());
        return this.likeProblems
            .closed(entry, categories, registered.minusDays(this.settings.days()), entry.registeredAt())
            .stream()
            .filter((one) -> alike(entry, one) >= this.settings.problem())
            .map((one) -> new Found(one.entryId(),
                    new Sign(Sign.LIKE_BEFORE, null, null, alike(entry, one), one.closedOn(), registered)))
            .toList();
    }

    private List<Found> likeAfter(LedgerEntry entry, RectificationHistory file, Set<String> categories) {
        if (file.closings().isEmpty()) {
            return List.of();
        }
        Closing closing = file.closings().get(file.closings().size() - 1);
        Instant until = closing.closedAt().plus(Duration.ofDays(this.settings.days()));
        return this.likeProblems.registered(entry, categories, closing.closedAt(), until)
            .stream()
            .filter((one) -> alike(entry, one) >= this.settings.problem())
            .map((one) -> new Found(one.entryId(),
                    new Sign(Sign.LIKE_AFTER, null, null, alike(entry, one), date(one.registeredAt()),
                            closing.closedOn())))
            .toList();
    }

    private @Nullable LocalDate date(@Nullable Instant moment) {
        return (moment != null) ? this.calendar.dateOf(moment) : null;
    }

    private static int alike(LedgerEntry entry, LikeProblems.Candidate other) {
        return (int) Math.round(HUNDRED * Alike.of(entry.manifestation(), other.manifestation()));
    }

    private static List<Attachment> files(Request request, Map<String, Attachment> evidence) {
        return request.evidence().stream().map(evidence::get).filter(Objects::nonNull).toList();
    }

    /**
     * @param other id of the other entry; null where it is about none
     */
    private record Found(@Nullable String other, Sign sign) {

    }

}

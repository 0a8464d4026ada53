package org.sanxing.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.DeskItems;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What the auditor sees first: whether the record is whole, what it stands on, what was
 * refused, and what other modules have for the desk.
 */
@Component
public class AuditDesk {

    private static final int LISTED = 5;

    private static final int DAYS = 7;

    private final Verifications verifications;

    private final Checkpoints checkpoints;

    private final CheckpointPlaces places;

    private final AuditEvents events;

    private final EventSentences sentences;

    private final Names names;

    private final ObjectProvider<DeskItems> items;

    private final Clock clock;

    private final ZoneId zone;

    AuditDesk(Verifications verifications, Checkpoints checkpoints, CheckpointPlaces places, AuditEvents events,
            EventSentences sentences, Names names, ObjectProvider<DeskItems> items, Clock clock, ZoneId zone) {
        this.verifications = verifications;
        this.checkpoints = checkpoints;
        this.places = places;
        this.events = events;
        this.sentences = sentences;
        this.names = names;
        this.items = items;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * @param verified null where the record was never verified
     * @param verifiedBy name of who verified it
     * @param checkpoint null where there is none yet
     * @param refusedSince the day from which refusals are counted
     * @param refused the newest of them
     */
    public record Desk(Verifications.@Nullable Last verified, @Nullable String verifiedBy,
            @Nullable Checkpoint checkpoint, List<CheckpointPlaces.Place> publishedTo, LocalDate refusedSince,
            long refusals, List<TraceSentences.Sentence> refused, List<Section> sections) {

    }

    public record Section(String id, long count, List<DeskItems.Item> items, @Nullable String link) {

    }

    public Desk of(String account) {
        Optional<Verifications.Last> last = this.verifications.last();
        Optional<Checkpoint> checkpoint = this.checkpoints.last();
        LocalDate since = LocalDate.ofInstant(this.clock.instant(), this.zone).minusDays(DAYS - 1);
        Instant from = since.atStartOfDay(this.zone).toInstant();
        AuditEvents.Filter refused = new AuditEvents.Filter(null, null, from, null, "refused", null);
        return new Desk(last.orElse(null),
                last.map((one) -> this.names.of(List.of(one.actor())).name(one.actor())).orElse(null),
                checkpoint.orElse(null), checkpoint.map(this.places::of).orElse(List.of()), since,
                this.events.count(refused), this.sentences.of(this.events.search(refused, LISTED, null).items()),
                sections("auditor", account));
    }

    /**
     * What modules have for the home of an administrator.
     * @param desk id of the role
     */
    public List<Section> sections(String desk, String account) {
        return this.items.orderedStream().filter((source) -> source.desks().contains(desk)).map((source) -> {
            DeskItems.Found found = source.find(account, LISTED);
            return new Section(source.id(), found.count(), found.items(), found.link());
        }).toList();
    }

}

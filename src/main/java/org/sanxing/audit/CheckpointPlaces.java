package org.sanxing.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where checkpoints can be found beside the database. */
@Component
class CheckpointPlaces {

    private final CheckpointFile file;

    private final ObjectProvider<CheckpointMail> mail;

    CheckpointPlaces(CheckpointFile file, ObjectProvider<CheckpointMail> mail) {
        this.file = file;
        this.mail = mail;
    }

    /**
     * @param where path of the file, or account of who was sent it
     * @param at when it was mailed; null for the file
     */
    public record Place(String where, @Nullable Instant at) {

        public boolean mail() {
            return this.at != null;
        }

        @Override
        public String toString() {
            return mail() ? "mail " + this.where + " " + this.at : this.where;
        }

    }

    List<Place> of(Checkpoint one) {
        return of(List.of(one)).get(one.number());
    }

    /** By their numbers. */
    Map<Long, List<Place>> of(List<Checkpoint> some) {
        long filed = this.file.last().map(Checkpoint::number).orElse(0L);
        Map<Long, List<Place>> places = new LinkedHashMap<>();
        for (Checkpoint one : some) {
            List<Place> of = new ArrayList<>();
            if (one.number() <= filed) {
                of.add(new Place(this.file.path().toString(), null));
            }
            places.put(one.number(), of);
        }
        some.stream().map(Checkpoint::at).min(Comparator.naturalOrder()).ifPresent((since) -> {
            for (CheckpointMail.Mailed mailed : this.mail.stream()
                .flatMap((all) -> all.since(since).stream())
                .toList()) {
                List<Place> of = places.get(mailed.number());
                if (of != null) {
                    of.add(new Place(mailed.account(), mailed.at()));
                }
            }
        });
        return places;
    }

}

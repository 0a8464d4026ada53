package org.sanxing.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Verification and checkpoints, for integrators (api.md, Audit). */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Audit")
class RecordApi {

    private static final int LISTED = 200;

    private final TraceAccess access;

    private final RecordVerifier verifier;

    private final Verifications verifications;

    private final Checkpoints checkpoints;

    private final CheckpointPlaces places;

    private final FailureWords words;

    RecordApi(TraceAccess access, RecordVerifier verifier, Verifications verifications, Checkpoints checkpoints,
            CheckpointPlaces places, FailureWords words) {
        this.access = access;
        this.verifier = verifier;
        this.verifications = verifications;
        this.checkpoints = checkpoints;
        this.places = places;
        this.words = words;
    }

    /**
     * @param publishedTo where it can be found beside the database: the path of a file,
     * or {@code mail}, to whom and when
     * @param line to be posted or printed
     */
    record Point(long number, Instant at, long size, String root, String key, String signature,
            List<String> publishedTo, String line) {

        static Point of(Checkpoint one, List<CheckpointPlaces.Place> places) {
            return new Point(one.number(), one.at(), one.size(), one.root(), one.keyId(), one.signature(),
                    places.stream().map(CheckpointPlaces.Place::toString).toList(), one.line());
        }

    }

    record Found(String kind, @Nullable String caseId, @Nullable String table, @Nullable String key,
            @Nullable String column, long seq, @Nullable Instant lastRight, String words) {

    }

    /**
     * @param certain whether all of it could be told
     * @param witnessed how many of the events the checkpoint covers
     * @param purged how many events are gone, with a tombstone for them, once they were
     * old enough
     * @param purgedBefore until when; null where none is
     * @param unknownKeys what they sealed or signed could not be told
     */
    record Outcome(boolean ok, boolean certain, long events, long chains, long rows, int tables, long witnessed,
            long purged, @Nullable Instant purgedBefore, @Nullable Point checkpoint, List<Found> failures,
            List<String> unknownKeys, Instant verifiedAt) {

    }

    @PostMapping("/cases/{caseId}/verification")
    @Operation(operationId = "verifyCase")
    Outcome verifyCase(@PathVariable String caseId, Authentication me) {
        return outcome(this.verifier.verify(this.access.audited(caseId, me).id()));
    }

    @PostMapping("/audit/verification")
    @Operation(operationId = "verifyRecord")
    Outcome verify(Authentication me) {
        this.access.auditorOnly(me);
        return outcome(this.verifications.verify(me.getName()));
    }

    @GetMapping("/audit/checkpoints")
    @Operation(operationId = "listCheckpoints")
    List<Point> checkpoints(Authentication me) {
        this.access.auditorOnly(me);
        List<Checkpoint> newest = this.checkpoints.newest(LISTED);
        Map<Long, List<CheckpointPlaces.Place>> places = this.places.of(newest);
        return newest.stream().map((one) -> Point.of(one, places.get(one.number()))).toList();
    }

    @PostMapping("/audit/checkpoints")
    @Operation(operationId = "makeCheckpoint")
    Point checkpoint(Authentication me) {
        this.access.auditorOnly(me);
        return point(this.checkpoints.make());
    }

    private Outcome outcome(Verification all) {
        return new Outcome(all.ok(), all.certain(), all.events(), all.chains(), all.rows(), all.tables(),
                all.witnessed(), all.purged(), all.purgedBefore(),
                (all.checkpoint() != null) ? point(all.checkpoint()) : null,
                all.failures().stream().map(this::found).toList(), all.unknownKeys(), all.verifiedAt());
    }

    private Point point(Checkpoint one) {
        return Point.of(one, this.places.of(one));
    }

    private Found found(Failure failure) {
        return new Found(failure.kind(), failure.chain().isEmpty() ? null : failure.chain(), failure.table(),
                failure.key(), failure.column(), failure.seq(), failure.lastRight(), this.words.say(failure));
    }

}

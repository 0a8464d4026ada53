package org.sanxing.reflection.usecase;

import java.time.Clock;

import org.sanxing.common.Ids;
import org.sanxing.common.UseCase;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionRead;
import org.sanxing.reflection.ReviewRecords;

import org.springframework.context.ApplicationEventPublisher;

/** Puts on record that somebody other than the author opened a version. */
@UseCase
public class RecordReading {

    private final ReviewRecords records;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RecordReading(ReviewRecords records, ApplicationEventPublisher events, Clock clock) {
        this.records = records;
        this.events = events;
        this.clock = clock;
    }

    /** Does nothing where the reader is the author. */
    public void execute(Reflection reflection, String reader, int version) {
        if (!reader.equals(reflection.author())) {
            this.records.read(Ids.next(), reflection.id(), reader, version, this.clock.instant());
            this.events.publishEvent(new ReflectionRead(reflection.id(), reader, version));
        }
    }

}

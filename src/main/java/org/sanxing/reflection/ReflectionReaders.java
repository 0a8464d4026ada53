package org.sanxing.reflection;

import java.time.Clock;

import org.sanxing.common.Ids;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whom a material has come to, and who opened it. */
@Component
@Transactional
public class ReflectionReaders {

    private final ReviewRecords records;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ReflectionReaders(ReviewRecords records, ApplicationEventPublisher events, Clock clock) {
        this.records = records;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The material has come to a person, who may read it from now on.
     * @param way in which it came, e.g. the kind of the task
     */
    public void reached(String reflectionId, String account, String way) {
        this.records.reached(reflectionId, account, way, this.clock.instant());
    }

    /**
     * Somebody opened a version, which is put on record; not where the reader is the
     * author.
     */
    public void opened(Reflection reflection, String reader, int version) {
        if (!reader.equals(reflection.author())) {
            this.records.read(Ids.next(), reflection.id(), reader, version, this.clock.instant());
            this.events.publishEvent(new ReflectionRead(reflection.id(), reader, version));
        }
    }

}

package org.sanxing.reflection;

import java.time.Clock;

import org.springframework.stereotype.Component;

/** Lets people read a material whom a colleague has brought in. */
@Component
public class ReflectionReaders {

    private final ReviewRecords records;

    private final Clock clock;

    ReflectionReaders(ReviewRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * The material has come to a person, who may read it from now on.
     * @param way in which it came, e.g. the kind of the task
     */
    public void reached(String reflectionId, String account, String way) {
        this.records.reached(reflectionId, account, way, this.clock.instant());
    }

}

package org.sanxing.reflection.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionReaders;
import org.sanxing.reflection.ReviewRecords;
import org.sanxing.reflection.Versions;
import org.sanxing.reflection.diff.VersionDiff;
import org.sanxing.reflection.diff.VersionReading;

import org.springframework.stereotype.Component;

/** Compares two versions for somebody who may read them, which is put on record. */
@Component
class VersionComparison {

    private final ReflectionViews views;

    private final Versions versions;

    private final ReviewRecords records;

    private final ReflectionReaders readers;

    VersionComparison(ReflectionViews views, Versions versions, ReviewRecords records, ReflectionReaders readers) {
        this.views = views;
        this.versions = versions;
        this.records = records;
        this.readers = readers;
    }

    /**
     * @param from number of the older version; null for the one that the reader decided
     * on last, or the one before {@code to}
     * @param to number of the newer version; null for the newest
     * @throws NotFound where the person may not see the material, or there is no such
     * version
     */
    Compared of(String id, @Nullable Integer from, @Nullable Integer to, Person me) {
        Reflection reflection = this.views.readable(id, me);
        List<Versions.FrozenVersion> all = this.versions.of(id);
        int newer = (to != null) ? to : reflection.version();
        int older = (from != null) ? from : base(reflection, newer, me);
        Versions.FrozenVersion before = version(all, older);
        Versions.FrozenVersion after = version(all, newer);
        this.readers.opened(reflection, me.account(), newer);
        return new Compared(reflection, before, after, all,
                VersionDiff.between(reading(reflection, before), reading(reflection, after)));
    }

    /** The version with which a reader compares: what the person saw when deciding. */
    private int base(Reflection reflection, int newer, Person me) {
        return this.records.decisions(reflection.id())
            .stream()
            .filter((decision) -> decision.takenBackAt() == null && decision.actor().equals(me.account()))
            .mapToInt(ReviewRecords.ReviewDecision::version)
            .filter((version) -> version < newer)
            .max()
            .orElse(Math.max(1, newer - 1));
    }

    private static Versions.FrozenVersion version(List<Versions.FrozenVersion> all, int number) {
        return all.stream()
            .filter((version) -> version.number() == number)
            .findFirst()
            .orElseThrow(() -> new NotFound("version"));
    }

    private VersionReading reading(Reflection reflection, Versions.FrozenVersion version) {
        ReflectionViews.Document document = this.views.document(reflection, version);
        return VersionReading.of(document.schema(), document.data(), document.options());
    }

    /**
     * @param versions all of the material
     */
    record Compared(Reflection reflection, Versions.FrozenVersion from, Versions.FrozenVersion to,
            List<Versions.FrozenVersion> versions, List<VersionDiff.Section> sections) {

        public long changes() {
            return this.sections.stream().filter(VersionDiff.Section::changed).count();
        }

        /** As the HTTP contract shows it. */
        Diff json() {
            return new Diff(this.from.number(), this.to.number(),
                    this.sections.stream().flatMap((section) -> section.fields().stream()).toList());
        }

    }

    record Diff(int from, int to, List<VersionDiff.Field> fields) {

    }

}

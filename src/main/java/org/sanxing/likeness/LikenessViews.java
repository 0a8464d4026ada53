package org.sanxing.likeness;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.forms.Mark;
import org.sanxing.forms.Marks;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionReaders;
import org.sanxing.reflection.Versions;
import org.sanxing.reflection.web.ReflectionViews;

import org.springframework.stereotype.Component;

/**
 * Likeness as readers of a material get to see it: its author what is like the own
 * earlier materials, everybody else also how much is like what others wrote.
 */
@Component
class LikenessViews {

    private final ReflectionViews views;

    private final CompareMaterial compareMaterial;

    private final Versions versions;

    private final ReflectionReaders readers;

    private final Organization organization;

    LikenessViews(ReflectionViews views, CompareMaterial compareMaterial, Versions versions, ReflectionReaders readers,
            Organization organization) {
        this.views = views;
        this.compareMaterial = compareMaterial;
        this.versions = versions;
        this.readers = readers;
        this.organization = organization;
    }

    /**
     * @param number of the version; null for the newest
     * @throws NotFound where the person may not read it, or there is no such version
     */
    VersionLikeness of(Reflection reflection, @Nullable Integer number, Person me) {
        int version = (number != null) ? number : reflection.version();
        return this.compareMaterial.execute(reflection, version, !me.account().equals(reflection.author()));
    }

    /** It tells of what is written, so it counts as an opening. */
    VersionLikeness opened(Reflection reflection, @Nullable Integer number, Person me) {
        VersionLikeness likeness = of(reflection, number, me);
        this.readers.opened(reflection, me.account(), likeness.version());
        return likeness;
    }

    /** The version with what is alike marked in it; the opening is put on record. */
    LikenessPage page(String id, @Nullable Integer number, Person me) {
        Reflection reflection = this.views.readable(id, me);
        VersionLikeness likeness = opened(reflection, number, me);
        Versions.FrozenVersion version = this.versions.find(id, likeness.version())
            .orElseThrow(() -> new NotFound("version"));
        return new LikenessPage(reflection, this.organization.get(reflection.author()), likeness,
                this.views.document(reflection, version),
                new Marks(likeness.marks().stream().map(LikenessViews::mark).toList()));
    }

    private static Mark mark(VersionLikeness.Mark found) {
        String kind = (found.own() && found.others()) ? "both" : found.own() ? "own" : "others";
        return new Mark(found.passage(), found.start(), found.length(), found.passage() + ":" + found.start(),
                "likeness-" + kind, "");
    }

    record LikenessPage(Reflection reflection, Person author, VersionLikeness likeness,
            ReflectionViews.Document document, Marks marks) {

    }

}

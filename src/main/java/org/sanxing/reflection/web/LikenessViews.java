package org.sanxing.reflection.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.forms.Mark;
import org.sanxing.forms.Marks;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.Versions;
import org.sanxing.reflection.likeness.CompareMaterial;
import org.sanxing.reflection.likeness.Likeness;
import org.sanxing.reflection.usecase.RecordReading;

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

    private final RecordReading recordReading;

    private final Organization organization;

    LikenessViews(ReflectionViews views, CompareMaterial compareMaterial, Versions versions,
            RecordReading recordReading, Organization organization) {
        this.views = views;
        this.compareMaterial = compareMaterial;
        this.versions = versions;
        this.recordReading = recordReading;
        this.organization = organization;
    }

    /**
     * @param number of the version; null for the newest
     * @throws NotFound where the person may not read it, or there is no such version
     */
    Likeness of(Reflection reflection, @Nullable Integer number, Person me) {
        int version = (number != null) ? number : reflection.version();
        return this.compareMaterial.execute(reflection, version, !me.account().equals(reflection.author()));
    }

    /** What the API answers; it tells of what is written, so it counts as an opening. */
    Map<String, Object> json(String id, @Nullable Integer number, Person me) {
        Reflection reflection = this.views.readable(id, me);
        Likeness likeness = of(reflection, number, me);
        this.recordReading.execute(reflection, me.account(), likeness.version());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("version", likeness.version());
        shown.put("characters", likeness.characters());
        shown.put("own", likeness.own());
        shown.put("others", likeness.others());
        shown.put("passages", likeness.marks().stream().map((mark) -> {
            List<String> like = new ArrayList<>();
            if (mark.own()) {
                like.add("own");
            }
            if (mark.others()) {
                like.add("others");
            }
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("passage", mark.passage());
            line.put("start", mark.start());
            line.put("length", mark.length());
            line.put("like", like);
            return line;
        }).toList());
        return shown;
    }

    /** The version with what is alike marked in it; the opening is put on record. */
    LikenessPage page(String id, @Nullable Integer number, Person me) {
        Reflection reflection = this.views.readable(id, me);
        Likeness likeness = of(reflection, number, me);
        this.recordReading.execute(reflection, me.account(), likeness.version());
        Versions.FrozenVersion version = this.versions.find(id, likeness.version())
            .orElseThrow(() -> new NotFound("version"));
        return new LikenessPage(reflection, this.organization.get(reflection.author()), likeness,
                this.views.document(reflection, version),
                new Marks(likeness.marks().stream().map(LikenessViews::mark).toList()));
    }

    private static Mark mark(Likeness.Mark found) {
        String kind = (found.own() && found.others()) ? "both" : found.own() ? "own" : "others";
        return new Mark(found.passage(), found.start(), found.length(), found.passage() + ":" + found.start(),
                "likeness-" + kind, "");
    }

    record LikenessPage(Reflection reflection, Person author, Likeness likeness, ReflectionViews.Document document,
            Marks marks) {

    }

}

package org.sanxing.reflection.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.Reflections;
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

    private final ReflectionForms forms;

    private final RecordReading recordReading;

    private final Organization organization;

    LikenessViews(ReflectionViews views, CompareMaterial compareMaterial, Versions versions, ReflectionForms forms,
            RecordReading recordReading, Organization organization) {
        this.views = views;
        this.compareMaterial = compareMaterial;
        this.versions = versions;
        this.forms = forms;
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
        ReflectionContent content = this.versions.find(id, likeness.version())
            .map((version) -> ReflectionContent.of(this.forms.data(version.content())))
            .orElseThrow(() -> new NotFound("version"));
        Map<String, List<Likeness.Mark>> marks = new LinkedHashMap<>();
        likeness.marks()
            .forEach((mark) -> marks.computeIfAbsent(mark.passage(), (name) -> new ArrayList<>()).add(mark));
        List<Problem> problems = new ArrayList<>();
        for (Reflections.Problem problem : content.problems()) {
            Map<String, List<Paragraph>> parts = new LinkedHashMap<>();
            for (String part : List.of("manifestation", "cause", "measure")) {
                String name = "problems[" + problem.index() + "]." + part;
                List<Paragraph> drawn = paragraphs(content.passage(name, "passage"),
                        marks.getOrDefault(name, List.of()));
                if (!drawn.isEmpty()) {
                    parts.put(part, drawn);
                }
            }
            problems.add(new Problem(problem.index() + 1, parts));
        }
        return new LikenessPage(reflection, this.organization.get(reflection.author()), likeness,
                paragraphs(content.experience(), marks.getOrDefault("experience", List.of())), problems);
    }

    /** A text cut at the marks; an empty one has no paragraphs. */
    static List<Paragraph> paragraphs(String text, List<Likeness.Mark> marks) {
        List<Paragraph> paragraphs = new ArrayList<>();
        if (text.isBlank()) {
            return paragraphs;
        }
        int[] points = text.codePoints().toArray();
        List<Piece> line = new ArrayList<>();
        int at = 0;
        for (int next = 0; next <= marks.size(); next++) {
            Likeness.Mark mark = (next < marks.size()) ? marks.get(next) : null;
            line = cut(points, at, (mark != null) ? mark.start() : points.length, null, line, paragraphs);
            if (mark != null) {
                at = mark.start() + mark.length();
                line = cut(points, mark.start(), at, mark, line, paragraphs);
            }
        }
        paragraphs.add(new Paragraph(line));
        return paragraphs;
    }

    private static List<Piece> cut(int[] points, int from, int to, Likeness.@Nullable Mark mark, List<Piece> line,
            List<Paragraph> paragraphs) {
        List<Piece> current = line;
        String[] lines = new String(points, from, Math.max(0, to - from)).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                paragraphs.add(new Paragraph(current));
                current = new ArrayList<>();
            }
            if (!lines[i].isEmpty()) {
                current.add(new Piece(lines[i], mark != null && mark.own(), mark != null && mark.others()));
            }
        }
        return current;
    }

    record Piece(String text, boolean own, boolean others) {

        public boolean marked() {
            return this.own || this.others;
        }

        /** What the mark says, as the key of a message ends. */
        public String kind() {
            return (this.own && this.others) ? "both" : this.own ? "own" : "others";
        }

    }

    record Paragraph(List<Piece> pieces) {

    }

    /**
     * @param parts by name, without those that are empty
     */
    record Problem(int number, Map<String, List<Paragraph>> parts) {

    }

    record LikenessPage(Reflection reflection, Person author, Likeness likeness, List<Paragraph> experience,
            List<Problem> problems) {

    }

}

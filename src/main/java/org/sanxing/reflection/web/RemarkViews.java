package org.sanxing.reflection.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.Remarks;
import org.sanxing.reflection.ReviewRecords;
import org.sanxing.reflection.Versions;
import org.sanxing.reflection.diff.PlacedRemark;
import org.sanxing.reflection.diff.RemarkAnchors;

import org.springframework.stereotype.Component;

/** The remarks on a material, each where it stands in the version that is shown. */
@Component
class RemarkViews {

    private final Remarks remarks;

    private final Versions versions;

    private final ReflectionForms forms;

    private final Organization organization;

    RemarkViews(Remarks remarks, Versions versions, ReflectionForms forms, Organization organization) {
        this.remarks = remarks;
        this.versions = versions;
        this.forms = forms;
        this.organization = organization;
    }

    /**
     * All remarks, oldest first.
     * @param shown what of the material is shown, a version or the draft
     */
    List<PlacedRemark> placed(String reflectionId, ReflectionContent shown) {
        List<Remarks.Remark> all = this.remarks.of(reflectionId);
        return all.isEmpty() ? List.of() : placed(all, this.versions.of(reflectionId), shown);
    }

    /**
     * @param frozen all versions on which there is a remark
     */
    List<PlacedRemark> placed(List<Remarks.Remark> all, List<Versions.FrozenVersion> frozen, ReflectionContent shown) {
        Map<Integer, ReflectionContent> contents = new HashMap<>();
        return RemarkAnchors.place(all, (number) -> contents.computeIfAbsent(number, (key) -> content(frozen, key)),
                shown);
    }

    private ReflectionContent content(List<Versions.FrozenVersion> frozen, int number) {
        return frozen.stream()
            .filter((version) -> version.number() == number)
            .findFirst()
            .map(this.forms::content)
            .orElse(ReflectionContent.NONE);
    }

    /**
     * Whether the passage of a remark reads in one version as in another.
     * @param before number of the version before
     */
    boolean isUnchanged(String reflectionId, Remarks.Remark remark, int before, ReflectionContent after) {
        return RemarkAnchors.isUnchanged(remark, (number) -> version(reflectionId, number),
                version(reflectionId, before), after);
    }

    /** Whether the author said that it is done, and left the passage as it was. */
    private boolean isUnchanged(List<Versions.FrozenVersion> frozen, Remarks.Remark remark,
            Remarks.@Nullable Answer answer) {
        return answer != null && answer.answer().equals("done")
                && RemarkAnchors.isUnchanged(remark, (number) -> content(frozen, number),
                        content(frozen, answer.version() - 1), content(frozen, answer.version()));
    }

    private ReflectionContent version(String reflectionId, int number) {
        return this.versions.find(reflectionId, number).map(this.forms::content).orElse(ReflectionContent.NONE);
    }

    /** What the newest version says; nothing where none was submitted. */
    ReflectionContent newest(Reflection reflection) {
        return version(reflection.id(), reflection.version());
    }

    /**
     * What was said about a material.
     * @param all the remarks
     * @param frozen all versions of the material
     * @param shown the version beside which it stands
     */
    Conversation conversation(String reflectionId, List<Remarks.Remark> all, List<Versions.FrozenVersion> frozen,
            Versions.FrozenVersion shown, List<ReviewRecords.ReviewDecision> decisions) {
        if (all.isEmpty()) {
            return Conversation.NONE;
        }
        ReflectionContent content = this.forms.content(shown);
        return Conversation.of(placed(all, frozen, content), content, decisions, this.remarks.answers(reflectionId),
                this.remarks.settlements(reflectionId), (remark, answer) -> isUnchanged(frozen, remark, answer));
    }

    /** Remarks as the HTTP contract shows them, placed in the newest version. */
    List<ShownRemark> json(Reflection reflection) {
        List<Remarks.Remark> all = this.remarks.of(reflection.id());
        List<Versions.FrozenVersion> frozen = all.isEmpty() ? List.of() : this.versions.of(reflection.id());
        List<PlacedRemark> placed = placed(all, frozen, newest(reflection));
        Map<String, Person> people = this.organization
            .findAll(placed.stream().map((each) -> each.remark().author()).distinct().toList());
        return placed.stream()
            .map((each) -> json(each, people, isUnchanged(frozen, each.remark(), each.remark().answer())))
            .toList();
    }

    private static ShownRemark json(PlacedRemark placed, Map<String, Person> people, boolean unchanged) {
        Remarks.Remark remark = placed.remark();
        return new ShownRemark(remark.id(), remark.version(), people.get(remark.author()).ref(), remark.passage(),
                remark.quote(), remark.start(), remark.text(), placed, remark.answer(), unchanged, remark.resolved());
    }

    /**
     * @param unchanged whether the author said that it is done, and left the passage as
     * it was
     */
    record ShownRemark(String id, int version, PersonRef author, String passage, String quote, @Nullable Integer start,
            String text, PlacedRemark anchor, Remarks.@Nullable Answer answer, boolean unchanged, boolean resolved) {

    }

}

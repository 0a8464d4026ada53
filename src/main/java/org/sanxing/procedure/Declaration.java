package org.sanxing.procedure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;

/**
 * What the models of one version of a procedure say of it ({@code procedures.zh.md} has
 * the words).
 *
 * @param key name of its folder
 * @param process id of its process
 * @param definition the engine's id of this version of the process; empty while the
 * models are only checked
 * @param title what a case is called, with fields and {@code {subject}} in braces
 * @param group under which the catalogue shows it
 * @param starters words of those who may start it
 * @param register keys of the fields that are columns, in order
 * @param number how cases are numbered; null for not at all
 * @param readers words of those who may read a case that has not come to them
 * @param print {@code letter}, {@code form} or {@code none}
 * @param form that begins a case
 * @param steps those of people, by the id of the element, in the order of the diagram
 * @param ends by the id of the element: where a case is then
 * @param addressees keys of the fields that say to whom it is published
 * @param facts names of the variables that the diagram and its tables read
 * @param deputies whom it names for the subject's absence
 */
public record Declaration(String key, String process, String definition, Label name, String title, Label group,
        List<String> starters, List<String> register, @Nullable NumberPattern number, Set<String> readers, String print,
        FormSchema form, Map<String, Step> steps, Map<String, Waiting> ends, List<String> addressees, Set<String> facts,
        List<Deputizing> deputies) {

    /** Key of the choice in the form of a step that decides. */
    public static final String DECISION = "decision";

    public static final String OPINION = "opinion";

    /** What is told of a decision, and not of the case. */
    static final Set<String> OF_DECISION = Set.of(DECISION, OPINION);

    /** The field of any form of it. */
    public Optional<FormComponent> field(String fieldKey) {
        return forms().flatMap((each) -> each.find(fieldKey).stream()).findFirst();
    }

    /** The form of its beginning, then those of its steps. */
    Stream<FormSchema> forms() {
        return Stream.concat(Stream.of(this.form), this.steps.values().stream().map(Step::form));
    }

    /** The fields that are columns of the register. */
    public List<FormComponent> columns() {
        return this.register.stream().flatMap((each) -> field(each).stream()).toList();
    }

    /** The step at which the subject writes again what was returned. */
    public Optional<Step> revision() {
        return this.steps.values().stream().filter(Step::revises).findFirst();
    }

    /**
     * @throws IllegalArgumentException where there is none
     */
    public Step step(String element) {
        Step found = this.steps.get(element);
        if (found == null) {
            throw new IllegalArgumentException(this.process + " has no step " + element);
        }
        return found;
    }

    /** Where a case is that waits, or ended, there. */
    public Optional<Waiting> at(@Nullable String element) {
        return Optional.ofNullable(this.steps.get(element))
            .map(Step::waiting)
            .or(() -> Optional.ofNullable(this.ends.get(element)));
    }

    /**
     * What the models call it where a case is; empty where none of their steps and ends
     * says it: a draft, or what an administrator has ended.
     */
    public Optional<Waiting> at(ProcedureCase of) {
        return at(of.step()).filter((waiting) -> waiting.state() == of.state());
    }

    /** What a state is called where all that come to it are called the same there. */
    public Optional<Label> called(CaseState state) {
        Set<Label> labels = Stream.concat(this.steps.values().stream().map(Step::waiting), this.ends.values().stream())
            .filter((waiting) -> waiting.state() == state)
            .map(Waiting::label)
            .collect(Collectors.toSet());
        return (labels.size() == 1) ? labels.stream().findFirst() : Optional.empty();
    }

    /** The kind of work item that a step makes. */
    public String kind(String element) {
        return this.process + "." + element;
    }

    /**
     * @param english the same where English is spoken
     */
    public record Label(String chinese, String english) {

        public String in(Locale locale) {
            return locale.getLanguage().equals("en") ? this.english : this.chinese;
        }

    }

    /**
     * Keys of the dates of a period.
     *
     * @param to last day
     */
    public record Period(String from, String to) {

    }

    /**
     * That the subject has a deputy for a period, once the case comes to it.
     *
     * @param account key of the field with the deputy, in which may be nobody
     */
    public record Deputizing(Period period, String account) {

    }

    /**
     * A step of people.
     *
     * @param holder who has it, in the words of {@link Holders}
     * @param levels the decision table that says so; null where {@code holder} does
     * @param days working days, after the date of {@code due} where that is set; null for
     * none
     * @param due key of the field with the date by which it is due; null for none
     * @param notes whether progress may be noted on it
     * @param personal whether nobody stands in
     * @param several whether each of several has one
     * @param revises whether the subject writes the case anew in it
     * @param away during which days the subject is away while the case waits there; null
     * for none
     */
    public record Step(String id, Label name, String holder, @Nullable String levels, @Nullable Integer days,
            @Nullable String due, Waiting waiting, boolean notes, boolean personal, boolean several, boolean revises,
            @Nullable Period away, FormSchema form) {

        /** Whether something is decided in it. */
        public boolean decides() {
            return this.form.find(DECISION).isPresent();
        }

        /** Whether the subject may not have it: nobody decides on themselves. */
        boolean keepsOut() {
            return decides() && !this.holder.equals(Holders.SUBJECT);
        }

    }

    /**
     * Where a case is.
     *
     * @param id as the model has it: that of a state, or a word of its own
     */
    public record Waiting(CaseState state, String id, Label label) {

    }

}

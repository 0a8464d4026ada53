package org.sanxing.procedure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.NotFound;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;
import org.sanxing.tasks.TaskGroups;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.WorkItems;

/** Cases as pages and the API show them. */
@Component
@Transactional
public class CaseViews {

    private final CaseStore cases;

    private final CaseReaders readers;

    private final CaseFiles files;

    private final Fields fields;

    private final WorkItems items;

    private final Organization organization;

    private final ApplicationEventPublisher events;

    CaseViews(CaseStore cases, CaseReaders readers, CaseFiles files, Fields fields, WorkItems items,
            Organization organization, ApplicationEventPublisher events) {
        this.cases = cases;
        this.readers = readers;
        this.files = files;
        this.fields = fields;
        this.items = items;
        this.organization = organization;
        this.events = events;
    }

    /**
     * A case that the person may read; that somebody else than its subject opens it is
     * put on record.
     * @throws NotFound where there is none in this procedure that the person may see
     */
    public CaseView opened(String procedure, String id, Person person) {
        ProcedureCase of = readable(procedure, id, person.account());
        return shown(of, person);
    }

    ProcedureCase readable(String procedure, String id, String account) {
        ProcedureCase of = this.readers.readable(id, account);
        if (!of.procedure().equals(procedure)) {
            throw new NotFound("case");
        }
        return of;
    }

    CaseView shown(ProcedureCase of, Person person) {
        read(of, person.account());
        Locale locale = LocaleContextHolder.getLocale();
        Declaration declared = this.files.declaration(of);
        boolean writes = of.state().isWithSubject() && person.account().equals(of.subject());
        Map<String, Object> data = writes ? of.draft() : of.content();
        Map<String, String> labelled = new LinkedHashMap<>();
        // What another form asks under the same key is told once, as the first one calls
        // it.
        Set<String> keys = new HashSet<>();
        declared.forms()
            .distinct()
            .map((form) -> new FormSchema(form.id(),
                    form.fields().stream().filter((field) -> keys.add(String.valueOf(field.key()))).toList()))
            .forEach((form) -> this.fields.labelled(form, data, locale, (date) -> this.fields.day(date, locale))
                .forEach(labelled::putIfAbsent));
        declared.forms()
            .flatMap((form) -> form.fields().stream())
            .filter((field) -> Declaration.OF_DECISION.contains(String.valueOf(field.key())))
            .forEach((field) -> labelled.remove(Fields.label(field, locale)));
        List<CaseStore.Decision> made = this.cases.decisions(of.id());
        List<WorkItem> open = this.items.of(of.id()).stream().filter(WorkItem::isOpen).toList();
        List<CaseStore.Note> notes = this.cases.notes(of.id());
        List<ProcedureCase> linked = linked(of, person);
        Map<String, Person> people = people(of, made, open, notes, linked);
        return new CaseView(of, declared, data, labelled, ref(of
            .subject(), people), made.stream().map((one) -> done(one, declared, people, locale)).toList(), open
                .stream()
                .map((item) -> new OpenTask(item.id(), item.kind(),
                        declared.step(ProcedureTasks.step(item.kind())).name().in(locale), ref(item.assignee(), people),
                        TaskGroups.isGroup(item.holder()) ? item.holder() : null, item.createdAt(), item.dueAt()))
                .toList(),
                notes.stream()
                    .map((note) -> new Progress(ref(note.actor(), people), note.note(), note.notedAt()))
                    .toList(),
                this.cases.versions(of.id())
                    .stream()
                    .map((version) -> new Frozen(version.number(), version.submittedAt(), version.content()))
                    .toList(),
                linked.stream().map((one) -> brief(one, people, locale)).toList());
    }

    /** Somebody was shown what a case says. */
    void read(ProcedureCase of, String account) {
        if (!account.equals(of.subject())) {
            this.events
                .publishEvent(new CaseEvent(AuditRecord.of("readings:" + of.id(), CaseEvent.TYPE, "read", account)
                    .object(CaseEvent.TYPE, of.id())
                    .version(of.version())));
        }
    }

    /**
     * What it was started from, and what was started from it, as far as one may see it.
     */
    private List<ProcedureCase> linked(ProcedureCase of, Person person) {
        return Stream
            .concat(Optional.ofNullable(of.origin()).flatMap(this.cases::find).stream(),
                    this.cases.startedFrom(of.id()).stream())
            .filter((one) -> this.readers.mayRead(one, person.account()))
            .toList();
    }

    private Map<String, Person> people(ProcedureCase of, List<CaseStore.Decision> made, List<WorkItem> open,
            List<CaseStore.Note> notes, List<ProcedureCase> linked) {
        Collection<String> accounts = new ArrayList<>(List.of(of.subject()));
        made.forEach(
                (one) -> accounts.addAll(Stream.of(one.actor(), one.onBehalfOf()).filter(Objects::nonNull).toList()));
        open.stream().map(WorkItem::assignee).filter(Objects::nonNull).forEach(accounts::add);
        notes.forEach((one) -> accounts.add(one.actor()));
        linked.forEach((one) -> accounts.add(one.subject()));
        return this.organization.findAll(accounts);
    }

    private static @Nullable PersonRef ref(@Nullable String account, Map<String, Person> people) {
        return Optional.ofNullable(account).map(people::get).map(Person::ref).orElse(null);
    }

    private Done done(CaseStore.Decision made, Declaration declared, Map<String, Person> people, Locale locale) {
        Declaration.Step step = declared.steps().get(made.step());
        return new Done(made.step(), (step != null) ? step.name().in(locale) : made.step(), made.version(),
                made.decision(),
                (step != null) ? step.form()
                    .find(Declaration.DECISION)
                    .map((field) -> FormComponent.Option.of(field.choices(Map.of()), made.decision())
                        .map((option) -> option.name(locale))
                        .orElse(made.decision()))
                    .orElse("") : "",
                ref(made.actor(), people), ref(made.onBehalfOf(), people), made.opinion(),
                (step != null) ? this.fields.labelled(step.form(), made.content(), locale,
                        (date) -> this.fields.day(date, locale)) : Map.of(),
                (step != null) ? files(step.form(), made.content(), locale) : Map.of(), made.decidedAt());
    }

    private static Map<String, List<String>> files(FormSchema form, Map<String, Object> content, Locale locale) {
        Map<String, List<String>> files = new LinkedHashMap<>();
        form.files(content)
            .forEach((path, ids) -> form.find(path).ifPresent((field) -> files.put(Fields.label(field, locale), ids)));
        return files;
    }

    /** The rows of a list, by id. */
    public Map<String, Brief> briefs(Collection<ProcedureCase> all, Locale locale) {
        Map<String, Person> people = this.organization.findAll(all.stream().map(ProcedureCase::subject).toList());
        Map<String, Brief> briefs = new LinkedHashMap<>();
        all.forEach((of) -> briefs.put(of.id(), brief(of, people, locale)));
        return briefs;
    }

    public Brief brief(ProcedureCase of, Locale locale) {
        return brief(of, this.organization.findAll(List.of(of.subject())), locale);
    }

    private Brief brief(ProcedureCase of, Map<String, Person> people, Locale locale) {
        Declaration declared = this.files.declaration(of);
        Optional<Declaration.Waiting> at = declared.at(of);
        return new Brief(of.id(), of.procedure(), of.state().id(), of.number(), of.title(), ref(of.subject(), people),
                at.map(Declaration.Waiting::id).orElse(null),
                at.map((waiting) -> waiting.label().in(locale)).orElse(null), of.version(), of.createdAt(),
                of.submittedAt(), of.closedAt());
    }

    /**
     * A case with all that belongs to it.
     *
     * @param data what it says; for the subject who writes, the draft
     * @param labelled the same, by the labels of the forms, as people read it
     * @param done the decisions that stand, oldest first
     * @param linked the case it was started from, and those that were started from it
     */
    public record CaseView(ProcedureCase of, Declaration declared, Map<String, Object> data,
            Map<String, String> labelled, @Nullable PersonRef subject, List<Done> done, List<OpenTask> open,
            List<Progress> progress, List<Frozen> versions, List<Brief> linked) {

    }

    public record Brief(String id, String procedure, String state, @Nullable String number, String title,
            @Nullable PersonRef subject, @Nullable String step, @Nullable String stepName, int version,
            Instant createdAt, @Nullable Instant submittedAt, @Nullable Instant closedAt) {

    }

    /**
     * @param step id of the element
     * @param label of the decision; empty where nothing was to be chosen
     * @param said what the form asked beside, by its labels
     * @param files ids of those that {@code said} names, by the same labels
     */
    public record Done(String step, String name, int version, String decision, String label, @Nullable PersonRef actor,
            @Nullable PersonRef onBehalfOf, @Nullable String opinion, Map<String, String> said,
            Map<String, List<String>> files, Instant at) {

    }

    /**
     * @param group where nobody of it has claimed it; null else
     */
    public record OpenTask(String id, String kind, String name, @Nullable PersonRef assignee, @Nullable String group,
            Instant createdAt, @Nullable Instant dueAt) {

    }

    public record Progress(@Nullable PersonRef actor, String text, Instant at) {

    }

    public record Frozen(int number, Instant submittedAt, Map<String, Object> data) {

    }

}

package org.sanxing.procedure;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import org.sanxing.common.Confirmation;
import org.sanxing.forms.FormComponent;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.sanxing.workflow.Deadline;

/** The tasks of all declared procedures; the kind of each names its process and step. */
@Component
class ProcedureTasks implements TaskHandler {

    /** What is decided where nothing is to be chosen. */
    static final String DONE = "done";

    /** The same where each of several only has to know. */
    static final String ACKNOWLEDGE = "acknowledge";

    private final CaseStore cases;

    private final CaseReaders readers;

    private final CaseFiles files;

    private final RunningCases running;

    private final Declarations declarations;

    private final Fields fields;

    private final CaseViews views;

    private final Organization organization;

    ProcedureTasks(CaseStore cases, CaseReaders readers, CaseFiles files, RunningCases running,
            Declarations declarations, Fields fields, CaseViews views, Organization organization) {
        this.cases = cases;
        this.readers = readers;
        this.files = files;
        this.running = running;
        this.declarations = declarations;
        this.fields = fields;
        this.views = views;
        this.organization = organization;
    }

    /** Id of the element of a kind. */
    static String step(String kind) {
        return kind.substring(kind.indexOf('.') + 1);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(MODELLED);
    }

    @Override
    public Set<String> modelled() {
        return this.declarations.all()
            .stream()
            .flatMap((declared) -> declared.steps().keySet().stream().map(declared::kind))
            .collect(Collectors.toSet());
    }

    /**
     * Of the models in force, or else of those before; empty where they no longer have
     * it.
     */
    private Optional<Declaration.Step> newest(String kind) {
        return this.declarations.known()
            .filter((declared) -> kind.startsWith(declared.process() + "."))
            .flatMap((declared) -> Optional.ofNullable(declared.steps().get(step(kind))).stream())
            .findFirst();
    }

    /** As the version has it on which the case runs. */
    private Declaration.Step step(WorkItem item) {
        return this.running.declaration(this.cases.get(item.caseId())).step(step(item.kind()));
    }

    /** What the check of declarations asks of them. */
    @Override
    public Set<String> formKeys(String kind) {
        return Set.of();
    }

    @Override
    public WorkItemFacts describe(String kind, String caseId) {
        ProcedureCase of = this.cases.get(caseId);
        Declaration.Step step = this.running.declaration(of).step(step(kind));
        LocalDate dueOn = this.running.dueOn(step, of);
        WorkItemFacts facts = new WorkItemFacts(of.id(), null, of.title(), of.subject(), of.departmentId(), null,
                Math.max(1, of.version()), step.keepsOut() ? of.subject() : null, (dueOn != null) ? null : step.days());
        facts = (dueOn != null) ? facts.dueOn(dueOn) : facts;
        return step.several() ? facts.besideOthers() : facts;
    }

    @Override
    public boolean personal(String kind) {
        return newest(kind).filter((step) -> step.personal() || step.revises()).isPresent();
    }

    @Override
    public void lockCase(String caseId) {
        this.cases.lock(caseId);
    }

    @Override
    public Set<String> batchDecisions(String kind) {
        return newest(kind).flatMap((step) -> step.form().find(Declaration.DECISION))
            .filter((field) -> field.values().contains("approve"))
            .map((field) -> Set.of("approve"))
            .orElse(Set.of());
    }

    @Override
    public String decision(String kind, Map<String, Object> data) {
        return newest(kind).map((step) -> CaseFiles.decision(step, data))
            .orElseGet(() -> String.valueOf(data.getOrDefault(Declaration.DECISION, DONE)));
    }

    @Override
    public String stateOf(String caseId) {
        return this.cases.get(caseId).state().id();
    }

    @Override
    public void reached(WorkItem item, String account) {
        this.running.reached(item.caseId(), account, step(item.kind()));
    }

    @Override
    public Optional<String> rightfulHolder(WorkItem item) {
        Declaration.Step step = step(item);
        return step.several() ? Optional.empty()
                : Optional.of(this.running.holder(step, this.cases.get(item.caseId())));
    }

    @Override
    public boolean mayTakeBack(String kind) {
        return newest(kind).filter((step) -> !step.several() && !step.revises()).isPresent();
    }

    @Override
    public void takeBack(WorkItem decided, Actor actor, @Nullable String reason) {
        this.files.takeBack(decided, actor, reason);
    }

    @Override
    public void end(WorkItem item, String administrator, String reason) {
        this.files.end(item, administrator, reason);
    }

    @Override
    public boolean due(WorkItem item, Deadline step) {
        this.running.due(this.cases.get(item.caseId()), item.holder(), item.kind(), step == Deadline.OVERDUE);
        return true;
    }

    @Override
    public boolean mayRead(WorkItem item, Person person) {
        return this.cases.find(item.caseId()).filter((of) -> this.readers.mayRead(of, person.account())).isPresent();
    }

    @Override
    public Map<String, List<FormComponent.Option>> options(WorkItem item) {
        ProcedureCase of = this.cases.get(item.caseId());
        return this.fields.ofCase(of.procedure(), of.subject(), of.id());
    }

    /**
     * What the case says of the fields that the form asks; never a decision of before. A
     * draft is its subject's alone.
     */
    @Override
    public Map<String, Object> initialData(WorkItem item, Person person) {
        ProcedureCase of = this.cases.get(item.caseId());
        Declaration.Step step = step(item);
        Map<String, Object> said = (step.revises() && person.account().equals(of.subject())) ? of.draft()
                : of.content();
        Map<String, Object> data = new LinkedHashMap<>();
        step.form()
            .fields()
            .stream()
            .map((field) -> String.valueOf(field.key()))
            .filter((key) -> !Declaration.OF_DECISION.contains(key) && said.containsKey(key))
            .forEach((key) -> data.put(key, said.get(key)));
        return data;
    }

    @Override
    public void shown(WorkItem item, Person person) {
        this.views.read(this.cases.get(item.caseId()), person.account());
    }

    @Override
    public Map<String, Object> about(WorkItem item) {
        return Map.of("case", this.views.brief(this.cases.get(item.caseId()), Locale.SIMPLIFIED_CHINESE));
    }

    @Override
    public TaskPage caseView(WorkItem item, Person person) {
        return new TaskPage("procedure/_case", model(item, person));
    }

    /** Writing anew has the page of the case's own form. */
    @Override
    public TaskPage page(WorkItem item, Person person) {
        ProcedureCase of = this.cases.get(item.caseId());
        if (of.state().isWithSubject() && person.account().equals(of.subject()) && step(item).revises()) {
            return new TaskPage("redirect:" + RunningCases.page(of) + "/edit", Map.of());
        }
        return new TaskPage("procedure/task", model(item, person));
    }

    private Map<String, Object> model(WorkItem item, Person person) {
        return Map.of("file", this.views.shown(this.cases.get(item.caseId()), person));
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        Declaration.Step step = step(item);
        ProcedureCase after = this.files.complete(item, data, actor);
        String now = this.files.declaration(after)
            .at(after.step())
            .map((waiting) -> waiting.label().in(LocaleContextHolder.getLocale()))
            .orElse("");
        return new Outcome(after.state().id(), CaseFiles.decision(step, data),
                Confirmation.of("procedure.done." + after.state().id(), after.title(),
                        this.organization.get(after.subject()).name(), now));
    }

}

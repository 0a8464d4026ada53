package org.sanxing.procedure;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;

import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.Forms;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.CaseRepair;
import org.sanxing.workflow.Workflow;

/**
 * What people do with cases: write, submit, withdraw, note progress, decide. Each is
 * refused with
 * <ul>
 * <li>{@link org.sanxing.common.NotFound} where the person may not see the case;</li>
 * <li>{@link Forbidden} where it is somebody else's to do;</li>
 * <li>{@link Conflict} where the case is not in the state for it, or was changed
 * meanwhile;</li>
 * <li>{@link InvalidInput} where the form is not filled in as it asks.</li>
 * </ul>
 * A revision is the one that the person saw; null leaves the check out. The case is
 * locked first, then its tasks.
 */
@UseCase
public class CaseFiles {

    private static final String SUBMIT = "submit";

    private final CaseStore cases;

    private final CaseReaders readers;

    private final Procedures procedures;

    private final RunningCases running;

    private final Register register;

    private final Fields fields;

    private final Forms forms;

    private final Attachments attachments;

    private final Organization organization;

    private final Workflow workflow;

    private final CaseRepair repair;

    private final Tasks tasks;

    private final JsonMapper json;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CaseFiles(CaseStore cases, CaseReaders readers, Procedures procedures, RunningCases running, Register register,
            Fields fields, Forms forms, Attachments attachments, Organization organization, Workflow workflow,
            CaseRepair repair, Tasks tasks, JsonMapper json, ApplicationEventPublisher events, Clock clock) {
        this.cases = cases;
        this.readers = readers;
        this.procedures = procedures;
        this.running = running;
        this.register = register;
        this.fields = fields;
        this.forms = forms;
        this.attachments = attachments;
        this.organization = organization;
        this.workflow = workflow;
        this.repair = repair;
        this.tasks = tasks;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /** Begins a case; what is written may be incomplete. */
    public ProcedureCase begin(String key, Map<String, Object> data, String account) {
        Declaration declared = this.procedures.get(key);
        this.procedures.requireStarter(declared, account);
        return begin(declared, data, account, account, null);
    }

    private ProcedureCase begin(Declaration declared, Map<String, Object> data, String subject, String actor,
            @Nullable String origin) {
        Map<String, Object> draft = this.forms.validateDraft(declared.form(), data,
                this.fields.options(declared.form(), declared.key(), subject, null));
        ProcedureCase begun = this.cases
            .save(ProcedureCase.begin(declared.key(), this.fields.title(declared, draft, subject),
                    this.organization.get(subject), draft, origin, this.clock.instant()));
        this.events.publishEvent(CaseEvent.begun(begun, declared, actor));
        return begun;
    }

    /**
     * A case begins another one, which names it; none where the models in force no longer
     * have such ones.
     * @param submitted whether it goes its way at once, or waits for its subject to write
     */
    public void start(String fromId, String key, Map<String, Object> data, String subject, boolean submitted) {
        if (!this.procedures.isOffered(this.procedures.get(key))) {
            return;
        }
        ProcedureCase from = this.cases.get(fromId);
        ProcedureCase begun = begin(this.procedures.get(key), data, subject, AuditRecord.SYSTEM, fromId);
        this.events.publishEvent(CaseEvent.of("started", from).with("case", begun.id()));
        if (submitted) {
            submit(begun, this.procedures.get(key), Optional.empty(), begun.draft());
        }
    }

    /** Keeps what its subject has written so far. */
    public ProcedureCase save(String id, Map<String, Object> data, String account, @Nullable Integer revision) {
        ProcedureCase of = own(id, account, revision);
        Declaration declared = declaration(of);
        FormSchema form = writing(of, declared);
        Map<String, Object> draft = this.forms.validateDraft(form, data,
                this.fields.options(form, of.procedure(), account, id));
        of.write(this.fields.title(declared, draft, account), draft, this.clock.instant());
        return this.cases.save(of);
    }

    /** Throws away what was never submitted: only the record tells of it then. */
    public void discard(String id, String account, @Nullable Integer revision) {
        ProcedureCase of = own(id, account, revision);
        if (of.isSubmitted() || of.origin() != null) {
            throw of.conflict("case-not-discardable");
        }
        this.cases.discard(of);
        this.events.publishEvent(CaseEvent.of("discarded", of, account));
    }

    private ProcedureCase own(String id, String account, @Nullable Integer revision) {
        ProcedureCase of = this.cases.lock(id);
        this.readers.requireSubject(of, account);
        of.requireRevision(revision);
        of.requireWithSubject();
        return of;
    }

    /** The declaration of the version that it runs on, or else of the newest. */
    public Declaration declaration(ProcedureCase of) {
        return (of.definition() != null) ? this.running.declaration(of) : this.procedures.get(of.procedure());
    }

    /** The form in which its subject writes. */
    public FormSchema writing(ProcedureCase of, Declaration declared) {
        return (of.definition() != null) ? declared.revision().map(Declaration.Step::form).orElse(declared.form())
                : declared.form();
    }

    /** What is still missing before it can be submitted. */
    public List<FieldError> missing(ProcedureCase of) {
        Declaration declared = declaration(of);
        FormSchema form = writing(of, declared);
        return this.forms.missing(form, known(form, of.draft()),
                this.fields.options(form, of.procedure(), of.subject(), of.id()));
    }

    /**
     * Freezes what was written as the next version and sends it on its way, or on.
     * @param data in place of the draft; null where that is meant
     */
    public ProcedureCase submit(String id, @Nullable Map<String, Object> data, String account,
            @Nullable Integer revision) {
        ProcedureCase of = own(id, account, revision);
        Declaration declared = declaration(of);
        if (of.definition() == null) {
            this.procedures.requireStarter(declared, account);
        }
        FormSchema form = writing(of, declared);
        Optional<WorkItem> task = (of.definition() != null) ? this.tasks.lockOpenTaskOf(id) : Optional.empty();
        Map<String, Object> clean = this.forms.validate(form, (data != null) ? data : known(form, of.draft()),
                this.fields.options(form, of.procedure(), account, id));
        submit(of, declared, task, clean);
        return of;
    }

    /** What of a draft the form still asks: a newer one must not keep it from going. */
    private static Map<String, Object> known(FormSchema form, Map<String, Object> draft) {
        Map<String, Object> known = new LinkedHashMap<>();
        form.fields().forEach((field) -> {
            Object value = draft.get(field.key());
            if (value != null) {
                known.put(String.valueOf(field.key()), value);
            }
        });
        return known;
    }

    private void submit(ProcedureCase of, Declaration declared, Optional<WorkItem> task, Map<String, Object> data) {
        boolean runs = of.definition() != null;
        this.running.requireDeputies(declared, of.subject(), data);
        if (runs && task.filter((item) -> revises(declared, item)).isEmpty()) {
            throw of.conflict("case-already-submitted");
        }
        freeze(of, declared, data);
        if (!runs) {
            this.workflow.startVersion(declared.definition(), of.id(), this.running.firstFacts(declared, of));
            return;
        }
        String taskId = task.orElseThrow().id();
        this.tasks.deciding(taskId, of.subject(), null, SUBMIT);
        this.workflow.complete(taskId, this.running.firstFacts(declared, of));
        this.tasks.decided(taskId, of.subject(), null, SUBMIT);
    }

    private static boolean revises(Declaration declared, WorkItem item) {
        return declared.steps()
            .values()
            .stream()
            .anyMatch((step) -> step.revises() && declared.kind(step.id()).equals(item.kind()));
    }

    private void freeze(ProcedureCase of, Declaration declared, Map<String, Object> data) {
        Instant now = this.clock.instant();
        FormSchema form = writing(of, declared);
        of.submit(this.fields.title(declared, data, of.subject()), form, data, this.organization.get(of.subject()),
                declared.definition(), now);
        this.cases.save(of);
        this.cases.addVersion(of, data, now);
        this.register.keep(of, declared);
        List<Attachment> files = attach(of, form, data, of.subject());
        this.events.publishEvent(CaseEvent.submitted(of, this.json.writeValueAsString(data), files));
    }

    private List<Attachment> attach(ProcedureCase of, FormSchema form, Map<String, Object> data, String account) {
        List<Attachment> attached = new ArrayList<>();
        form.files(data).forEach((path, ids) -> attached.addAll(this.attachments.attach(of.id(), ids, account, path)));
        return attached;
    }

    /**
     * Takes the version back until the first decision on it: it waits with its subject
     * again, in the step for revising where the diagram has one.
     */
    public ProcedureCase withdraw(String id, String account) {
        ProcedureCase of = this.cases.lock(id);
        this.readers.requireSubject(of, account);
        Declaration declared = declaration(of);
        of.withdraw(this.clock.instant());
        Optional<WorkItem> task = this.tasks.lockOpenTaskOf(id);
        this.running.back(of, declared, account);
        this.events.publishEvent(CaseEvent.of("withdrawn", of, account));
        this.running.withdrawn(of, declared);
        Optional<Declaration.Step> revision = declared.revision();
        if (revision.isPresent()) {
            this.repair.moveTo(id, revision.get().id(), Map.of());
        }
        else {
            this.repair.cancel(id);
            of.stop();
        }
        task.ifPresent((open) -> this.tasks.decided(open.id(), account, null, "withdrawn"));
        return this.cases.save(of);
    }

    /** Notes how far it is, without finishing the step. */
    public ProcedureCase note(String id, @Nullable String text, String account) {
        ProcedureCase of = this.readers.readable(id, account);
        String note = Texts.needed("text", text, Texts.REASON);
        of = this.cases.lock(id);
        Declaration.Step step = (of.definition() != null) ? declaration(of).steps().get(String.valueOf(of.step()))
                : null;
        if (step == null || !step.notes() || of.state().isOver()) {
            throw of.conflict("case-without-progress");
        }
        if (!this.tasks.isWith(id, account)
                && this.tasks.openTask(id, declaration(of).kind(step.id()), account).isEmpty()) {
            throw new Forbidden("not-your-task");
        }
        this.cases.addNote(of, account, note, this.clock.instant());
        this.tasks.begun(id);
        this.events.publishEvent(CaseEvent.of("progressed", of, account).with("text", note));
        return of;
    }

    /**
     * Somebody does what a step asks.
     * @param data validated against its form
     */
    ProcedureCase complete(WorkItem item, Map<String, Object> data, Actor actor) {
        ProcedureCase of = this.cases.lock(item.caseId());
        Declaration declared = this.running.declaration(of);
        Declaration.Step step = declared.step(ProcedureTasks.step(item.kind()));
        if (step.revises()) {
            this.running.requireDeputies(declared, of.subject(), data);
            freeze(of, declared, data);
            this.workflow.complete(item.id(), this.running.firstFacts(declared, of));
            return of;
        }
        decide(of, step, item, data, actor);
        Map<String, Object> said = Texts.others(data, Declaration.OF_DECISION);
        if (!step.several()) {
            of.put(said);
            if (declared.columns().stream().anyMatch((column) -> said.containsKey(column.key()))) {
                this.register.keep(of, declared);
            }
        }
        String decision = decision(step, data);
        Map<String, Object> facts = this.running.facts(declared, of, said);
        facts.put(Declaration.DECISION, decision);
        if (decision.equals("return")) {
            of.returnedFrom(step.id());
            facts.put(RunningCases.RETURNED_FROM, step.id());
        }
        facts.put(RunningCases.FURTHER_LEVEL, step.levels() != null && !decision.equals("return")
                && !decision.equals("refuse") && this.running.furtherLevel(of, step));
        if (step.away() != null) {
            this.running.back(of, declared, actor.account());
        }
        this.cases.save(of);
        this.workflow.complete(item.id(), facts);
        return of;
    }

    private void decide(ProcedureCase of, Declaration.Step step, WorkItem item, Map<String, Object> data, Actor actor) {
        if (step.keepsOut() && (actor.account().equals(of.subject()) || actor.inTheNameOf().equals(of.subject()))) {
            throw new Forbidden("own-case");
        }
        String decision = decision(step, data);
        String opinion = Texts.of(data, Declaration.OPINION);
        if (Texts.isBlank(opinion) && (decision.equals("return") || decision.equals("refuse"))) {
            throw new InvalidInput(Declaration.OPINION, "opinion-needed-to-return");
        }
        Instant now = this.clock.instant();
        Map<String, Object> said = Texts.others(data, Declaration.OF_DECISION);
        List<Attachment> files = attach(of, step.form(), data, actor.account());
        // Who had it by the organisation: a transfer says nothing of that.
        String holder = this.running.levelHolder(step, of).orElse(item.holder());
        of.decided(actor.account(), now);
        this.cases.add(new CaseStore.Decision(Ids.next(), of.id(), of.version(), item.id(), step.id(), of.levelIndex(),
                holder, actor.account(), actor.onBehalfOf(), decision, Texts.isBlank(opinion) ? null : opinion, said,
                String.valueOf(of.definition()), now, null));
        CaseEvent event = switch (decision) {
            case "approve" -> CaseEvent.of("approved", of, actor.account());
            case "return" -> CaseEvent.of("returned", of, actor.account());
            case "refuse" -> CaseEvent.of("refused", of, actor.account());
            case ProcedureTasks.ACKNOWLEDGE -> CaseEvent.of("acknowledged", of, actor.account());
            default -> CaseEvent.of("completed", of, actor.account())
                .with("decision",
                        step.form()
                            .find(Declaration.DECISION)
                            .map((field) -> field.labelOf(decision, Map.of()))
                            .orElse(null));
        };
        this.events.publishEvent(event.onBehalfOf(actor.onBehalfOf())
            .with("step", step.name().chinese())
            .with("opinion", Texts.isBlank(opinion) ? null : opinion)
            .with("more",
                    this.fields.labelled(new FormSchema(step.id(), others(step.form())), said,
                            Locale.SIMPLIFIED_CHINESE))
            .with("attachments", CaseEvent.proofs(files)));
    }

    /** Files are told of by their proofs. */
    private static List<FormComponent> others(FormSchema form) {
        return form.fields().stream().filter((field) -> field.type() != FormComponent.Type.FILES).toList();
    }

    static String decision(Declaration.Step step, Map<String, Object> data) {
        if (step.revises()) {
            return SUBMIT;
        }
        return step.form()
            .find(Declaration.DECISION)
            .map((field) -> (data.get(Declaration.DECISION) instanceof String chosen) ? chosen
                    : (field.defaultValue() != null) ? field.defaultValue().toString() : ProcedureTasks.DONE)
            .orElse((step.several() && !step.personal()) ? ProcedureTasks.ACKNOWLEDGE : ProcedureTasks.DONE);
    }

    /**
     * Somebody takes their decision back on which nobody has acted: the case is with them
     * again. What has gone out, a number, a publication, another case, stays; so does
     * what others have to do beside it meanwhile.
     */
    void takeBack(WorkItem decided, Actor actor, @Nullable String reason) {
        ProcedureCase of = this.cases.lock(decided.caseId());
        List<CaseStore.Decision> standing = this.cases.decisions(of.id());
        CaseStore.Decision made = standing.isEmpty() ? null : standing.get(standing.size() - 1);
        if (made == null || !made.taskId().equals(decided.id()) || made.version() != of.version() || of.state().isOver()
                || of.number() != null || !this.cases.reachedBy(of.id(), RunningCases.PUBLISHED).isEmpty()
                || !this.cases.startedFrom(of.id()).isEmpty()
                || !this.running.behind(of, made.step()).containsAll(this.repair.waitingAt(of.id()))) {
            throw of.conflict("cannot-be-taken-back");
        }
        Instant now = this.clock.instant();
        this.cases.add(new CaseStore.Decision(Ids.next(), of.id(), of.version(), decided.id(), made.step(),
                made.levelIndex(), made.holder(), actor.account(), actor.onBehalfOf(), "takenBack", reason, Map.of(),
                made.definitionId(), now, made.id()));
        int before = standing.stream()
            .limit(standing.size() - 1L)
            .mapToInt(CaseStore.Decision::version)
            .max()
            .orElse(0);
        this.running.back(of, this.running.declaration(of), actor.account());
        of.undecided(before, this.running.declaration(of).step(made.step()), made.levelIndex(), actor.account(), now);
        this.cases.save(of);
        this.repair.moveTo(of.id(), made.step(), Map.of());
    }

    /**
     * Ends a case that waits for somebody who has left. Where each of several has a part,
     * only theirs ends: the others go on as if it were done.
     */
    void end(WorkItem item, String administrator, String reason) {
        ProcedureCase of = this.cases.lock(item.caseId());
        Declaration.Step step = this.running.declaration(of).step(ProcedureTasks.step(item.kind()));
        if (step.several()) {
            this.tasks.deciding(item.id(), administrator, null, "ended");
            this.workflow.complete(item.id(), Map.of());
            this.tasks.decided(item.id(), administrator, null, "ended");
            this.events.publishEvent(CaseEvent.of("released", of, administrator)
                .with("step", step.name().chinese())
                .with("opinion", reason));
            return;
        }
        this.repair.cancel(of.id());
        this.running.back(of, this.running.declaration(of), administrator);
        of.end(CaseState.CLOSED, administrator, this.clock.instant());
        this.cases.save(of);
        this.tasks.decided(item.id(), administrator, null, "ended");
        this.events.publishEvent(CaseEvent.of("ended", of, administrator).with("opinion", reason));
    }

    /** Sets a case going again at the step where it stood. */
    void restart(String id, String administrator, @Nullable String reason) {
        ProcedureCase of = this.cases.lock(id);
        Declaration.Step step = (of.definition() != null) ? declaration(of).steps().get(String.valueOf(of.step()))
                : null;
        if (of.definition() == null || step == null) {
            throw of.conflict("case-not-submitted");
        }
        this.repair.startVersionAt(of.definition(), id, step.several() ? CaseRepair.allOf(step.id()) : step.id(),
                this.running.firstFacts(declaration(of), of));
        this.events.publishEvent(CaseEvent.of("restarted", of, administrator).with("opinion", reason));
    }

    /** The person who is signed in may do this with the case now. */
    public boolean mayWithdraw(ProcedureCase of, Person person) {
        return person.account().equals(of.subject()) && !of.state().isWithSubject() && !of.state().isOver()
                && of.decided() < of.version();
    }

}

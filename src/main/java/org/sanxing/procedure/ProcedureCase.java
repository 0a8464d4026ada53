package org.sanxing.procedure;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.forms.FormSchema;
import org.sanxing.organization.Person;

/**
 * A case of a declared procedure: where it stands, at which level, what it says now and
 * what its subject has drafted. Its versions, decisions and notes are rows of their own
 * that are only ever added. The fields are the columns of its table.
 */
public class ProcedureCase {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {
    };

    private String id;

    private @Nullable Integer revision;

    private String procedureKey;

    private @Nullable String definitionId;

    private String title;

    private String subject;

    private @Nullable String departmentId;

    private @Nullable String branchId;

    private String state;

    private @Nullable String step;

    private @Nullable String caseNumber;

    private int version;

    private int decided;

    private @Nullable String levels;

    private @Nullable String levelTask;

    private int levelIndex;

    private @Nullable String returnedFrom;

    private String content;

    private String draft;

    private @Nullable String origin;

    private Instant createdAt;

    private Instant changedAt;

    private String changedBy;

    private @Nullable Instant submittedAt;

    private @Nullable Instant closedAt;

    @SuppressWarnings("NullAway.Init")
    private ProcedureCase() {
    }

    static ProcedureCase begin(String key, String title, Person subject, Map<String, Object> draft,
            @Nullable String origin, Instant now) {
        ProcedureCase begun = new ProcedureCase();
        begun.id = Ids.next();
        begun.procedureKey = key;
        begun.subject = subject.account();
        begun.state = CaseState.DRAFT.id();
        begun.content = "{}";
        begun.origin = origin;
        begun.createdAt = now;
        begun.concerns(subject);
        begun.write(title, draft, now);
        return begun;
    }

    boolean isNew() {
        return this.revision == null;
    }

    /** It is in the table, as it is now. */
    void saved() {
        this.revision = isNew() ? 0 : revision() + 1;
    }

    /**
     * Keeps what the subject wrote.
     * @throws Conflict where it is not with its subject
     */
    void write(String title, Map<String, Object> data, Instant now) {
        requireWithSubject();
        this.title = title;
        this.draft = JSON.writeValueAsString(data);
        changed(this.subject, now);
    }

    /**
     * Counts a new version.
     * @param definition of the process that it runs on from its first version on
     */
    void submit(String title, FormSchema form, Map<String, Object> data, Person subject, String definition,
            Instant now) {
        write(title, data, now);
        if (this.version == 0 || this.definitionId == null) {
            this.definitionId = definition;
            concerns(subject);
        }
        this.version++;
        this.state = CaseState.IN_REVIEW.id();
        this.submittedAt = now;
        Map<String, Object> all = content();
        form.fields().forEach((field) -> all.remove(field.key()));
        all.putAll(data);
        this.content = JSON.writeValueAsString(all);
    }

    private void concerns(Person person) {
        this.departmentId = person.departmentId();
        this.branchId = person.branchId();
    }

    /**
     * Takes the version back before anybody decided on it.
     * @throws Conflict where somebody has, or it is with its subject, or over
     */
    void withdraw(Instant now) {
        if (state().isWithSubject() || state().isOver()) {
            throw conflict("case-not-withdrawable");
        }
        if (this.decided == this.version) {
            throw conflict("case-already-decided");
        }
        this.state = CaseState.DRAFT.id();
        changed(this.subject, now);
    }

    /** Nothing runs of it until it is submitted again. */
    void stop() {
        this.definitionId = null;
        this.step = null;
    }

    /**
     * It waits at a step.
     * @return whether it did not before
     */
    boolean waits(Declaration.Step at) {
        String before = this.state + this.step;
        this.step = at.id();
        if (!at.revises()) {
            this.state = at.waiting().state().id();
        }
        else if (state() != CaseState.DRAFT) {
            this.state = CaseState.RETURNED.id();
        }
        return !before.equals(this.state + this.step);
    }

    /** Somebody decided on the version, or did what a step asked. */
    void decided(String actor, Instant now) {
        this.decided = this.version;
        changed(actor, now);
    }

    void returnedFrom(String element) {
        this.returnedFrom = element;
    }

    /** Decisions of this version no longer stand. */
    void undecided(int newest, Declaration.Step at, int index, String actor, Instant now) {
        this.decided = newest;
        this.levelIndex = index;
        this.state = at.waiting().state().id();
        this.step = at.id();
        changed(actor, now);
    }

    /**
     * Fixes the levels of a step for this version. What comes back goes to the level that
     * returned it, or the last one there is now.
     */
    void levelsOf(String element, List<String> found) {
        int index = element.equals(this.levelTask) ? this.levelIndex : 0;
        this.levels = String.join(";", found);
        this.levelTask = element;
        this.levelIndex = Math.max(0, Math.min(index, found.size() - 1));
    }

    void level(int index) {
        this.levelIndex = index;
    }

    void numbered(String number) {
        this.caseNumber = number;
    }

    /** What a step or the system adds to what it says. */
    void put(Map<String, Object> data) {
        Map<String, Object> all = content();
        all.putAll(data);
        this.content = JSON.writeValueAsString(all);
    }

    void reached(String endElement) {
        this.step = endElement;
    }

    void end(CaseState as, String actor, Instant now) {
        this.state = as.id();
        this.closedAt = now;
        changed(actor, now);
    }

    private void changed(String by, Instant now) {
        this.changedBy = by;
        this.changedAt = now;
    }

    void requireWithSubject() {
        if (!state().isWithSubject()) {
            throw conflict("case-already-submitted");
        }
    }

    /**
     * @throws Conflict where somebody saw another revision, with what is saved now; null
     * leaves the check out
     */
    void requireRevision(@Nullable Integer seen) {
        if (seen != null && seen != revision()) {
            throw conflict("stale-revision").with("revision", revision()).with("current", draft());
        }
    }

    Conflict conflict(String code) {
        return new Conflict(code).in(this.state).by(this.changedBy, this.changedAt);
    }

    public String id() {
        return this.id;
    }

    public int revision() {
        return (this.revision != null) ? this.revision : 0;
    }

    /** Key of its procedure. */
    public String procedure() {
        return this.procedureKey;
    }

    /**
     * The engine's id of the version of the process on which it runs; null while nothing
     * runs of it.
     */
    public @Nullable String definition() {
        return this.definitionId;
    }

    public String title() {
        return this.title;
    }

    /** Account of the person who started it, and whom it concerns. */
    public String subject() {
        return this.subject;
    }

    public @Nullable String departmentId() {
        return this.departmentId;
    }

    public @Nullable String branchId() {
        return this.branchId;
    }

    public CaseState state() {
        return CaseState.of(this.state).orElseThrow();
    }

    /** Element at which it waits, or at which it ended. */
    public @Nullable String step() {
        return this.step;
    }

    public @Nullable String number() {
        return this.caseNumber;
    }

    /** How often it was submitted. */
    public int version() {
        return this.version;
    }

    public boolean isSubmitted() {
        return this.version > 0;
    }

    /** The newest version on which somebody decided; 0 for none. */
    int decided() {
        return this.decided;
    }

    /** Of the step whose levels it goes through; empty where it goes through none. */
    List<String> levels() {
        return (this.levels == null || this.levels.isEmpty()) ? List.of() : List.of(this.levels.split(";"));
    }

    /** The step of the levels; null before the first. */
    @Nullable String levelTask() {
        return this.levelTask;
    }

    int levelIndex() {
        return this.levelIndex;
    }

    @Nullable String returnedFrom() {
        return this.returnedFrom;
    }

    /** What it says now: its newest version, and what its steps added. */
    public Map<String, Object> content() {
        return JSON.readValue(this.content, DATA);
    }

    /** What its subject has written; others get the content. */
    public Map<String, Object> draft() {
        return JSON.readValue(this.draft, DATA);
    }

    /** Id of the case from which it was started; null for none. */
    public @Nullable String origin() {
        return this.origin;
    }

    public Instant createdAt() {
        return this.createdAt;
    }

    public Instant changedAt() {
        return this.changedAt;
    }

    public String changedBy() {
        return this.changedBy;
    }

    public @Nullable Instant submittedAt() {
        return this.submittedAt;
    }

    public @Nullable Instant closedAt() {
        return this.closedAt;
    }

}

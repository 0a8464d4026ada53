package org.sanxing.procedure;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import org.sanxing.attachment.AttachmentUse;
import org.sanxing.audit.CaseDescriber;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.tasks.CaseCourse;
import org.sanxing.tasks.Cases;

/** What other modules get to know of the cases of declared procedures. */
@Component
class ProcedureCases implements CaseDescriber, Cases, CaseCourse, AttachmentUse {

    private static final String RUNNING = "select id, title, subject as author, changed_at as since from procedure_case"
            + " where definition_id is not null and state not in ('refused', 'closed')";

    private final CaseStore cases;

    private final CaseReaders readers;

    private final CaseFiles files;

    private final RunningCases running;

    private final CaseViews views;

    private final Fields fields;

    private final Organization organization;

    private final JdbcClient jdbc;

    ProcedureCases(CaseStore cases, CaseReaders readers, CaseFiles files, RunningCases running, CaseViews views,
            Fields fields, Organization organization, JdbcClient jdbc) {
        this.cases = cases;
        this.readers = readers;
        this.files = files;
        this.running = running;
        this.views = views;
        this.fields = fields;
        this.organization = organization;
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> caseTypes() {
        return Set.of(CaseEvent.TYPE);
    }

    @Override
    public Optional<CaseDescription> describe(String caseId) {
        return this.cases.find(caseId)
            .map((of) -> new CaseDescription(of.id(),
                    (of.number() != null) ? of.number() + " " + of.title() : of.title(), of.subject(),
                    Optional.ofNullable(of.departmentId())
                        .flatMap(this.organization::department)
                        .map(Department::name)
                        .orElse(""),
                    null, of.state().id(), RunningCases.page(of)));
    }

    @Override
    public boolean mayRead(String caseId, String account) {
        return this.cases.find(caseId).filter((of) -> this.readers.mayRead(of, account)).isPresent();
    }

    /**
     * Who may read the case may read what happened to it; what colleagues said to each
     * other on its tasks is theirs.
     */
    @Override
    public Optional<BiPredicate<String, String>> follows(String caseId, String account) {
        return mayRead(caseId, account) ? Optional.of((type, action) -> type.equals(CaseEvent.TYPE)) : Optional.empty();
    }

    @Override
    public List<CaseVersion> versions(String caseId) {
        return this.cases.find(caseId)
            .filter(ProcedureCase::isSubmitted)
            .map((of) -> this.cases.versions(caseId)
                .stream()
                .map((version) -> new CaseVersion(version.number(), version.submittedAt(), version.submittedBy(),
                        content(of, version)))
                .toList())
            .orElse(List.of());
    }

    private Map<String, Object> content(ProcedureCase of, CaseStore.Version version) {
        return new java.util.LinkedHashMap<>(
                this.fields.labelled(this.files.declaration(of).form(), version.content(), Locale.SIMPLIFIED_CHINESE));
    }

    @Override
    public void opened(String caseId, String account) {
        this.cases.find(caseId).ifPresent((of) -> this.views.read(of, account));
    }

    @Override
    public String caseType() {
        return CaseEvent.TYPE;
    }

    @Override
    public Optional<Course> of(String caseId) {
        return this.cases.versions(caseId)
            .stream()
            .findFirst()
            .map((first) -> new Course(new Act("submitted", first.submittedBy(), first.submittedAt()),
                    this.running.levelsAfter(this.cases.get(caseId)), null));
    }

    @Override
    public List<OpenCase> open(@Nullable String after, int limit) {
        return this.jdbc.sql(RUNNING + " and id > ? order by id fetch first " + limit + " rows only")
            .params((after != null) ? after : "")
            .query(OpenCase.class)
            .list();
    }

    @Override
    public Optional<OpenCase> find(String id) {
        return this.jdbc.sql(RUNNING + " and id = ?").params(id).query(OpenCase.class).optional();
    }

    @Override
    public void restart(String id, String administrator, @Nullable String reason) {
        this.files.restart(id, administrator, reason);
    }

    /** A draft may be written for weeks: its files stay as long as it is one. */
    @Override
    public Set<String> inUse(String caseId) {
        return this.cases.find(caseId)
            .map((of) -> of.draft()
                .values()
                .stream()
                .filter(Collection.class::isInstance)
                .flatMap((ids) -> ((Collection<?>) ids).stream())
                .map(String::valueOf)
                .collect(Collectors.toSet()))
            .orElse(Set.of());
    }

}

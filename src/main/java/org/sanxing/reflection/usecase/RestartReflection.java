package org.sanxing.reflection.usecase;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Sql;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReflectionRestarted;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.tasks.Cases;
import org.sanxing.workflow.CaseRepair;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Materials on their way, and setting one going again that stands still. */
@UseCase
class RestartReflection implements Cases {

    private static final String ON_ITS_WAY = "select id, title, author, changed_at from reflection"
            + " where (state in ('inReview', 'returned', 'accepted') or (state = 'draft' and version > 0))";

    private final JdbcClient jdbc;

    private final ReflectionRepository reflections;

    private final Organization organization;

    private final CaseRepair repair;

    private final ApplicationEventPublisher events;

    RestartReflection(JdbcClient jdbc, ReflectionRepository reflections, Organization organization, CaseRepair repair,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.reflections = reflections;
        this.organization = organization;
        this.repair = repair;
        this.events = events;
    }

    @Override
    public List<OpenCase> open(@Nullable String after, int limit) {
        return this.jdbc.sql(ON_ITS_WAY + " and id > :after order by id fetch first " + limit + " rows only")
            .param("after", (after != null) ? after : "")
            .query((row, number) -> openCase(row))
            .list();
    }

    @Override
    public Optional<OpenCase> find(String id) {
        return this.jdbc.sql(ON_ITS_WAY + " and id = :id")
            .param("id", id)
            .query((row, number) -> openCase(row))
            .optional();
    }

    private static OpenCase openCase(ResultSet row) throws SQLException {
        return new OpenCase(row.getString("id"), row.getString("title"), row.getString("author"),
                Sql.instant(row, "changed_at"));
    }

    @Override
    public void restart(String id, String administrator, @Nullable String reason) {
        Reflection reflection = this.reflections.lock(id);
        this.repair.startAt(ReflectionReviewProcess.KEY, id, element(reflection),
                Map.ofEntries(ReflectionReviewProcess.AUTHOR.with(reflection.author()),
                        ReflectionReviewProcess.POSITION.with(this.organization.positionOf(reflection.author()).id())));
        this.events.publishEvent(new ReflectionRestarted(id, reflection.version(), administrator, reason));
    }

    /** In review it goes to the level where it stood. */
    private static String element(Reflection reflection) {
        if (!reflection.isSubmitted()) {
            throw new Conflict("not-submitted").in(reflection.state().id());
        }
        return switch (reflection.state()) {
            case IN_REVIEW -> ReflectionReviewProcess.TASK_ASSIGN_REVIEWER;
            case DRAFT, RETURNED -> ReflectionReviewProcess.TASK_REVISE;
            case ACCEPTED -> ReflectionReviewProcess.TASK_NOTIFY_REGISTRARS;
            default -> throw new Conflict("case-at-its-end").in(reflection.state().id());
        };
    }

}

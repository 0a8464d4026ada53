package org.sanxing.procedure;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.Recorded;
import org.sanxing.common.Sql;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Roles;
import org.sanxing.workflow.ChangedModels;
import org.sanxing.workflow.Fault;
import org.sanxing.workflow.Models;

/**
 * Plays the cases that were finished within a year through changed models before these go
 * live: nobody is told, nothing is kept but that it was done.
 */
@UseCase
public class Rehearsal {

    private static final int DAYS = 366;

    private static final int PART = 500;

    private final ChangedModels changed;

    private final ModelPlayer player;

    private final CaseStore cases;

    private final Organization organization;

    private final JdbcClient jdbc;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    Rehearsal(ChangedModels changed, ModelPlayer player, CaseStore cases, Organization organization, JdbcClient jdbc,
            ApplicationEventPublisher events, Clock clock) {
        this.changed = changed;
        this.player = player;
        this.cases = cases;
        this.organization = organization;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Rehearses the models as they are in their folder now.
     * @param account of the system administrator
     */
    public Rehearsed execute(String account, Locale locale) {
        Roles.requireSystemAdministrator(this.organization, account);
        return rehearse(account, this.changed.read(), null, locale);
    }

    /**
     * Rehearses one procedure by models that somebody holds against those in force.
     * @param account of the system administrator
     */
    public Rehearsed execute(String account, String key, Models models, Locale locale) {
        Roles.requireSystemAdministrator(this.organization, account);
        return rehearse(account, models, key, locale);
    }

    /** The same by whoever holds the machine. */
    public Rehearsed byCommand(Locale locale) {
        return rehearse(AuditRecord.SYSTEM, this.changed.read(), null, locale);
    }

    private Rehearsed rehearse(String actor, Models models, @Nullable String only, Locale locale) {
        List<Fault> faults = this.changed.faults(models);
        List<Report> reports = new ArrayList<>();
        if (faults.isEmpty()) {
            ModelPlayer.Play play = this.player.of(models, locale);
            play.procedures().forEach((key, name) -> {
                if (only == null || only.equals(key)) {
                    reports.add(report(key, name, play));
                }
            });
        }
        this.events.publishEvent(new Recorded(AuditRecord.of("models", "models", "rehearsed", actor)
            .detail("files", models.hashes())
            .detail("rows", reports.stream().mapToInt(Report::cases).sum())));
        return new Rehearsed(faults, reports);
    }

    private Report report(String key, String name, ModelPlayer.Play play) {
        Instant since = this.clock.instant().minus(DAYS, ChronoUnit.DAYS);
        List<ModelPlayer.Outcome> others = new ArrayList<>();
        int played = 0;
        String after = "";
        List<ProcedureCase> part;
        do {
            part = this.jdbc.sql("""
                    select * from procedure_case where procedure_key = :key and state in ('refused', 'closed')
                        and closed_at >= :since and id > :after order by id fetch first :rows rows only""")
                .params(Map.of("key", key, "since", Sql.time(since), "after", after, "rows", PART))
                .query(ProcedureCase.class)
                .list();
            for (ProcedureCase of : part) {
                ModelPlayer.Outcome outcome = play.play(finished(of));
                played++;
                if (outcome.way() != ModelPlayer.Way.SAME) {
                    others.add(outcome);
                }
                after = of.id();
            }
        }
        while (part.size() == PART);
        return new Report(key, name, played, played - others.size(), others);
    }

    private ModelPlayer.Finished finished(ProcedureCase of) {
        return new ModelPlayer.Finished(of,
                this.cases.versions(of.id())
                    .stream()
                    .map((version) -> new ModelPlayer.Sent(version.number(), version.content()))
                    .toList(),
                this.cases.decisions(of.id())
                    .stream()
                    .map((made) -> new ModelPlayer.Made(made.version(), made.step(), made.decision(), made.opinion(),
                            made.content(), made.holder(), made.actor(), made.onBehalfOf()))
                    .collect(Collectors.toList()));
    }

    /**
     * @param faults for which the models would be refused: then nothing is played
     */
    public record Rehearsed(List<Fault> faults, List<Report> procedures) {

    }

    /**
     * @param same how many go the same way
     * @param others what becomes of the rest
     */
    public record Report(String key, String name, int cases, int same, List<ModelPlayer.Outcome> others) {

    }

}

package org.sanxing.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.AuditCases.AuditCase;
import org.sanxing.audit.TraceAccess.Traceable;
import org.sanxing.common.AuditRecord;
import org.sanxing.workflow.CaseHistory.CaseRun;
import org.sanxing.workflow.CaseHistory.Visit;
import org.sanxing.workflow.CaseHistory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts a case's story together: its chain and what the engine remembers. */
@Component
class CaseTraces {

    /** The decision and the end of its task are one transaction, on two clocks. */
    private static final Duration SAME_MOMENT = Duration.ofSeconds(10);

    private static final String USER_TASK = "userTask";

    private static final String TASK = "task";

    private final AuditEvents events;

    private final Names names;

    private final ObjectProvider<CaseHistory> history;

    CaseTraces(AuditEvents events, Names names, ObjectProvider<CaseHistory> history) {
        this.events = events;
        this.names = names;
        this.history = history;
    }

    /**
     * @param chain all of its events
     * @param events those that the reader may read
     */
    record Trace(AuditCase about, List<AuditEvent> chain, List<AuditEvent> events, Names.Known names,
            @Nullable CaseRun run, List<Step> steps) {

        /** Those that the diagram shows: of what ran last. */
        List<Step> drawn() {
            return (this.run == null) ? List.of() : this.steps.subList(this.run.earlier().size(), this.steps.size());
        }

    }

    /**
     * One visit of an element, with what came of it.
     *
     * @param outcome for a user task the action that ended it, such as {@code returned};
     * otherwise {@code waiting}, {@code cancelled} or {@code completed}
     * @param objectType of that action
     */
    record Step(Visit visit, String outcome, String objectType) {

    }

    Trace of(Traceable traced) {
        AuditCase about = traced.about();
        List<AuditEvent> chain = this.events.of(about.id());
        List<AuditEvent> events = chain.stream().filter(traced.told()).toList();
        CaseHistory engine = this.history.getIfAvailable();
        Optional<CaseRun> run = (engine != null) ? engine.of(about.id()) : Optional.empty();
        List<String> accounts = new ArrayList<>();
        for (AuditEvent event : events) {
            accounts.add(event.actor());
            if (event.onBehalfOf() != null) {
                accounts.add(event.onBehalfOf());
            }
            accountsIn(CanonicalJson.read(event.detail()), accounts);
        }
        run.ifPresent((found) -> found.allVisits().forEach((visit) -> {
            if (visit.actor() != null) {
                accounts.add(visit.actor());
            }
        }));
        accounts.add(about.subject());
        return new Trace(about, chain, events, this.names.of(accounts), run.orElse(null),
                run.stream()
                    .flatMap((found) -> found.allVisits().stream())
                    .map((visit) -> step(visit, events))
                    .toList());
    }

    void accountsIn(Map<?, ?> detail, List<String> accounts) {
        detail.forEach((key, content) -> {
            if (content instanceof List<?> parts) {
                parts.forEach((part) -> {
                    if (part instanceof Map<?, ?> inner) {
                        accountsIn(inner, accounts);
                    }
                });
            }
            if (this.names.isPerson(String.valueOf(key)) || Names.isId(content)) {
                if (content instanceof String account) {
                    accounts.add(account);
                }
                else if (content instanceof List<?> several) {
                    several.forEach((one) -> accounts.add(String.valueOf(one)));
                }
            }
        });
    }

    /**
     * The engine knows to whom a task was given, the chain who decided it: of a group's
     * task, or a transferred one, only the chain does.
     */
    private static Step step(Visit visit, List<AuditEvent> events) {
        Instant ended = visit.endedAt();
        if (ended == null) {
            return new Step(visit, "waiting", TASK);
        }
        String otherwise = visit.cancelled() ? "cancelled" : "completed";
        if (!USER_TASK.equals(visit.type())) {
            return new Step(visit, otherwise, TASK);
        }
        return events.stream()
            .filter((event) -> !AuditRecord.SYSTEM.equals(event.actor()))
            .filter((event) -> !event.at().isBefore(visit.startedAt().minus(SAME_MOMENT)))
            .filter((event) -> Duration.between(event.at(), ended).abs().compareTo(SAME_MOMENT) <= 0)
            .min(Comparator.comparing((event) -> Duration.between(event.at(), ended).abs()))
            .map((decision) -> new Step(visit.by(visit.cancelled() ? visit.actor() : decision.actor()),
                    decision.action(), decision.objectType()))
            .orElseGet(() -> new Step(visit, otherwise, TASK));
    }

}

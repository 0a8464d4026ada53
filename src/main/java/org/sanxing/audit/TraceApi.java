package org.sanxing.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.audit.AuditCases.AuditCase;
import org.sanxing.audit.CaseTraces.Step;
import org.sanxing.audit.CaseTraces.Trace;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.workflow.CaseHistory.CaseRun;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The record, for integrators (api.md, Audit). */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Audit")
class TraceApi {

    private final TraceAccess access;

    private final CaseTraces traces;

    private final AuditCases cases;

    private final AuditEvents events;

    private final Names names;

    private final ZoneId zone;

    TraceApi(TraceAccess access, CaseTraces traces, AuditCases cases, AuditEvents events, Names names, ZoneId zone) {
        this.access = access;
        this.traces = traces;
        this.cases = cases;
        this.events = events;
        this.names = names;
        this.zone = zone;
    }

    record Process(String key, int version) {

    }

    record Event(long seq, Instant at, Names.@Nullable Person actor, Names.@Nullable Person onBehalfOf, String action,
            String result, String objectType, String objectId, @Nullable Integer version, Map<String, Object> detail,
            String hash) {

        static Event of(AuditEvent event, Names.Known names) {
            return new Event(event.seq(), event.at(), names.person(event.actor()), names.person(event.onBehalfOf()),
                    event.action(), event.result(), event.objectType(), event.objectId(), event.version(),
                    CanonicalJson.read(event.detail()), event.hash());
        }

    }

    /**
     * The case that an event is about.
     *
     * @param subject whose it is
     */
    record About(String caseId, String type, String title, Names.Person subject) {

        static @Nullable About of(AuditEvent event, Map<String, AuditCase> cases) {
            return AuditCases.ids(event)
                .stream()
                .map(cases::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map((found) -> new About(found.id(), found.type(), found.title(),
                        new Names.Person(found.subject(), found.subjectName())))
                .orElse(null);
        }

    }

    /**
     * An event outside its case's story: says which chain it is of, and which case it is
     * about.
     */
    record FoundEvent(String chain, @Nullable About about, @JsonUnwrapped Event event) {

    }

    record Activity(String elementId, @Nullable String name, String type, Names.@Nullable Person actor,
            Instant startedAt, @Nullable Instant endedAt, String outcome) {

        static Activity of(Step step, Names.Known names) {
            return new Activity(step.visit().elementId(), step.visit().name(), step.visit().type(),
                    names.person(step.visit().actor()), step.visit().startedAt(), step.visit().endedAt(),
                    step.outcome());
        }

    }

    record CaseTrace(String caseId, String title, @Nullable Process process, List<Event> events,
            List<Activity> activities) {

    }

    record CaseItem(String caseId, String type, String title, Names.Person subject, String department,
            @Nullable String campaign, String state, Instant openedAt, Instant lastAt, String lastAction,
            Names.@Nullable Person lastActor, long events) {

    }

    @GetMapping("/cases")
    @Operation(operationId = "listRecordedCases")
    Page<CaseItem> cases(@ParameterObject AuditCases.Filter filter,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, Authentication me) {
        this.access.auditorOnly(me);
        Page<AuditCase> page = this.cases.search(filter, PageLimit.of(limit), cursor);
        Names.Known known = this.names.of(page.items().stream().map(AuditCase::lastActor).toList());
        return page.map((found) -> new CaseItem(found.id(), found.type(), found.title(),
                new Names.Person(found.subject(), found.subjectName()), found.department(), found.campaign(),
                found.state(), found.openedAt(), found.lastAt(), found.lastAction(), known.person(found.lastActor()),
                found.events()));
    }

    @GetMapping("/cases/{caseId}/trace")
    @Operation(operationId = "getTrace")
    CaseTrace trace(@PathVariable String caseId, Authentication me) {
        if (TraceAccess.isAuditor(me) && this.cases.find(caseId).isEmpty()) {
            return approval(caseId);
        }
        Trace trace = this.traces.of(this.access.traceable(caseId, me));
        CaseRun run = trace.run();
        return new CaseTrace(caseId, trace.about().title(),
                (run != null) ? new Process(run.processKey(), run.processVersion()) : null,
                trace.events().stream().map((event) -> Event.of(event, trace.names())).toList(),
                trace.steps().stream().map((step) -> Activity.of(step, trace.names())).toList());
    }

    /** It has no chain of its own: what becomes of rights is one. */
    private CaseTrace approval(String id) {
        List<AuditEvent> events = this.events.of("organization", "approval", id);
        if (events.isEmpty()) {
            throw new NotFound("case");
        }
        Names.Known known = this.names.of(events.stream().flatMap((event) -> people(event).stream()).toList());
        String gives = String.valueOf(CanonicalJson.read(events.get(0).detail()).get("gives"));
        return new CaseTrace(id, gives.lines().findFirst().orElse(""), null,
                events.stream().map((event) -> Event.of(event, known)).toList(), List.of());
    }

    @GetMapping("/audit/events")
    @Operation(operationId = "listEvents")
    Page<FoundEvent> events(@ParameterObject EventQuery query, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, Authentication me) {
        this.access.auditorOnly(me);
        Page<AuditEvent> page = this.events.search(query.filter(this.zone), PageLimit.of(limit), cursor);
        Names.Known known = this.names.of(page.items().stream().flatMap((event) -> people(event).stream()).toList());
        Map<String, AuditCase> cases = this.cases.about(page.items());
        return page.map((event) -> new FoundEvent(event.chain(), About.of(event, cases), Event.of(event, known)));
    }

    static List<String> people(AuditEvent event) {
        return (event.onBehalfOf() != null) ? List.of(event.actor(), event.onBehalfOf()) : List.of(event.actor());
    }

}

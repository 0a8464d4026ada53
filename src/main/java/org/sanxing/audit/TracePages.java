package org.sanxing.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.AuditCases.AuditCase;
import org.sanxing.audit.CaseDescriber.CaseVersion;
import org.sanxing.audit.CaseTraces.Step;
import org.sanxing.audit.CaseTraces.Trace;
import org.sanxing.audit.TraceApi.Moments;
import org.sanxing.common.Confirmation;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.workflow.CaseHistory.CaseRun;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The record as people read it: cases, events, and the story of one case. */
@Controller
@RequestMapping("/trace")
class TracePages {

    private final TraceAccess access;

    private final CaseTraces traces;

    private final AuditCases cases;

    private final AuditEvents events;

    private final ChainVerifier verifier;

    private final Names names;

    private final TraceSentences words;

    private final CaseDescribers describers;

    private final Clock clock;

    private final ZoneId zone;

    TracePages(TraceAccess access, CaseTraces traces, AuditCases cases, AuditEvents events, ChainVerifier verifier,
            Names names, TraceSentences words, CaseDescribers describers, Clock clock,
            @Value("${sanxing.zone}") ZoneId zone) {
        this.access = access;
        this.traces = traces;
        this.cases = cases;
        this.events = events;
        this.verifier = verifier;
        this.names = names;
        this.words = words;
        this.describers = describers;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping
    String cases(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String state, @RequestParam(required = false) @Nullable String cursor,
            Authentication me, Model model) {
        this.access.auditorOnly(me);
        Page<AuditCase> page = this.cases.search(new AuditCases.Filter(q, type, state), PageLimit.DEFAULT, cursor);
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, String> states = new LinkedHashMap<>();
        this.cases.kinds().forEach((kind) -> {
            types.put(kind.type(), this.words.type(kind.type()));
            states.put(kind.state(), this.words.state(kind.type(), kind.state()));
        });
        model.addAttribute("page", page);
        model.addAttribute("names", this.names.of(page.items().stream().map(AuditCase::lastActor).toList()));
        model.addAttribute("types", types);
        model.addAttribute("states", states);
        model.addAttribute("q", q);
        model.addAttribute("type", type);
        model.addAttribute("state", state);
        model.addAttribute("filtered", !(q + type + state).isBlank());
        model.addAttribute("later", cursor != null && !cursor.isBlank());
        return "audit/cases";
    }

    @PostMapping("/verification")
    String verify(Authentication me, RedirectAttributes redirect) {
        this.access.auditorOnly(me);
        Verification all = this.verifier.verify();
        if (all.ok()) {
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE,
                    Confirmation.of("trace.verified", all.chains(), all.events()));
        }
        else {
            redirect.addFlashAttribute("failures", all.failures());
        }
        return "redirect:/trace";
    }

    @GetMapping("/events")
    String events(@RequestParam(defaultValue = "") String actor, @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String result, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor, Authentication me, Model model) {
        this.access.auditorOnly(me);
        Page<AuditEvent> page = this.events.search(new AuditEvents.Filter(actor, action,
                Moments.from("from", from, this.zone), Moments.to("to", to, this.zone), result, q), PageLimit.DEFAULT,
                cursor);
        List<String> accounts = new ArrayList<>();
        page.items().forEach((event) -> {
            accounts.addAll(TraceApi.people(event));
            accounts.add(event.objectId());
            this.traces.accountsIn(CanonicalJson.read(event.detail()), accounts);
        });
        Names.Known known = this.names.of(accounts);
        Map<String, String> actions = new LinkedHashMap<>();
        this.events.actions().forEach((one) -> actions.put(one, this.words.action(one)));
        model.addAttribute("page", page.map((event) -> this.words.sentence(event, known)));
        model.addAttribute("caseIds",
                this.cases.among(page.items().stream().map(AuditEvent::chain).distinct().toList()));
        model.addAttribute("actionNames", actions);
        model.addAttribute("actor", actor);
        model.addAttribute("action", action);
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("result", result);
        model.addAttribute("q", q);
        model.addAttribute("filtered", !(actor + action + from + to + result + q).isBlank());
        model.addAttribute("later", cursor != null && !cursor.isBlank());
        return "audit/events";
    }

    @GetMapping("/{caseId}")
    String story(@PathVariable String caseId, @RequestParam(defaultValue = "oldest") String order, Authentication me,
            Model model) {
        AuditCase about = this.access.traceable(caseId, me);
        Trace trace = this.traces.of(about);
        List<TraceSentences.Sentence> story = new ArrayList<>(
                trace.events().stream().map((event) -> this.words.sentence(event, trace.names())).toList());
        boolean newest = order.equals("newest");
        if (newest) {
            Collections.reverse(story);
        }
        CaseDescriber describer = this.describers.of(about.type());
        List<CaseVersion> versions = describer.versions(caseId);
        if (!versions.isEmpty()) {
            describer.opened(caseId, me.getName());
        }
        model.addAttribute("about", about);
        model.addAttribute("names", trace.names());
        model.addAttribute("story", story);
        model.addAttribute("newest", newest);
        model.addAttribute("chain", state(about, trace.events()));
        model.addAttribute("run", trace.run());
        model.addAttribute("versions", versions);
        return "audit/story";
    }

    /**
     * Recomputes the chain from the rows that the page shows anyway; only where something
     * seems wrong, which an action of this very moment may be, it is read again.
     */
    private ChainState state(AuditCase about, List<AuditEvent> events) {
        ChainCheck check = new ChainCheck(about.id());
        events.forEach(check::next);
        check.head(new ChainCheck.Head(about.id(), about.events(), about.headHash(), about.openedAt(), about.lastAt(),
                about.lastAction(), about.lastActor()));
        List<ChainCheck.Failure> failures = check.ok() ? List.of() : this.verifier.verify(about.id()).failures();
        String head = events.isEmpty() ? about.headHash() : events.get(events.size() - 1).hash();
        return new ChainState(events.size(), head, failures, this.clock.instant());
    }

    record ChainState(int events, String head, List<ChainCheck.Failure> failures, Instant verifiedAt) {

        public boolean ok() {
            return this.failures.isEmpty();
        }

    }

    /** All visits of one element. */
    record Element(String id, String name, List<Step> steps, boolean current) {

    }

    @GetMapping("/{caseId}/diagram")
    String diagram(@PathVariable String caseId, Authentication me, Model model) {
        Trace trace = this.traces.of(this.access.traceable(caseId, me));
        Map<String, List<Step>> byElement = new LinkedHashMap<>();
        trace.steps()
            .forEach(
                    (step) -> byElement.computeIfAbsent(step.visit().elementId(), (id) -> new ArrayList<>()).add(step));
        List<Element> elements = byElement.entrySet().stream().map((entry) -> {
            String name = entry.getValue().get(0).visit().name();
            boolean current = entry.getValue().stream().anyMatch((step) -> step.visit().endedAt() == null);
            return new Element(entry.getKey(), (name != null && !name.isBlank()) ? name
                    : this.words.element(entry.getValue().get(0).visit().type()), entry.getValue(), current);
        }).toList();
        model.addAttribute("run", ran(trace));
        model.addAttribute("elements", elements);
        model.addAttribute("names", trace.names());
        return "audit/diagram";
    }

    record DiagramVisit(String elementId, @Nullable String name, Names.@Nullable Person actor, Instant startedAt,
            @Nullable Instant endedAt, String outcome) {

    }

    record Diagram(String xml, List<DiagramVisit> visits, List<String> flows, boolean ended) {

    }

    @GetMapping("/{caseId}/diagram.json")
    @ResponseBody
    Diagram diagramData(@PathVariable String caseId, Authentication me) {
        Trace trace = this.traces.of(this.access.traceable(caseId, me));
        CaseRun run = ran(trace);
        return new Diagram(run.diagram(),
                trace.drawn()
                    .stream()
                    .map((step) -> new DiagramVisit(step.visit().elementId(), step.visit().name(),
                            trace.names().person(step.visit().actor()), step.visit().startedAt(),
                            step.visit().endedAt(), step.outcome()))
                    .toList(),
                run.flows(), run.ended());
    }

    private static CaseRun ran(Trace trace) {
        if (trace.run() == null) {
            throw new NotFound("case");
        }
        return trace.run();
    }

}

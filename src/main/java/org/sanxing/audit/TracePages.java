package org.sanxing.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.AuditCases.AuditCase;
import org.sanxing.audit.CaseDescriber.CaseVersion;
import org.sanxing.audit.CaseTraces.Step;
import org.sanxing.audit.CaseTraces.Trace;
import org.sanxing.common.NavigationEntry;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.common.SearchPlace;
import org.sanxing.common.Texts;
import org.sanxing.workflow.CaseHistory.CaseRun;
import org.sanxing.workflow.CaseHistory.Visit;

import org.springframework.context.annotation.Bean;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The record as people read it: cases, events, and the story of one case. */
@Controller
@RequestMapping("/trace")
class TracePages {

    private final TraceAccess access;

    private final CaseTraces traces;

    private final AuditCases cases;

    private final AuditEvents events;

    private final RecordVerifier verifier;

    private final Names names;

    private final TraceSentences words;

    private final EventSentences sentences;

    private final SavedSearches searches;

    private final PurgeChains purge;

    private final CaseDescribers describers;

    private final Clock clock;

    private final ZoneId zone;

    TracePages(TraceAccess access, CaseTraces traces, AuditCases cases, AuditEvents events, RecordVerifier verifier,
            Names names, TraceSentences words, EventSentences sentences, SavedSearches searches, PurgeChains purge,
            CaseDescribers describers, Clock clock, ZoneId zone) {
        this.access = access;
        this.traces = traces;
        this.cases = cases;
        this.events = events;
        this.verifier = verifier;
        this.names = names;
        this.words = words;
        this.sentences = sentences;
        this.searches = searches;
        this.purge = purge;
        this.describers = describers;
        this.clock = clock;
        this.zone = zone;
    }

    @Bean
    static NavigationEntry tracePlace() {
        return new NavigationEntry("trace", "/trace", 10, "auditor");
    }

    @Bean
    static SearchPlace casesSearch(AuditCases cases) {
        return new SearchPlace("trace", 20, "/trace",
                (account, text, most) -> SearchPlace
                    .withInitials(text, most, cases.search(new AuditCases.Filter(text, null, null), most, null).items(),
                            () -> cases.search(new AuditCases.Filter(null, null, null), SearchPlace.NEWEST, null)
                                .items(),
                            (found) -> String.valueOf(found.title()))
                    .stream()
                    .map((found) -> new SearchPlace.Hit("/trace/" + found.id(), found.title(), found.subjectName()))
                    .toList(),
                "auditor");
    }

    @GetMapping
    String cases(@ModelAttribute("query") AuditCases.Filter query,
            @RequestParam(required = false) @Nullable String cursor, Authentication me, Model model) {
        this.access.auditorOnly(me);
        Page<AuditCase> page = this.cases.search(query, PageLimit.DEFAULT, cursor);
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
        model.addAttribute("later", !Texts.isBlank(cursor));
        return "audit/cases";
    }

    @GetMapping("/events")
    String events(@ModelAttribute("query") EventQuery query, @RequestParam(required = false) @Nullable String cursor,
            Authentication me, Model model) {
        this.access.auditorOnly(me);
        List<Names.Person> meant = Texts.isBlank(query.actor()) ? List.of() : this.names.meant(query.actor());
        if (meant.size() == 1 && !meant.get(0).account().equals(query.actor())) {
            return "redirect:/trace/events" + query.by(meant.get(0).account()).string();
        }
        Page<AuditEvent> page = (meant.size() > 1) ? new Page<>(List.of(), null)
                : this.events.search(query.filter(this.zone), PageLimit.DEFAULT, cursor);
        model.addAttribute("page", new Page<>(this.sentences.of(page.items()), page.next()));
        model.addAttribute("searches", this.searches.of(me.getName()));
        model.addAttribute("person", (meant.size() == 1) ? meant.get(0) : null);
        model.addAttribute("meant", (meant.size() > 1) ? meant : null);
        if (page.next() == null) {
            model.addAttribute("purged", this.purge.purged().orElse(null));
        }
        Map<String, String> actions = this.words.actions(this.events.actions());
        model.addAttribute("actionNames", actions);
        model.addAttribute("later", !Texts.isBlank(cursor));
        return "audit/events";
    }

    @GetMapping("/{caseId}")
    String story(@PathVariable String caseId, @RequestParam(defaultValue = "oldest") String order, Authentication me,
            Model model) {
        Trace trace = this.traces.of(this.access.traceable(caseId, me));
        AuditCase about = trace.about();
        List<TraceSentences.Sentence> story = new ArrayList<>(
                trace.events().stream().map((event) -> this.words.sentence(event, trace.names())).toList());
        boolean newest = order.equals("newest");
        if (newest) {
            Collections.reverse(story);
        }
        CaseDescriber describer = this.describers.of(about.type());
        List<CaseVersion> versions = TraceAccess.isAuditor(me) ? describer.versions(caseId) : List.of();
        if (!versions.isEmpty()) {
            describer.opened(caseId, me.getName());
        }
        model.addAttribute("about", about);
        model.addAttribute("names", trace.names());
        model.addAttribute("story", story);
        model.addAttribute("newest", newest);
        model.addAttribute("audits", TraceAccess.isAuditor(me));
        model.addAttribute("chain", state(about, trace.chain()));
        model.addAttribute("run", trace.run());
        model.addAttribute("versions", versions);
        return "audit/story";
    }

    /**
     * The page says that the record is whole only where it was looked at, rows and all.
     */
    private ChainState state(AuditCase about, List<AuditEvent> events) {
        List<Failure> failures = this.verifier.verify(about.id()).failures();
        String head = events.isEmpty() ? about.headHash() : events.get(events.size() - 1).hash();
        return new ChainState(events.size(), head, failures, this.clock.instant());
    }

    record ChainState(int events, String head, List<Failure> failures, Instant verifiedAt) {

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
        List<Element> elements = trace.steps()
            .stream()
            .collect(Collectors.groupingBy((step) -> step.visit().elementId(), LinkedHashMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map((of) -> element(of.getKey(), of.getValue()))
            .toList();
        model.addAttribute("run", ran(trace));
        model.addAttribute("elements", elements);
        model.addAttribute("names", trace.names());
        return "audit/diagram";
    }

    private Element element(String id, List<Step> steps) {
        Visit first = steps.get(0).visit();
        return new Element(id, !Texts.isBlank(first.name()) ? first.name() : this.words.element(first.type()), steps,
                steps.stream().anyMatch((step) -> step.visit().endedAt() == null));
    }

    record Diagram(String xml, List<TraceApi.Activity> visits, List<String> flows, boolean ended) {

    }

    @GetMapping("/{caseId}/diagram.json")
    @ResponseBody
    Diagram diagramData(@PathVariable String caseId, Authentication me) {
        Trace trace = this.traces.of(this.access.traceable(caseId, me));
        CaseRun run = ran(trace);
        return new Diagram(run.diagram(),
                trace.drawn().stream().map((step) -> TraceApi.Activity.of(step, trace.names())).toList(), run.flows(),
                run.ended());
    }

    private static CaseRun ran(Trace trace) {
        if (trace.run() == null) {
            throw new NotFound("case");
        }
        return trace.run();
    }

}

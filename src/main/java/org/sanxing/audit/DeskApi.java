package org.sanxing.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.audit.AuditDesk.Desk;
import org.sanxing.audit.SavedSearches.SavedSearch;
import org.sanxing.common.Page;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The auditor's desk, for integrators (api.md, Audit). */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Audit")
class DeskApi {

    private final TraceAccess access;

    private final AuditDesk desk;

    private final RecordSearch search;

    private final SavedSearches searches;

    private final EventExport export;

    DeskApi(TraceAccess access, AuditDesk desk, RecordSearch search, SavedSearches searches, EventExport export) {
        this.access = access;
        this.desk = desk;
        this.search = search;
        this.searches = searches;
        this.export = export;
    }

    /**
     * @param state {@code whole}, {@code changed}, {@code uncertain}, {@code stale} or
     * {@code never}
     * @param since how many events have come since
     */
    record State(String state, @Nullable Instant verifiedAt, @Nullable String verifiedBy, long failures, long since) {

    }

    record Told(Instant at, String actor, String action, String result, String text, String chain, long seq,
            @Nullable String caseId) {

        static Told of(TraceSentences.Sentence one) {
            AuditEvent event = one.event();
            return new Told(event.at(), event.actor(), event.action(), event.result(), one.text(), event.chain(),
                    event.seq(), (one.about() != null) ? one.about().id() : null);
        }

    }

    record Refusals(LocalDate since, long count, List<Told> newest) {

    }

    record DeskNow(State record, RecordApi.@Nullable Point checkpoint, Refusals refusals,
            List<AuditDesk.Section> sections) {

    }

    record FoundCase(String caseId, String type, String title, Names.Person subject) {

    }

    record Found(List<Names.Person> people, List<FoundCase> cases, List<Told> events) {

    }

    record Saved(String id, String name, Map<String, String> query, String link, Instant createdAt) {

        static Saved of(SavedSearch one) {
            return new Saved(one.id(), one.name(), one.query(), one.link(), one.createdAt());
        }

    }

    record Given(@Nullable String name, @Nullable EventQuery query) {

    }

    @GetMapping("/desk")
    @Operation(operationId = "getAuditDesk")
    DeskNow desk(Authentication me) {
        this.access.auditorOnly(me);
        Desk desk = this.desk.of(me.getName());
        Verifications.Last last = desk.verified();
        Checkpoint point = desk.checkpoint();
        return new DeskNow(
                (last != null) ? new State(last.state(), last.at(), last.actor(), last.failures(), last.since())
                        : new State("never", null, null, 0, 0),
                (point != null) ? RecordApi.Point.of(point, desk.publishedTo()) : null,
                new Refusals(desk.refusedSince(), desk.refusals(), desk.refused().stream().map(Told::of).toList()),
                desk.sections());
    }

    @GetMapping("/search")
    @Operation(operationId = "searchRecord")
    Found search(@RequestParam(required = false) @Nullable String q, Authentication me) {
        this.access.auditorOnly(me);
        RecordSearch.Found found = this.search.find(q);
        return new Found(found.people(),
                found.cases()
                    .stream()
                    .map((one) -> new FoundCase(one.id(), one.type(), one.title(),
                            new Names.Person(one.subject(), one.subjectName())))
                    .toList(),
                found.events().stream().map(Told::of).toList());
    }

    @GetMapping("/searches")
    @Operation(operationId = "listSearches")
    Page<Saved> searches(Authentication me) {
        this.access.auditorOnly(me);
        return new Page<>(this.searches.of(me.getName()).stream().map(Saved::of).toList(), null);
    }

    @PostMapping("/searches")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "saveSearch")
    Saved save(@RequestBody Given body, Authentication me) {
        this.access.auditorOnly(me);
        return Saved.of(this.searches.add(me.getName(), body.name(),
                (body.query() != null) ? body.query() : EventQuery.of(Map.of())));
    }

    @DeleteMapping("/searches/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removeSearch")
    void remove(@PathVariable String id, Authentication me) {
        this.access.auditorOnly(me);
        this.searches.remove(me.getName(), id);
    }

    @GetMapping("/events.zip")
    @Operation(operationId = "exportEvents")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "application/zip"))
    void export(@ParameterObject EventQuery query, Authentication me, HttpServletResponse response) throws IOException {
        this.access.auditorOnly(me);
        send(this.export, query, me, response);
    }

    static void send(EventExport export, EventQuery query, Authentication me, HttpServletResponse response)
            throws IOException {
        EventExport.Prepared prepared = export.prepare(query, me.getName());
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                    .filename(prepared.fileName(), StandardCharsets.UTF_8)
                    .build()
                    .toString());
        export.write(prepared, response.getOutputStream());
    }

}

package org.sanxing.procedure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.sanxing.common.CamelCase;
import org.sanxing.common.IfMatch;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.common.Texts;
import org.sanxing.document.Copy;
import org.sanxing.document.OfficialWord;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

@RestController
@RequestMapping("/api/v1/procedures")
@Tag(name = "Procedures")
class ProcedureApi {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Procedures procedures;

    private final CaseFiles files;

    private final CaseViews views;

    private final Register register;

    private final CasePapers papers;

    ProcedureApi(Procedures procedures, CaseFiles files, CaseViews views, Register register, CasePapers papers) {
        this.procedures = procedures;
        this.files = files;
        this.views = views;
        this.register = register;
        this.papers = papers;
    }

    @GetMapping
    @Operation(operationId = "listProcedures")
    Page<Catalogued> list(@CurrentPerson Person me, Locale locale) {
        return new Page<>(this.procedures.all()
            .stream()
            .map((declared) -> new Catalogued(declared.key(), declared.name().in(locale), declared.group().in(locale),
                    this.procedures.mayStart(declared, me.account()),
                    declared.form()
                        .fields()
                        .stream()
                        .map((field) -> new Field(String.valueOf(field.key()), Fields.label(field, locale),
                                CamelCase.of(field.type()), field.validation().required()))
                        .toList(),
                    declared.register()
                        .stream()
                        .map((key) -> new Column(key, this.register.heading(declared, key, locale)))
                        .toList()))
            .toList(), null);
    }

    @PostMapping("/{key}/cases")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    @Operation(operationId = "beginCase")
    Begun begin(@CurrentPerson Person me, @PathVariable String key, @RequestBody BeginRequest request) {
        ProcedureCase begun = this.files.begin(key, data(request.data()), me.account());
        if (Boolean.TRUE.equals(request.submit())) {
            begun = this.files.submit(begun.id(), null, me.account(), null);
        }
        return Begun.of(begun);
    }

    private static Map<String, Object> data(@Nullable Map<String, Object> given) {
        return (given != null) ? given : Map.of();
    }

    @GetMapping("/{key}/cases")
    @Operation(operationId = "listCases")
    Page<Map<String, Object>> cases(@CurrentPerson Person me, @PathVariable String key,
            @Parameter(hidden = true) @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, Locale locale) {
        Declaration declared = this.procedures.get(key);
        Page<ProcedureCase> page = this.register.page(declared, query(parameters), me.account(), PageLimit.of(limit),
                cursor);
        Map<String, CaseViews.Brief> briefs = this.views.briefs(page.items(), locale);
        Map<String, Integer> returns = this.register.returns(declared, page.items());
        return page.map((of) -> row(declared, of, briefs.get(of.id()), returns.getOrDefault(of.id(), 0)));
    }

    private static Map<String, Object> row(Declaration declared, ProcedureCase of, CaseViews.Brief brief, int returns) {
        Map<String, Object> row = json(brief);
        Map<String, Object> content = of.content();
        Map<String, Object> columns = new LinkedHashMap<>();
        declared.register()
            .forEach((column) -> columns.put(column, column.equals(Fields.RETURNS) ? returns : content.get(column)));
        row.put("register", columns);
        return row;
    }

    static Register.Query query(Map<String, String> parameters) {
        Map<String, String> fields = new LinkedHashMap<>(parameters);
        List.of("state", "q", "limit", "cursor").forEach(fields::remove);
        fields.values().removeIf(Texts::isBlank);
        String state = parameters.get("state");
        return new Register.Query(
                Texts.isBlank(state) ? null
                        : CaseState.of(state).orElseThrow(() -> new InvalidInput("state", "unknown-option", "state")),
                parameters.get("q"), fields);
    }

    private static Map<String, Object> json(CaseViews.Brief brief) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", brief.id());
        json.put("procedure", brief.procedure());
        json.put("state", brief.state());
        json.put("number", brief.number());
        json.put("title", brief.title());
        json.put("subject", brief.subject());
        json.put("step", brief.step());
        json.put("stepName", brief.stepName());
        json.put("version", brief.version());
        json.put("createdAt", brief.createdAt());
        json.put("submittedAt", brief.submittedAt());
        json.put("closedAt", brief.closedAt());
        return json;
    }

    @GetMapping(path = "/{key}/cases.xlsx", produces = XLSX)
    @Operation(operationId = "takeRegister")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = XLSX))
    void excel(@CurrentPerson Person me, @PathVariable String key,
            @Parameter(hidden = true) @RequestParam Map<String, String> parameters, HttpServletResponse response)
            throws IOException {
        Declaration declared = this.procedures.get(key);
        Register.Query query = query(parameters);
        this.register.record(declared, query, me.account());
        response.setContentType(XLSX);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                    .filename(declared.name().chinese() + ".xlsx", StandardCharsets.UTF_8)
                    .build()
                    .toString());
        this.register.write(declared, query, me.account(), response.getOutputStream());
    }

    @GetMapping("/{key}/cases/{id}")
    @Operation(operationId = "showCase")
    Map<String, Object> show(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id,
            Locale locale) {
        CaseViews.CaseView view = this.views.opened(key, id, me);
        Map<String, Object> shown = json(this.views.brief(view.of(), locale));
        shown.put("revision", view.of().revision());
        shown.put("data", view.data());
        shown.put("currentTasks", view.open());
        shown.put("decisions", view.done());
        shown.put("progress", view.progress());
        shown.put("versions", view.versions());
        shown.put("linked", view.linked());
        return shown;
    }

    @PutMapping("/{key}/cases/{id}")
    @Operation(operationId = "saveCase")
    Map<String, Object> save(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody SaveRequest request, Locale locale) {
        this.views.readable(key, id, me.account());
        this.files.save(id, data(request.data()), me.account(), IfMatch.revision(ifMatch));
        return show(me, key, id, locale);
    }

    @DeleteMapping("/{key}/cases/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "discardCase")
    void discard(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        this.views.readable(key, id, me.account());
        this.files.discard(id, me.account(), IfMatch.revision(ifMatch));
    }

    @PostMapping("/{key}/cases/{id}/submit")
    @Operation(operationId = "submitCase")
    Begun submit(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        this.views.readable(key, id, me.account());
        return Begun.of(this.files.submit(id, null, me.account(), IfMatch.revision(ifMatch)));
    }

    @PostMapping("/{key}/cases/{id}/withdraw")
    @Operation(operationId = "withdrawCase")
    Begun withdraw(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id) {
        this.views.readable(key, id, me.account());
        return Begun.of(this.files.withdraw(id, me.account()));
    }

    @PostMapping("/{key}/cases/{id}/progress")
    @Operation(operationId = "noteProgress")
    Begun progress(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id,
            @RequestBody ProgressRequest request) {
        this.views.readable(key, id, me.account());
        return Begun.of(this.files.note(id, request.text(), me.account()));
    }

    @GetMapping(path = "/{key}/cases/{id}.docx", produces = OfficialWord.MEDIA_TYPE)
    @Operation(operationId = "takeCase")
    ResponseEntity<byte[]> word(@CurrentPerson Person me, @PathVariable String key, @PathVariable String id) {
        return this.papers.download(this.views.readable(key, id, me.account()), me, Copy.Way.WORD);
    }

    record Catalogued(String key, String name, String group, boolean mayStart, List<Field> fields,
            List<Column> register) {

    }

    record Field(String key, String label, String type, boolean required) {

    }

    record Column(String key, String label) {

    }

    record BeginRequest(@Nullable Map<String, Object> data, @Nullable Boolean submit) {

    }

    record SaveRequest(@Nullable Map<String, Object> data) {

    }

    record ProgressRequest(@Nullable String text) {

    }

    record Begun(String id, String state, @Nullable String number, String title, int version, int revision) {

        static Begun of(ProcedureCase begun) {
            return new Begun(begun.id(), begun.state().id(), begun.number(), begun.title(), begun.version(),
                    begun.revision());
        }

    }

}

package org.sanxing.checks;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.sanxing.checks.RemedyApprovals.RemedyCommand;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.organization.Approvals;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Roles;
import org.sanxing.tasks.list.TaskKinds;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Checks")
class CheckApi {

    private static final int LISTED = 200;

    private final Organization organization;

    private final Checks checks;

    private final CheckViews views;

    private final Approvals approvals;

    private final TaskKinds kinds;

    CheckApi(Organization organization, Checks checks, CheckViews views, Approvals approvals, TaskKinds kinds) {
        this.organization = organization;
        this.checks = checks;
        this.views = views;
        this.approvals = approvals;
        this.kinds = kinds;
    }

    @ModelAttribute
    void requireSystemAdministrator(@CurrentPerson Person me) {
        Roles.requireSystemAdministrator(this.organization, me.account());
    }

    @GetMapping("/checks")
    @Operation(operationId = "listChecks")
    Listed list(@RequestParam(defaultValue = "false") boolean all) {
        Checks.Report report = this.checks.run(all ? Checks.ALL : LISTED);
        List<CheckViews.GroupView> groups = this.views.groups(report);
        Map<String, KindCount> kinds = new LinkedHashMap<>();
        groups.forEach(
                (group) -> kinds.put(group.kind(), new KindCount(group.name(), group.findings().size(), group.more())));
        return new Listed(report.at(), kinds, groups.stream().flatMap((group) -> group.findings().stream()).toList(),
                null);
    }

    @PostMapping("/checks/{kind}/{id}/{remedy}")
    @Operation(operationId = "applyRemedy")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
    ResponseEntity<Applied> apply(@CurrentPerson Person me, @PathVariable String kind, @PathVariable String id,
            @PathVariable String remedy, @RequestBody(required = false) Checks.@Nullable Given given) {
        Approvals.Asked asked = this.approvals.ask(me.account(), RemedyApprovals.REMEDY,
                new RemedyCommand(kind, id, remedy, (given != null) ? given : Checks.Given.NOTHING), null);
        String waits = asked.id();
        return (waits != null) ? ResponseEntity.accepted().body(new Applied(waits, null, null, null))
                : ResponseEntity.ok(new Applied(null, kind, id, remedy));
    }

    @GetMapping("/task-kinds")
    @Operation(operationId = "listTaskKinds")
    Page<TaskKinds.Kind> kinds() {
        return new Page<>(this.kinds.all(), null);
    }

    @PutMapping("/task-kinds/{kind}")
    @Operation(operationId = "changeTaskKind")
    TaskKinds.Kind allow(@CurrentPerson Person me, @PathVariable String kind, @RequestBody KindRequest request) {
        if (request.batch() == null) {
            throw new InvalidInput("batch", "required", "batch");
        }
        kind(kind);
        this.kinds.allowBatch(kind, request.batch(), me.account());
        return kind(kind);
    }

    private TaskKinds.Kind kind(String kind) {
        return this.kinds.all()
            .stream()
            .filter((known) -> known.kind().equals(kind))
            .findFirst()
            .orElseThrow(() -> new NotFound("task-kind"));
    }

    record Listed(Instant checkedAt, Map<String, KindCount> kinds, List<CheckViews.FindingView> items,
            @Nullable String next) {

    }

    record KindCount(String name, int count, boolean more) {

    }

    /**
     * @param approval where it waits for a second administrator; null where it was
     * applied
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Applied(@Nullable String approval, @Nullable String kind, @Nullable String id, @Nullable String remedy) {

    }

    record KindRequest(@Nullable Boolean batch) {

    }

}

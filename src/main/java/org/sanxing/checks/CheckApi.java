package org.sanxing.checks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Roles;
import org.sanxing.tasks.list.TaskKinds;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Checks", description = "What stands still, and what the system administrator does about it")
class CheckApi {

    private static final int LISTED = 200;

    private final Organization organization;

    private final Checks checks;

    private final CheckViews views;

    private final TaskKinds kinds;

    CheckApi(Organization organization, Checks checks, CheckViews views, TaskKinds kinds) {
        this.organization = organization;
        this.checks = checks;
        this.views = views;
        this.kinds = kinds;
    }

    @GetMapping("/checks")
    @Operation(summary = "Checks now, and lists what stands still with its remedies")
    Map<String, Object> list(@CurrentPerson Person me) {
        Roles.requireSystemAdministrator(this.organization, me.account());
        Checks.Report report = this.checks.run(LISTED);
        Map<String, Object> kinds = new LinkedHashMap<>();
        List<CheckViews.GroupView> groups = this.views.groups(report);
        groups.forEach((group) -> kinds.put(group.kind(),
                Map.of("name", group.name(), "count", group.findings().size(), "more", group.more())));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("checkedAt", report.at());
        answer.put("kinds", kinds);
        answer.put("items",
                groups.stream()
                    .flatMap((group) -> group.findings().stream())
                    .map(CheckViews.FindingView::json)
                    .toList());
        answer.put("next", null);
        return answer;
    }

    @PostMapping("/checks/{kind}/{id}/{remedy}")
    @Operation(summary = "Applies a remedy to something that stands still")
    Map<String, Object> apply(@CurrentPerson Person me, @PathVariable String kind, @PathVariable String id,
            @PathVariable String remedy, @RequestBody(required = false) @Nullable RemedyRequest request) {
        this.checks.remedy(new Checks.RemedyCommand(kind, id, remedy, (request != null) ? request.to() : null,
                (request != null) ? request.reason() : null, me.account()));
        return Map.of("kind", kind, "id", id, "remedy", remedy);
    }

    @GetMapping("/task-kinds")
    @Operation(summary = "Lists the kinds of tasks, and whether several of a kind may be decided at once")
    Page<TaskKinds.Kind> kinds(@CurrentPerson Person me) {
        Roles.requireSystemAdministrator(this.organization, me.account());
        return new Page<>(this.kinds.all(), null);
    }

    @PutMapping("/task-kinds/{kind}")
    @Operation(summary = "Allows or forbids deciding several tasks of a kind at once")
    TaskKinds.Kind allow(@CurrentPerson Person me, @PathVariable String kind, @RequestBody KindRequest request) {
        Roles.requireSystemAdministrator(this.organization, me.account());
        if (request.batch() == null) {
            throw new InvalidInput("batch", "required", "batch");
        }
        if (this.kinds.all().stream().noneMatch((known) -> known.kind().equals(kind))) {
            throw new NotFound("task-kind");
        }
        this.kinds.allowBatch(kind, request.batch(), me.account());
        return this.kinds.all().stream().filter((known) -> known.kind().equals(kind)).findFirst().orElseThrow();
    }

    /**
     * @param to account of the person chosen, where the remedy needs one
     */
    record RemedyRequest(@Nullable String to, @Nullable String reason) {

    }

    record KindRequest(@Nullable Boolean batch) {

    }

}

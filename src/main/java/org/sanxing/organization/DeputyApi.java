package org.sanxing.organization;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.Page;
import org.sanxing.organization.OrganizationForms.DeputyForm;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Deputies")
class DeputyApi {

    private final Organization organization;

    private final DeputationDirectory directory;

    private final KeepDeputies keepDeputies;

    private final Scopes scopes;

    private final People people;

    private final Approvals approvals;

    private final DepartmentDirectory departments;

    DeputyApi(Organization organization, DeputationDirectory directory, KeepDeputies keepDeputies, Scopes scopes,
            People people, Approvals approvals, DepartmentDirectory departments) {
        this.organization = organization;
        this.directory = directory;
        this.keepDeputies = keepDeputies;
        this.scopes = scopes;
        this.people = people;
        this.approvals = approvals;
        this.departments = departments;
    }

    @GetMapping("/deputies")
    @Operation(operationId = "listDeputies")
    Page<DeputationDirectory.DeputationItem> deputies(@CurrentPerson Person me,
            @RequestParam(required = false) @Nullable String account, Locale locale) {
        String asked = OrganizationInput.trimmed(account);
        if (asked == null || asked.equals(me.account())) {
            return new Page<>(this.directory.of(me.account(), locale), null);
        }
        Roles.requireAdministrator(this.organization, me.account());
        return new Page<>(this.directory.of(this.organization.get(asked).account(), locale), null);
    }

    @GetMapping("/deputies/scopes")
    @Operation(operationId = "getDeputyScopes")
    ScopesBody scopes(Locale locale) {
        return new ScopesBody(Scopes.offered(this.scopes.kinds(locale)), Scopes.offered(this.scopes.campaigns()));
    }

    @PostMapping("/deputies")
    @Operation(operationId = "nameDeputy")
    @ApiResponse(responseCode = "201",
            content = @Content(schema = @Schema(implementation = DeputationDirectory.DeputationItem.class)))
    @ApiResponse(responseCode = "202",
            content = @Content(schema = @Schema(implementation = ApprovalApi.WaitsBody.class)))
    ResponseEntity<Object> name(@CurrentPerson Person me, @RequestBody DeputyForm body, Locale locale) {
        return ApprovalApi.answer(this.approvals.ask(me.account(), OrganizationApprovals.DEPUTY, body, null),
                HttpStatus.CREATED, (done) -> this.directory.item(((Deputation) done).id(), locale));
    }

    @PostMapping("/deputies/{id}/end")
    @Operation(operationId = "endDeputy")
    DeputationDirectory.DeputationItem end(@CurrentPerson Person me, @PathVariable String id, Locale locale) {
        this.keepDeputies.end(me.account(), id);
        return this.directory.item(id, locale);
    }

    @GetMapping("/colleagues")
    @Operation(operationId = "listColleagues")
    Page<People.Choice> colleagues(@RequestParam(required = false) @Nullable String q) {
        return new Page<>(this.people.search(q, Set.of(), People.OFFERED), null);
    }

    @GetMapping("/departments/{id}/people")
    @Operation(operationId = "showDepartment")
    DepartmentDirectory.DepartmentView department(@PathVariable String id) {
        return this.departments.of(id);
    }

    record ScopesBody(List<DeputyScopes.Choice> kinds, List<DeputyScopes.Choice> campaigns) {

    }

}

package org.sanxing.organization;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.IfMatch;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.organization.OrganizationApprovals.AccountCommand;
import org.sanxing.organization.OrganizationApprovals.DepartmentCommand;
import org.sanxing.organization.OrganizationApprovals.PersonCommand;
import org.sanxing.organization.OrganizationForms.BranchForm;
import org.sanxing.organization.OrganizationForms.DepartmentForm;
import org.sanxing.organization.OrganizationForms.PersonForm;
import org.sanxing.organization.OrganizationForms.RoleForm;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Organisation")
class OrganizationApi {

    private final Organization organization;

    private final Directory directory;

    private final KeepDepartments departments;

    private final KeepBranches branches;

    private final KeepRoles roles;

    private final Approvals approvals;

    OrganizationApi(Organization organization, Directory directory, KeepDepartments departments, KeepBranches branches,
            KeepRoles roles, Approvals approvals) {
        this.organization = organization;
        this.directory = directory;
        this.departments = departments;
        this.branches = branches;
        this.roles = roles;
        this.approvals = approvals;
    }

    @GetMapping("/departments")
    @Operation(operationId = "listDepartments")
    Page<Directory.DepartmentItem> departments() {
        return new Page<>(this.directory.departments(), null);
    }

    @PostMapping("/departments")
    @Operation(operationId = "addDepartment")
    @ApiResponse(responseCode = "201",
            content = @Content(schema = @Schema(implementation = Directory.DepartmentItem.class)))
    @ApiResponse(responseCode = "202",
            content = @Content(schema = @Schema(implementation = ApprovalApi.WaitsBody.class)))
    ResponseEntity<Object> addDepartment(@CurrentPerson Person me, @RequestBody DepartmentForm body,
            @RequestParam(required = false) @Nullable String reason) {
        return keepDepartment(me, null, body, null, reason, HttpStatus.CREATED);
    }

    private ResponseEntity<Object> keepDepartment(Person me, @Nullable String id, DepartmentForm body,
            @Nullable Integer revision, @Nullable String reason, HttpStatus status) {
        Approvals.Asked asked = this.approvals.ask(me.account(), OrganizationApprovals.DEPARTMENT,
                new DepartmentCommand(id, body, revision), reason);
        return ApprovalApi.answer(asked, status, (done) -> this.directory.department(((Department) done).id()));
    }

    @PutMapping("/departments/{id}")
    @Operation(operationId = "changeDepartment")
    @ApiResponse(responseCode = "200",
            content = @Content(schema = @Schema(implementation = Directory.DepartmentItem.class)))
    @ApiResponse(responseCode = "202",
            content = @Content(schema = @Schema(implementation = ApprovalApi.WaitsBody.class)))
    ResponseEntity<Object> changeDepartment(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody DepartmentForm body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String revision,
            @RequestParam(required = false) @Nullable String reason) {
        return keepDepartment(me, id, body, IfMatch.revision(revision), reason, HttpStatus.OK);
    }

    @PostMapping("/departments/{id}/deactivate")
    @Operation(operationId = "closeDepartment")
    Directory.DepartmentItem closeDepartment(@CurrentPerson Person me, @PathVariable String id) {
        this.departments.close(me.account(), id);
        return this.directory.department(id);
    }

    @GetMapping("/branches")
    @Operation(operationId = "listBranches")
    Page<Directory.BranchItem> branches() {
        return new Page<>(this.directory.branches(), null);
    }

    @PostMapping("/branches")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "addBranch")
    Directory.BranchItem addBranch(@CurrentPerson Person me, @RequestBody BranchForm body) {
        return this.directory.branch(this.branches.add(me.account(), body).id());
    }

    @PutMapping("/branches/{id}")
    @Operation(operationId = "changeBranch")
    Directory.BranchItem renameBranch(@CurrentPerson Person me, @PathVariable String id, @RequestBody BranchForm body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String revision) {
        this.branches.rename(me.account(), id, body, IfMatch.revision(revision));
        return this.directory.branch(id);
    }

    @PostMapping("/branches/{id}/deactivate")
    @Operation(operationId = "closeBranch")
    Directory.BranchItem closeBranch(@CurrentPerson Person me, @PathVariable String id) {
        this.branches.close(me.account(), id);
        return this.directory.branch(id);
    }

    @GetMapping("/people")
    @Operation(operationId = "listPeople")
    Page<Directory.PersonItem> people(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String branch,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Roles.requireAdministrator(this.organization, me.account());
        return this.directory.people(new Directory.PeopleFilter(q, department, branch, active), cursor,
                PageLimit.of(limit));
    }

    @GetMapping("/people/{account}")
    @Operation(operationId = "getPerson")
    Directory.PersonItem person(@CurrentPerson Person me, @PathVariable String account) {
        Roles.requireAdministrator(this.organization, me.account());
        return this.directory.person(account);
    }

    @PostMapping("/people")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "addPerson")
    ApprovalApi.WaitsBody addPerson(@CurrentPerson Person me, @RequestBody PersonForm body,
            @RequestParam(required = false) @Nullable String reason) {
        return ApprovalApi.waits(this.approvals.ask(me.account(), OrganizationApprovals.PERSON, body, reason));
    }

    @PutMapping("/people/{account}")
    @Operation(operationId = "changePerson")
    @ApiResponse(responseCode = "200",
            content = @Content(schema = @Schema(implementation = Directory.PersonItem.class)))
    @ApiResponse(responseCode = "202",
            content = @Content(schema = @Schema(implementation = ApprovalApi.WaitsBody.class)))
    ResponseEntity<Object> changePerson(@CurrentPerson Person me, @PathVariable String account,
            @RequestBody PersonForm body, @RequestHeader(name = "If-Match", required = false) @Nullable String revision,
            @RequestParam(required = false) @Nullable String reason) {
        return ApprovalApi.answer(
                this.approvals.ask(me.account(), OrganizationApprovals.MOVE,
                        new PersonCommand(account, body, IfMatch.revision(revision)), reason),
                HttpStatus.OK, (done) -> this.directory.person(account));
    }

    @PostMapping("/people/{account}/reset-password")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "resetPassword")
    ApprovalApi.WaitsBody resetPassword(@CurrentPerson Person me, @PathVariable String account,
            @RequestParam(required = false) @Nullable String reason) {
        return ApprovalApi.waits(
                this.approvals.ask(me.account(), OrganizationApprovals.PASSWORD, new AccountCommand(account), reason));
    }

    @GetMapping("/roles")
    @Operation(operationId = "listRoles")
    Page<OrganizationStore.Grant> roles(@CurrentPerson Person me) {
        Roles.requireAdministrator(this.organization, me.account());
        return new Page<>(this.directory.grants(), null);
    }

    @PostMapping("/roles")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "grantRole")
    ApprovalApi.WaitsBody grant(@CurrentPerson Person me, @RequestBody RoleForm body,
            @RequestParam(required = false) @Nullable String reason) {
        return ApprovalApi.waits(this.approvals.ask(me.account(), OrganizationApprovals.ROLE, body, reason));
    }

    @DeleteMapping("/roles/{account}/{role}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeRole")
    void revoke(@CurrentPerson Person me, @PathVariable String account, @PathVariable String role) {
        this.roles.revoke(me.account(), account, role);
    }

}

package org.sanxing.procedure;

import java.util.List;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import org.sanxing.common.Page;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Roles;

/** For the system administrator, who changes models. */
@RestController
@RequestMapping("/api/v1/procedures")
@Tag(name = "Procedures")
class ModelApi {

    private final ModelVersions versions;

    private final Rehearsal rehearsal;

    private final Organization organization;

    ModelApi(ModelVersions versions, Rehearsal rehearsal, Organization organization) {
        this.versions = versions;
        this.rehearsal = rehearsal;
        this.organization = organization;
    }

    @GetMapping("/{key}/versions")
    @Operation(operationId = "listModelVersions")
    Page<ModelVersions.ModelVersion> versions(@CurrentPerson Person me, @PathVariable String key) {
        Roles.requireSystemAdministrator(this.organization, me.account());
        return new Page<>(this.versions.of(key), null);
    }

    @GetMapping("/{key}/versions/difference")
    @Operation(operationId = "compareModelVersions")
    ModelVersions.Difference difference(@CurrentPerson Person me, @PathVariable String key, @RequestParam int from,
            @RequestParam int to, Locale locale) {
        Roles.requireSystemAdministrator(this.organization, me.account());
        return this.versions.difference(key, from, to, locale);
    }

    @PostMapping("/rehearsal")
    @Operation(operationId = "rehearseModels")
    Rehearsed rehearse(@CurrentPerson Person me, Locale locale) {
        Rehearsal.Rehearsed rehearsed = this.rehearsal.execute(me.account(), locale);
        return new Rehearsed(
                rehearsed.faults()
                    .stream()
                    .map((fault) -> new Fault(fault.file(), fault.element(), fault.what(locale), fault.remedy(locale)))
                    .toList(),
                rehearsed.procedures()
                    .stream()
                    .map((one) -> new Report(one.key(), one.name(), one.cases(), one.same(),
                            one.others()
                                .stream()
                                .map((other) -> new Other(other.caseId(), other.number(), other.way().id(),
                                        other.where(), List.copyOf(other.missing())))
                                .toList()))
                    .toList());
    }

    record Rehearsed(List<Fault> faults, List<Report> procedures) {

    }

    record Fault(String file, String element, String what, String remedy) {

    }

    record Report(String key, String name, int cases, int same, List<Other> others) {

    }

    /**
     * @param way {@code other}, {@code stuck} or {@code missing}
     */
    record Other(String caseId, @Nullable String number, String way, String where, List<String> missing) {

    }

}

package org.sanxing.document;

import java.time.Instant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.sanxing.common.NotFound;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit/copies")
@Tag(name = "Audit")
class CopyApi {

    private final CopyRegister copies;

    private final Organization organization;

    CopyApi(CopyRegister copies, Organization organization) {
        this.copies = copies;
        this.organization = organization;
    }

    @GetMapping("/{code}")
    @Operation(operationId = "findCopy")
    TakenCopy find(@CurrentPerson Person me, @PathVariable String code) {
        Copy copy = this.copies.lookUp(code, me.account()).orElseThrow(() -> new NotFound("copy"));
        PersonRef reader = this.organization.find(copy.account())
            .map(Person::ref)
            .orElseGet(() -> new PersonRef(copy.account(), copy.account()));
        return new TakenCopy(copy.code().toString(), reader, copy.takenAt(), copy.caseType(), copy.caseId(),
                copy.title(), copy.version(), copy.way().id(), copy.opinions());
    }

    /**
     * @param version 0 for a draft
     * @param way {@code word} or {@code print}
     */
    record TakenCopy(String code, PersonRef reader, Instant takenAt, String caseType, String caseId, String title,
            int version, String way, boolean opinions) {

    }

}

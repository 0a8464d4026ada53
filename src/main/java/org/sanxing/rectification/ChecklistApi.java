package org.sanxing.rectification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.sanxing.common.Forbidden;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.rectification.KeepChecklist.ChecklistCommand;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ledger/checklists/{branch}")
@Tag(name = "Ledger")
class ChecklistApi {

    private final Checklists checklists;

    private final KeepChecklist keepChecklist;

    private final Organization organization;

    ChecklistApi(Checklists checklists, KeepChecklist keepChecklist, Organization organization) {
        this.checklists = checklists;
        this.keepChecklist = keepChecklist;
        this.organization = organization;
    }

    @GetMapping
    @Operation(operationId = "getChecklists")
    Map<String, List<String>> all(@CurrentPerson Person me, @PathVariable String branch) {
        if (!this.organization.committeesOf(me.account()).contains(branch)) {
            throw new Forbidden("committee-only");
        }
        Map<String, List<String>> all = new LinkedHashMap<>();
        this.checklists.all(branch).forEach((each, items) -> all.put(each.id(), items));
        return all;
    }

    @PutMapping("/{deadlineClass}")
    @Operation(operationId = "changeChecklist")
    ChecklistCommand keep(@CurrentPerson Person me, @PathVariable String branch, @PathVariable String deadlineClass,
            @RequestBody ChecklistCommand body) {
        return new ChecklistCommand(List.copyOf(this.keepChecklist.execute(branch, deadlineClass, body, me.account())));
    }

}

package org.sanxing.organization;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who leaves, what they hold, and who comes back. */
@RestController
@RequestMapping("/api/v1/people/{account}")
@Tag(name = "Organisation")
class LeaverApi {

    private final Organization organization;

    private final Directory directory;

    private final LeaverInventory held;

    private final Approvals approvals;

    private final MessageSource messages;

    LeaverApi(Organization organization, Directory directory, LeaverInventory held, Approvals approvals,
            MessageSource messages) {
        this.organization = organization;
        this.directory = directory;
        this.held = held;
        this.approvals = approvals;
        this.messages = messages;
    }

    @GetMapping("/holdings")
    @Operation(operationId = "getHoldings")
    HoldingsBody holdings(@CurrentPerson Person me, @PathVariable String account, Locale locale) {
        Roles.requireSystemAdministrator(this.organization, me.account());
        this.organization.get(account);
        List<LeaverInventory.Group> groups = this.held.of(account);
        return new HoldingsBody(groups.stream()
            .flatMap((group) -> group.items().stream().map((item) -> body(group, item, locale)))
            .toList(), LeaverInventory.seen(groups));
    }

    private HoldingBody body(LeaverInventory.Group group, LeaverInventory.Item item, Locale locale) {
        LeaverDuties.Duty holding = item.holding();
        return new HoldingBody(item.key(), this.messages.getMessage(holding.kindKey(), null, locale), holding.title(),
                holding.movable(), group.leftKey(item) != null,
                (holding.noteKey() != null) ? this.messages.getMessage(holding.noteKey(), null, locale) : null,
                new TreeSet<>(holding.notTo()));
    }

    @PostMapping("/deactivate")
    @Operation(operationId = "deactivatePerson")
    @ApiResponse(responseCode = "200",
            content = @Content(schema = @Schema(implementation = Directory.PersonItem.class)))
    @ApiResponse(responseCode = "202",
            content = @Content(schema = @Schema(implementation = ApprovalApi.WaitsBody.class)))
    ResponseEntity<Object> deactivate(@CurrentPerson Person me, @PathVariable String account,
            @RequestBody(required = false) @Nullable LeaveBody body) {
        LeaveBody said = (body != null) ? body : new LeaveBody(null, null, null, null);
        DismissPerson.DismissPersonCommand command = new DismissPerson.DismissPersonCommand(me.account(), account,
                said.successor(), Objects.requireNonNullElse(said.successors(), Map.of()), said.seen(), said.reason(),
                false);
        return ApprovalApi.answer(this.approvals.ask(me.account(), OrganizationApprovals.LEAVE, command, null),
                HttpStatus.OK, (done) -> this.directory.person(account));
    }

    @PostMapping("/reactivate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "reactivatePerson")
    ApprovalApi.WaitsBody reactivate(@CurrentPerson Person me, @PathVariable String account,
            @RequestParam(required = false) @Nullable String reason) {
        return ApprovalApi.waits(this.approvals.ask(me.account(), OrganizationApprovals.RETURN,
                new OrganizationApprovals.AccountCommand(account), reason));
    }

    /**
     * @param seen to be sent with the leaving, which is refused where the list is another
     * by then
     */
    record HoldingsBody(List<HoldingBody> items, String seen) {

    }

    /**
     * @param kind in the language of the answer
     * @param movable whether somebody else can have it; otherwise it ends
     * @param mayBeLeft whether a movable one may go to nobody
     * @param note what becomes of it
     * @param notTo accounts that may not have it
     */
    record HoldingBody(String id, String kind, String title, boolean movable, boolean mayBeLeft, @Nullable String note,
            Set<String> notTo) {

    }

    record LeaveBody(@Nullable String successor, @Nullable Map<String, @Nullable String> successors,
            @Nullable String seen, @Nullable String reason) {

    }

}

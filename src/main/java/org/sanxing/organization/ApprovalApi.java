package org.sanxing.organization;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a second administrator. */
@RestController
@RequestMapping("/api/v1/approvals")
@Tag(name = "Approvals")
class ApprovalApi {

    private final Approvals approvals;

    ApprovalApi(Approvals approvals) {
        this.approvals = approvals;
    }

    @GetMapping
    @Operation(operationId = "listApprovals")
    Page<ItemBody> approvals(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return this.approvals.list(me.account(), state(state), cursor, PageLimit.of(limit)).map(ItemBody::of);
    }

    static Approval.@Nullable State state(@Nullable String typed) {
        String id = OrganizationInput.trimmed(typed);
        if (id == null) {
            return null;
        }
        return Stream.of(Approval.State.values())
            .filter((state) -> state.id().equals(id.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> new InvalidInput("state", "unknown"));
    }

    @PostMapping("/{id}/confirm")
    @Operation(operationId = "confirmApproval")
    DecidedBody confirm(@CurrentPerson Person me, @PathVariable String id) {
        Map<String, String> halves = this.approvals.confirm(me.account(), id);
        return new DecidedBody(id, Approval.State.CONFIRMED,
                (halves.size() == 1) ? halves.values().iterator().next() : null,
                (halves.size() > 1)
                        ? halves.entrySet().stream().map((one) -> new SecretBody(one.getKey(), one.getValue())).toList()
                        : null);
    }

    @PostMapping("/{id}/refuse")
    @Operation(operationId = "refuseApproval")
    DecidedBody refuse(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody(required = false) @Nullable RefusalBody body) {
        this.approvals.refuse(me.account(), id, (body != null) ? body.reason() : null);
        return new DecidedBody(id, Approval.State.REFUSED, null, null);
    }

    @PostMapping("/{id}/take-back")
    @Operation(operationId = "takeApprovalBack")
    DecidedBody takeBack(@CurrentPerson Person me, @PathVariable String id) {
        this.approvals.takeBack(me.account(), id);
        return new DecidedBody(id, Approval.State.VOID, null, null);
    }

    /** 202 where it waits, else what was done. */
    static ResponseEntity<Object> answer(Approvals.Asked asked, HttpStatus status, Function<Object, Object> body) {
        Object done = asked.done();
        return (done != null) ? ResponseEntity.status(status).body(body.apply(done))
                : ResponseEntity.accepted().body(waits(asked));
    }

    static WaitsBody waits(Approvals.Asked asked) {
        return new WaitsBody(Objects.requireNonNull(asked.id()), asked.firstHalf());
    }

    /**
     * @param secret first half of the initial password, shown this once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WaitsBody(String approval, @Nullable String secret) {

    }

    /**
     * @param secret second half of the initial password, shown this once
     * @param secrets the same where several people get one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DecidedBody(String approval, Approval.State state, @Nullable String secret,
            @Nullable List<SecretBody> secrets) {

    }

    record SecretBody(String account, String secret) {

    }

    record RefusalBody(@Nullable String reason) {

    }

    /**
     * @param what it would give, a line each
     * @param confirmer the role that decides it
     */
    record ItemBody(String id, String kind, String subject, String what, @Nullable String reason, String askedBy,
            Instant askedAt, Approval.State state, Role confirmer, @Nullable String decidedBy,
            @Nullable Instant decidedAt, @Nullable String refusal) {

        private static ItemBody of(Approvals.Item one) {
            return new ItemBody(one.id(), one.kind(), one.subject(), one.what(), one.reason(), one.askedBy(),
                    one.askedAt(), one.state(), one.confirmer(), one.decidedBy(), one.decidedAt(), one.refusal());
        }

    }

}

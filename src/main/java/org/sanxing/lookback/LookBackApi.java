package org.sanxing.lookback;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.lookback.SetLookBackPolicy.PolicyCommand;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ledger/lookbacks")
@Tag(name = "Ledger")
class LookBackApi {

    private final LookBackReading reading;

    private final LookBackDates dates;

    private final SetLookBackPolicy setLookBackPolicy;

    private final LedgerNames.Source names;

    LookBackApi(LookBackReading reading, LookBackDates dates, SetLookBackPolicy setLookBackPolicy,
            LedgerNames.Source names) {
        this.reading = reading;
        this.dates = dates;
        this.setLookBackPolicy = setLookBackPolicy;
        this.names = names;
    }

    @GetMapping
    @Operation(operationId = "listLookBacks")
    Page<Item> list(@CurrentPerson Person me, @RequestParam(defaultValue = "planned") String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        LookBack.State wanted = switch (state) {
            case "planned" -> LookBack.State.PLANNED;
            case "open" -> LookBack.State.OPEN;
            default -> throw new InvalidInput("state", "ledger-filter", state);
        };
        Page<LookBacks.Row> page = this.reading.page(me.account(), wanted, PageLimit.of(limit), cursor);
        LedgerNames known = this.names.with(page.items().stream().map(LookBacks.Row::responsible).toList());
        return page.map((row) -> new Item(row.id(), row.entryId(), row.number(), row.title(), row.cycle(),
                known.person(row.responsible()), row.branchId(), row.way(), state, this.dates.begins(row.countedOn()),
                row.dueOn()));
    }

    @GetMapping("/policy/{branch}")
    @Operation(operationId = "getLookBackPolicy")
    PolicyBody policy(@CurrentPerson Person me, @PathVariable String branch) {
        LookBackReading.Policies file = this.reading.policies(me.account(), branch);
        LedgerNames known = this.names.with(file.accounts());
        return new PolicyBody(PolicyItem.of(file.policy(), known),
                file.policies().stream().map((policy) -> PolicyItem.of(policy, known)).toList(), file.seeds());
    }

    @GetMapping("/policy/{branch}/draws/{quarter}")
    @Operation(operationId = "getLookBackDraws")
    Draws draws(@CurrentPerson Person me, @PathVariable String branch, @PathVariable String quarter) {
        LookBackReading.DrawnSeed seed = this.reading.policies(me.account(), branch)
            .seed(quarter)
            .orElseThrow(() -> new NotFound("quarter"));
        return new Draws(this.reading.draws(seed, me.account()));
    }

    @PutMapping("/policy/{branch}")
    @Operation(operationId = "changeLookBackPolicy")
    PolicyBody set(@CurrentPerson Person me, @PathVariable String branch, @RequestBody PolicyCommand body) {
        this.setLookBackPolicy.execute(branch, body, me.account());
        return policy(me, branch);
    }

    /**
     * @param on the day on which it begins
     */
    record Item(String id, String entryId, String number, String title, int cycle, PersonRef responsible, String branch,
            String way, String state, LocalDate on, @Nullable LocalDate dueOn) {

    }

    record PolicyBody(PolicyItem policy, List<PolicyItem> history, List<LookBackReading.DrawnSeed> seeds) {

    }

    record PolicyItem(int number, String mode, List<String> classes, @Nullable Integer percent,
            @Nullable PersonRef changedBy, @Nullable Instant changedAt) {

        static PolicyItem of(LookBackPolicy policy, LedgerNames known) {
            return new PolicyItem(policy.number(), policy.mode().id(),
                    policy.classes().stream().map(DeadlineClass::id).toList(), policy.percent(),
                    (policy.changedBy() != null) ? known.person(policy.changedBy()) : null, policy.changedAt());
        }

    }

    record Draws(List<LookBacks.Draw> items) {

    }

}

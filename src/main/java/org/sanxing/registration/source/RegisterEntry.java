package org.sanxing.registration.source;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.campaign.Campaign;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryNumbers;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerEntryOpened;
import org.sanxing.organization.Branch;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.rectification.BeginRectification;
import org.springframework.context.ApplicationEventPublisher;

/**
 * A branch registers by hand what was found from above, in its own checks, or said of it.
 */
@UseCase
public class RegisterEntry {

    private final LedgerEntries entries;

    private final EntryNumbers numbers;

    private final EntryPolicy policy;

    private final RegistrationTarget target;

    private final Organization organization;

    private final WorkingCalendar calendar;

    private final BeginRectification beginRectification;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RegisterEntry(LedgerEntries entries, EntryNumbers numbers, EntryPolicy policy, RegistrationTarget target,
            Organization organization, WorkingCalendar calendar, BeginRectification beginRectification,
            ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.numbers = numbers;
        this.policy = policy;
        this.target = target;
        this.organization = organization;
        this.calendar = calendar;
        this.beginRectification = beginRectification;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Forbidden for who is on no committee, and on that of another branch
     * @throws InvalidInput naming every field that is wrong
     */
    public LedgerEntry execute(RegisterEntryCommand command, String account) {
        List<FieldError> errors = new ArrayList<>();
        Branch branch = FindingForm.tried(() -> this.target.branch(command.branch(), account), errors);
        Campaign campaign = FindingForm.tried(() -> this.target.campaign(command.campaignId()), errors);
        Map<String, Person> staff = this.organization.staff()
            .stream()
            .collect(Collectors.toMap(Person::account, Function.identity()));
        LocalDate today = this.calendar.today();
        Finding finding = new FindingForm(today, staff.keySet(), campaign).read(command.typed(), errors);
        if (finding != null && branch != null
                && !this.policy.registrar(branch.id(), account).test(finding.responsible())) {
            errors.add(FieldError.of(FindingForm.RESPONSIBLE, "ledger-own-finding"));
        }
        if (!errors.isEmpty() || finding == null || branch == null) {
            throw new InvalidInput(errors);
        }
        Instant now = this.clock.instant();
        LedgerEntry entry = finding.open(this.numbers.reserve(branch, today.getYear(), 1), branch.id(),
                staff.get(finding.responsible()), account, now,
                finding.statement().deadlineClass().dueOn(today, this.calendar));
        this.policy.verifiers(entry);
        this.entries.add(List.of(entry));
        this.events.publishEvent(EntryEvent.of("registered", entry, account)
            .with("source", entry.source().kind())
            .with("title", entry.title()));
        this.events.publishEvent(new LedgerEntryOpened(entry));
        this.beginRectification.execute(entry);
        return entry;
    }

}

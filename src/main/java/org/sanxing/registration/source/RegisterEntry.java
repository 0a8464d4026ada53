package org.sanxing.registration.source;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.campaign.Campaign;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry.Finding;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerEntryOpened;
import org.sanxing.ledger.LedgerNumber;
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

    private final EntryPolicy policy;

    private final Organization organization;

    private final Campaigns campaigns;

    private final WorkingCalendar calendar;

    private final BeginRectification beginRectification;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RegisterEntry(LedgerEntries entries, EntryPolicy policy, Organization organization, Campaigns campaigns,
            WorkingCalendar calendar, BeginRectification beginRectification, ApplicationEventPublisher events,
            Clock clock) {
        this.entries = entries;
        this.policy = policy;
        this.organization = organization;
        this.campaigns = campaigns;
        this.calendar = calendar;
        this.beginRectification = beginRectification;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Forbidden for who is on no committee, and on that of another branch
     * @throws InvalidInput naming every field that is wrong
     */
    public LedgerEntry execute(RegisterEntryCommand command) {
        List<FieldError> errors = new ArrayList<>();
        Optional<Branch> chosen = branch(command.branch(), command.account(), errors);
        Map<String, Person> staff = this.organization.staff()
            .stream()
            .collect(Collectors.toMap(Person::account, (person) -> person));
        Finding finding = new FindingForm(this.calendar.today(), staff.keySet(), campaign(command.campaignId(), errors))
            .read(command.typed(), errors);
        if (finding != null && chosen.isPresent()
                && !this.policy.registrar(chosen.get().id(), command.account()).test(finding.responsible())) {
            errors.add(FieldError.of(FindingForm.RESPONSIBLE, "ledger-own-finding"));
        }
        if (!errors.isEmpty() || finding == null) {
            throw new InvalidInput(errors);
        }
        Branch branch = chosen.orElseThrow();
        Instant now = this.clock.instant();
        int year = this.calendar.dateOf(now).getYear();
        LedgerNumber number = new LedgerNumber(branch.code(), year, this.entries.reserve(branch.id(), year, 1));
        LedgerEntry entry = LedgerEntry.open(number, branch.id(), staff.get(finding.responsible()).departmentId(),
                finding, command.account(), now,
                finding.deadlineClass().dueOn(this.calendar.dateOf(now), this.calendar));
        this.policy.verifiers(entry);
        this.entries.add(entry);
        this.events.publishEvent(EntryEvent.of("registered", entry, command.account())
            .with("source", entry.source().kind())
            .with("title", entry.title()));
        this.events.publishEvent(new LedgerEntryOpened(entry));
        this.beginRectification.execute(entry);
        return this.entries.get(entry.id());
    }

    private Optional<Branch> branch(@Nullable String given, String account, List<FieldError> errors) {
        Set<String> branches = this.policy.registersFor(account);
        if (branches.isEmpty()) {
            throw new Forbidden("committee-only");
        }
        if (given != null && !given.isBlank()) {
            if (!branches.contains(given)) {
                throw new Forbidden("committee-only");
            }
            return this.organization.branch(given);
        }
        if (branches.size() > 1) {
            errors.add(FieldError.of("branch", "ledger-branch"));
            return Optional.empty();
        }
        return this.organization.branch(branches.iterator().next());
    }

    private @Nullable Campaign campaign(@Nullable String given, List<FieldError> errors) {
        if (given == null || given.isBlank()) {
            return null;
        }
        Optional<Campaign> found = this.campaigns.find(given)
            .filter((campaign) -> campaign.state() != Campaign.State.DRAFT);
        if (found.isEmpty()) {
            errors.add(FieldError.of("campaignId", "ledger-filter", given));
        }
        return found.orElse(null);
    }

    /**
     * @param branch id; null where the person is on one committee only
     * @param campaignId to which it belongs; null for none
     * @param typed by the paths of {@link FindingForm}
     */
    public record RegisterEntryCommand(@Nullable String branch, @Nullable String campaignId, Map<String, String> typed,
            String account) {

    }

}

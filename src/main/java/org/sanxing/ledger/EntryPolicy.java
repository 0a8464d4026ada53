package org.sanxing.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.sanxing.tasks.TaskGroups;
import org.springframework.stereotype.Component;

/**
 * Who decides what about an entry (domain.md, Nobody decides on themselves). All of its
 * rules, in order:
 * <ol>
 * <li>the branch committee registers what was found or said, but for the responsible
 * party; with nobody left the party group secretary, then the deputy;</li>
 * <li>the responsible party rectifies, and nobody for them;</li>
 * <li>the branch committee verifies, corrects, gives to another and voids, but for the
 * responsible party; with nobody left the party group secretary, then the deputy;</li>
 * <li>the party group votes, but for the responsible party, each member in person;</li>
 * <li>the branch secretary decides on an extension; on their own the party group
 * secretary, then the deputy;</li>
 * <li>in a meeting those vote who are there, the chair last, and whoever chairs an item
 * is entitled on it; who calls and keeps meetings is in {@code MeetingPolicy};</li>
 * <li>the branch committee looks back on what is closed, and begins it, but for the
 * responsible party; with nobody left as above;</li>
 * <li>signs of closing on paper, and what is to be looked back on, are shown to the
 * branch committee, the party group and the auditor, and to whom a task of verifying,
 * voting or looking back has come; never to the responsible party.</li>
 * </ol>
 */
@Component
public class EntryPolicy {

    /** Why a member stays out: it is their own entry. */
    public static final String RESPONSIBLE = "responsible";

    private final Organization organization;

    EntryPolicy(Organization organization) {
        this.organization = organization;
    }

    /**
     * @return the group of the committee where somebody of it may act, else an account
     * @throws Conflict where there is nobody
     */
    public String verifiers(LedgerEntry entry) {
        return verifiersIfAny(entry).orElseThrow(() -> new Conflict("nobody-verifies").in(entry.state().id()));
    }

    private Optional<String> verifiersIfAny(LedgerEntry entry) {
        boolean somebody = this.organization.committee(entry.branchId())
            .stream()
            .anyMatch((person) -> !person.account().equals(entry.responsible()));
        return somebody ? Optional.of(TaskGroups.committee(entry.branchId())) : leader(entry).map(Person::account);
    }

    /**
     * @throws Conflict where there is nobody
     */
    public String deciderOnExtension(LedgerEntry entry) {
        return this.organization.branchSecretary(entry.branchId())
            .filter((person) -> !person.account().equals(entry.responsible()))
            .or(() -> leader(entry))
            .orElseThrow(() -> new Conflict("nobody-decides-extension").in(entry.state().id()))
            .account();
    }

    /** The party group secretary, or the deputy where the secretary is responsible. */
    public Optional<Person> leader(LedgerEntry entry) {
        return this.organization.leaderOn(entry.responsible());
    }

    /** Ids of the branches for which the person may register something. */
    public Set<String> registersFor(String account) {
        Set<String> branches = new LinkedHashSet<>(this.organization.committeesOf(account));
        Set<Role> roles = this.organization.rolesOf(account);
        if ((roles.contains(Role.PARTY_SECRETARY) && isPerson(this.organization.partySecretary(), account))
                || (roles.contains(Role.PARTY_DEPUTY_SECRETARY)
                        && isPerson(this.organization.partyDeputySecretary(), account))) {
            branches.addAll(this.organization.branchesWithoutCommittee());
        }
        return branches;
    }

    /**
     * Says with which responsible party a person may register something for a branch; for
     * many at once.
     */
    public Predicate<String> registrar(String branchId, String account) {
        List<String> committee = this.organization.committee(branchId).stream().map(Person::account).toList();
        if (committee.size() > 1 || (committee.size() == 1 && committee.contains(account))) {
            return (responsible) -> committee.contains(account) && !account.equals(responsible);
        }
        return (responsible) -> committee.stream().allMatch(responsible::equals)
                && this.organization.leaderOn(responsible)
                    .filter((person) -> person.account().equals(account))
                    .isPresent();
    }

    private static boolean isPerson(Optional<Person> person, String account) {
        return person.filter((one) -> one.account().equals(account)).isPresent();
    }

    /** The party group as it is now, with the reason for each who stays out. */
    public List<Member> members(LedgerEntry entry) {
        return this.organization.partyGroup()
            .stream()
            .map((person) -> new Member(person.account(),
                    person.account().equals(entry.responsible()) ? RESPONSIBLE : null))
            .toList();
    }

    public boolean isOfPartyGroup(String account) {
        return this.organization.partyGroup().stream().anyMatch((person) -> person.account().equals(account));
    }

    /**
     * Whether the person keeps this entry: corrects it, gives it to another, voids it.
     */
    public boolean keeps(LedgerEntry entry, String account) {
        return !account.equals(entry.responsible())
                && (this.organization.committeesOf(account).contains(entry.branchId())
                        || verifiersIfAny(entry).filter(account::equals).isPresent());
    }

    /** Whether the person is shown what is not for the responsible party. */
    public boolean oversees(LedgerEntry entry, String account) {
        return !account.equals(entry.responsible()) && (keeps(entry, account) || this.organization.rolesOf(account)
            .stream()
            .anyMatch((role) -> role == Role.AUDITOR || role.ofPartyGroup()));
    }

    /**
     * @throws Forbidden where the person does not keep it
     */
    public void requireKeeper(LedgerEntry entry, String account) {
        requireOther(entry, account, null);
        if (!keeps(entry, account)) {
            throw new Forbidden("committee-only");
        }
    }

    /**
     * @throws Forbidden where another answers for it
     */
    public static void requireResponsible(LedgerEntry entry, String account) {
        if (!account.equals(entry.responsible())) {
            throw new Forbidden("responsible-only");
        }
    }

    /**
     * @throws Forbidden where it would be on one's own entry
     */
    public static void requireOther(LedgerEntry entry, String account, @Nullable String onBehalfOf) {
        if (account.equals(entry.responsible()) || entry.responsible().equals(onBehalfOf)) {
            throw new Forbidden("own-entry");
        }
    }

    /** Whether the person can answer for an entry. */
    public boolean mayAnswer(String account) {
        return this.organization.staff().stream().anyMatch((person) -> person.account().equals(account));
    }

    /**
     * @param reason why the member stays out; null for who is entitled
     */
    public record Member(String account, @Nullable String reason) {

        public boolean entitled() {
            return this.reason == null;
        }

    }

}

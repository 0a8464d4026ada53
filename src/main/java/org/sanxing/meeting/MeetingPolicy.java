package org.sanxing.meeting;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.organization.Deputies;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.springframework.stereotype.Component;

/**
 * Who does what in a meeting; all of its rules, in order:
 * <ol>
 * <li>the party group secretary calls one, the deputy where the secretary is away, and a
 * branch secretary on entries of the branch;</li>
 * <li>whoever called it, its chair and the party group secretary change, begin and cancel
 * it;</li>
 * <li>recorder and chair note who is there and what was said;</li>
 * <li>the chair opens and declares each item, or puts it off; on their own entry, or one
 * they must stay out of, the deputy, or the member who is chosen;</li>
 * <li>its readers are the party group, the auditor, recorder and whoever called it.</li>
 * </ol>
 */
@Component
public class MeetingPolicy {

    private final Organization organization;

    private final Deputies deputies;

    MeetingPolicy(Organization organization, Deputies deputies) {
        this.organization = organization;
        this.deputies = deputies;
    }

    /**
     * The party group secretary; the deputy secretary where there is none or away today.
     */
    public boolean leads(String account) {
        Optional<Person> secretary = this.organization.partySecretary();
        if (secretary.isPresent() && secretary.get().account().equals(account)) {
            return true;
        }
        boolean deputy = this.organization.partyDeputySecretary()
            .filter((person) -> person.account().equals(account))
            .isPresent();
        return deputy && (secretary.isEmpty() || !this.deputies.standingInFor(secretary.get().account()).isEmpty());
    }

    /** Who chairs where nobody is named; empty where there is neither. */
    String usualChair() {
        return this.organization.partySecretary()
            .or(this.organization::partyDeputySecretary)
            .map(Person::account)
            .orElse("");
    }

    public boolean mayCall(String account) {
        return leads(account) || this.organization.rolesOf(account).contains(Role.BRANCH_SECRETARY);
    }

    /**
     * @throws Forbidden for who may not call a meeting
     */
    void requireCaller(String account) {
        if (!mayCall(account)) {
            throw new Forbidden("meeting-caller-only");
        }
    }

    /** Whether the person may put this entry on the agenda. */
    boolean mayList(@Nullable Meeting meeting, LedgerEntry entry, String account) {
        return leads(account) || meeting != null && meeting.chair().equals(account)
                || this.organization.branchSecretary(entry.branchId())
                    .filter((person) -> person.account().equals(account))
                    .isPresent();
    }

    public boolean manages(Meeting meeting, String account) {
        return account.equals(meeting.calledBy()) || account.equals(meeting.chair()) || leads(account);
    }

    /**
     * @throws Forbidden for who may not change it
     */
    void requireManager(Meeting meeting, String account) {
        if (!manages(meeting, account)) {
            throw new Forbidden("meeting-manager-only");
        }
    }

    public boolean records(Meeting meeting, String account) {
        return account.equals(meeting.recorder()) || account.equals(meeting.chair());
    }

    /**
     * @throws Forbidden for who neither records nor chairs
     */
    void requireRecorder(Meeting meeting, String account) {
        if (!records(meeting, account)) {
            throw new Forbidden("meeting-recorder-only");
        }
    }

    /** Whether the person may see the meeting, whole. */
    public boolean reads(Meeting meeting, String account) {
        return readsAll(account) || account.equals(meeting.recorder()) || account.equals(meeting.calledBy())
                || account.equals(meeting.chair());
    }

    /** Whether there may be a meeting that the person sees. */
    boolean mayFind(String account) {
        return readsAll(account) || this.organization.rolesOf(account).contains(Role.BRANCH_SECRETARY);
    }

    public boolean readsAll(String account) {
        return this.organization.rolesOf(account)
            .stream()
            .anyMatch((role) -> role == Role.AUDITOR || role.ofPartyGroup());
    }

    /** Who chairs when the chair must stay out; empty where there is no deputy. */
    public Optional<String> deputy() {
        return this.organization.partyDeputySecretary().map(Person::account);
    }

    /** Who chairs an item; empty where somebody has to be chosen first. */
    Optional<String> chairOf(ItemSheet sheet) {
        return chairOf(sheet, deputy());
    }

    /** The same for several items, where the deputy is known. */
    public Optional<String> chairOf(ItemSheet sheet, Optional<String> deputy) {
        String chosen = sheet.item().chair();
        if (chosen != null && sheet.mayChair(chosen)) {
            return Optional.of(chosen);
        }
        String chair = sheet.meeting().chair();
        if (sheet.mayChair(chair)) {
            return Optional.of(chair);
        }
        return deputy.filter(sheet::mayChair);
    }

    /**
     * @throws Conflict where nobody chairs the item
     * @throws Forbidden where another does
     */
    void requireChair(ItemSheet sheet, String account) {
        String chair = chairOf(sheet)
            .orElseThrow(() -> new Conflict("meeting-nobody-chairs").in(sheet.item().state().id()));
        if (!chair.equals(account)) {
            throw new Forbidden("meeting-chair-only");
        }
    }

    /** Whether the person may put an item off: who chairs it, or the meeting. */
    boolean putsOff(ItemSheet sheet, String account) {
        return account.equals(sheet.meeting().chair()) || chairOf(sheet).filter(account::equals).isPresent();
    }

}

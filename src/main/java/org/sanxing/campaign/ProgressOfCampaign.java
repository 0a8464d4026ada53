package org.sanxing.campaign;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.organization.Branch;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;

/**
 * How far a campaign has come, by branch and by department; numbers, never texts. The
 * party group and the auditor see all of it, a committee its branch, heads and
 * supervisors their departments.
 */
@Component
class ProgressOfCampaign {

    private final CampaignStore campaigns;

    private final CampaignRights rights;

    private final Organization organization;

    private final ObjectProvider<CampaignProgress> standings;

    ProgressOfCampaign(CampaignStore campaigns, CampaignRights rights, Organization organization,
            ObjectProvider<CampaignProgress> standings) {
        this.campaigns = campaigns;
        this.rights = rights;
        this.organization = organization;
        this.standings = standings;
    }

    boolean mayRead(String account) {
        return seesAll(account) || !this.organization.committeesOf(account).isEmpty()
                || !this.organization.departmentsInChargeOf(account).isEmpty();
    }

    @Transactional(readOnly = true)
    Progress of(String campaignId, String reader) {
        Campaign campaign = this.campaigns.find(campaignId).orElseThrow(() -> new NotFound("campaign"));
        this.rights.checkMaySee(campaign.state(), reader);
        if (!mayRead(reader)) {
            throw new Forbidden("campaign-progress");
        }
        boolean all = seesAll(reader);
        Set<String> branches = all ? Set.of() : this.organization.committeesOf(reader);
        Set<String> departments = all ? Set.of() : this.organization.departmentsInChargeOf(reader);
        Map<String, String> states = states(campaignId);
        List<Person> owing = owing(campaignId, states);
        List<Line> byBranch = lines(owing, states, Person::branchId, this.organization.branches(), Branch::id,
                Branch::name, (unit) -> all || branches.contains(unit));
        List<Line> byDepartment = lines(owing, states, Person::departmentId, this.organization.departments(),
                Department::id, Department::name, (unit) -> all || departments.contains(unit));
        return new Progress(byBranch, byDepartment);
    }

    /** Accounts that have begun a material. */
    Set<String> begun(String campaignId) {
        return Set.copyOf(states(campaignId).keySet());
    }

    private boolean seesAll(String account) {
        return this.organization.rolesOf(account)
            .stream()
            .anyMatch((role) -> role == Role.AUDITOR || role.ofPartyGroup());
    }

    private Map<String, String> states(String campaignId) {
        Map<String, String> states = new HashMap<>();
        this.standings.orderedStream()
            .flatMap((provider) -> provider.of(campaignId).stream())
            .forEach((standing) -> states.put(standing.author(), standing.state()));
        return states;
    }

    /**
     * Those named; who left owes nothing any more but what was begun and has not ended
     * with that.
     */
    private List<Person> owing(String campaignId, Map<String, String> states) {
        Collection<Person> named = this.organization.findAll(this.campaigns.participants(campaignId)).values();
        return named.stream()
            .filter((person) -> !"ended".equals(states.get(person.account())))
            .filter((person) -> person.active() || states.containsKey(person.account()))
            .toList();
    }

    private static <U> List<Line> lines(List<Person> owing, Map<String, String> states,
            Function<Person, @Nullable String> unitOf, List<U> units, Function<U, String> id, Function<U, String> name,
            Predicate<String> visible) {
        Map<String, List<Person>> people = owing.stream()
            .filter((person) -> unitOf.apply(person) != null)
            .collect(Collectors.groupingBy(unitOf));
        return units.stream()
            .filter((unit) -> people.containsKey(id.apply(unit)) && visible.test(id.apply(unit)))
            .map((unit) -> line(id.apply(unit), name.apply(unit), people.get(id.apply(unit)), states))
            .toList();
    }

    private static Line line(String id, String name, List<Person> members, Map<String, String> states) {
        Map<String, Long> counts = members.stream()
            .map((person) -> states.getOrDefault(person.account(), ""))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return new Line(id, name, members.size(), count(counts, "draft"), count(counts, "inReview"),
                count(counts, "returned"), count(counts, "accepted"), count(counts, "registered"));
    }

    private static int count(Map<String, Long> counts, String state) {
        return counts.getOrDefault(state, 0L).intValue();
    }

    record Progress(List<Line> branches, List<Line> departments) {

    }

    /**
     * @param owed how many people owe a material
     * @param drafted how many have begun and not submitted
     */
    record Line(String id, String name, int owed, int drafted, int inReview, int returned, int accepted,
            int registered) {

        /** How many have not begun. */
        public int missing() {
            return this.owed - this.drafted - this.inReview - this.returned - this.accepted - this.registered;
        }

    }

}

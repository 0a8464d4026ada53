package org.sanxing.tasks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;

/** The names of the groups that tasks are offered to. No account contains a colon. */
public final class TaskGroups {

    private static final String COMMITTEE = "committee:";

    private static final String ROLE = "role:";

    private TaskGroups() {
    }

    /** The committee of a branch. */
    public static String committee(String branchId) {
        return COMMITTEE + branchId;
    }

    /** All who hold a role. */
    public static String role(Role role) {
        return ROLE + role.id();
    }

    /** The active persons who belong to a group now; none for a person or no group. */
    public static List<Person> members(String group, Organization organization) {
        return branchOf(group).map(organization::committee)
            .or(() -> roleOf(group).map(organization::holdersOf))
            .orElse(List.of());
    }

    /** The groups to which a person belongs now. */
    public static List<String> of(String account, Organization organization) {
        return Stream
            .concat(organization.committeesOf(account).stream().map(TaskGroups::committee),
                    organization.rolesOf(account).stream().map(TaskGroups::role))
            .toList();
    }

    /** The key of the words for who belongs to a group. */
    public static String wordsOf(String group) {
        return roleOf(group).map((role) -> "organization.role." + role.id()).orElse("tasks.committee");
    }

    /** The role whose holders a group is; empty for another group or a person. */
    public static Optional<Role> roleOf(String group) {
        return Stream.of(Role.values()).filter((role) -> group.equals(role(role))).findFirst();
    }

    public static boolean isGroup(String holder) {
        return holder.indexOf(':') >= 0;
    }

    /** The branch of a committee; empty for a person or another group. */
    public static Optional<String> branchOf(String holder) {
        return holder.startsWith(COMMITTEE) ? Optional.of(holder.substring(COMMITTEE.length())) : Optional.empty();
    }

}

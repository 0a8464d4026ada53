package org.sanxing.organization;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.mockito.Mockito;
import org.mockito.stubbing.Answer;

/**
 * A small organisation for tests of rules: who holds what is changed by hand, and nothing
 * is read from a database.
 */
public final class Offices {

    private final Map<String, List<String>> holders = new HashMap<>();

    public static Person person(String account) {
        return new Person(account, account, "", "d", "b", null, true);
    }

    /**
     * @param post {@code head}, {@code supervisor}, {@code partySecretary},
     * {@code partyDeputySecretary}, {@code branchSecretary}, {@code committee} with the
     * branch behind a dot, {@code partyGroup}, {@code staff} or {@code auditor}
     */
    public Offices with(String post, String... accounts) {
        this.holders.put(post, List.of(accounts));
        return this;
    }

    private List<Person> all(String post) {
        return this.holders.getOrDefault(post, List.of()).stream().map(Offices::person).toList();
    }

    private Optional<Person> one(String post) {
        return all(post).stream().findFirst();
    }

    private boolean holds(String post, String account) {
        return this.holders.getOrDefault(post, List.of()).contains(account);
    }

    public Organization organization() {
        Answer<@Nullable Object> answer = (call) -> switch (call.getMethod().getName()) {
            case "headOf" -> one("head");
            case "supervisorOf" -> one("supervisor");
            case "partySecretary" -> one("partySecretary");
            case "partyDeputySecretary" -> one("partyDeputySecretary");
            case "branchSecretary" -> one("branchSecretary." + call.getArgument(0));
            case "committee" -> all("committee." + call.getArgument(0));
            case "partyGroup" -> all("partyGroup");
            case "staff" -> all("staff");
            case "branches" ->
                List.of(new Branch("b", "B", "ZB"), new Branch("c", "C", "ZC"), new Branch("e", "E", "ZE"));
            case "branchesWithoutCommittee", "leaderOn" -> call.callRealMethod();
            case "committeesOf" -> committeesOf(call.getArgument(0));
            case "rolesOf" -> rolesOf(call.getArgument(0));
            default -> throw new UnsupportedOperationException(call.getMethod().getName());
        };
        return Mockito.mock(Organization.class, answer);
    }

    private Set<String> committeesOf(String account) {
        Set<String> branches = new LinkedHashSet<>();
        for (String branch : List.of("b", "c", "e")) {
            if (holds("committee." + branch, account)) {
                branches.add(branch);
            }
        }
        return branches;
    }

    private Set<Role> rolesOf(String account) {
        Map<Role, String> posts = Map.of(Role.AUDITOR, "auditor", Role.PARTY_SECRETARY, "partySecretary",
                Role.PARTY_DEPUTY_SECRETARY, "partyDeputySecretary", Role.PARTY_MEMBER, "partyGroup",
                Role.BRANCH_SECRETARY, "branchSecretary.b");
        Function<Role, Boolean> held = (role) -> posts.containsKey(role) && holds(posts.get(role), account);
        Set<Role> roles = new LinkedHashSet<>();
        Arrays.stream(Role.values()).filter(held::apply).forEach(roles::add);
        return roles;
    }

}

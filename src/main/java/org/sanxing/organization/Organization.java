package org.sanxing.organization;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the organisation as it is now. Only active persons hold anything: a head,
 * supervisor or committee member who left counts as vacant.
 */
public interface Organization {

    /** Finds a person, active or not. */
    Optional<Person> find(String account);

    /**
     * @throws org.sanxing.common.NotFound where there is no such person
     */
    Person get(String account);

    /** The person, active or not, with {@link #rolesOf}, at once. */
    default Optional<Member> member(String account) {
        return find(account).map((person) -> new Member(person, rolesOf(account), committeesOf(account)));
    }

    /** Whom this request has met already need not be read again in this transaction. */
    default void met(Member member) {
    }

    /**
     * Finds many at once, by account; unknown accounts and nulls are left out. One
     * statement.
     */
    Map<String, Person> findAll(Collection<String> accounts);

    /** Whoever has or had an account, administrators and leavers too, by account. */
    List<Person> everybody();

    /** All active persons but the three administrators, by department and name. */
    List<Person> staff();

    /** Those of {@link #staff} who are in one of these departments, in no order. */
    default List<Person> staffOf(Collection<String> departments) {
        return departments.isEmpty() ? List.of()
                : staff().stream()
                    .filter((person) -> person.departmentId() != null && departments.contains(person.departmentId()))
                    .toList();
    }

    /** All departments, parents before children. */
    List<Department> departments();

    Optional<Department> department(String id);

    List<Branch> branches();

    Optional<Branch> branch(String id);

    /** The head of this very department; a parent's head does not stand in. */
    Optional<Person> headOf(String departmentId);

    /** The supervisor of the department, or of its nearest ancestor that has one. */
    Optional<Person> supervisorOf(String departmentId);

    Optional<Person> partySecretary();

    Optional<Person> partyDeputySecretary();

    /**
     * Who decides where nobody else is left: the party group secretary, and the deputy on
     * what concerns the secretary.
     * @param account of the person whom it concerns
     */
    default Optional<Person> leaderOn(String account) {
        return partySecretary().filter((person) -> !person.account().equals(account))
            .or(() -> partyDeputySecretary().filter((person) -> !person.account().equals(account)));
    }

    /** The party group: secretary, deputy, members, in this order. */
    List<Person> partyGroup();

    /** The committee of a branch: secretary, organisation officer, discipline officer. */
    List<Person> committee(String branchId);

    /** Ids of the branches in whose committee is nobody, or one person alone. */
    default Set<String> branchesWithoutCommittee() {
        return branches().stream()
            .map(Branch::id)
            .filter((branch) -> committee(branch).size() <= 1)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Optional<Person> branchSecretary(String branchId);

    /** Ids of the branches on whose committee the person sits. */
    Set<String> committeesOf(String account);

    /**
     * Ids of the departments that the person heads or supervises, those that inherit the
     * supervisor included.
     */
    Set<String> departmentsInChargeOf(String account);

    Set<Role> rolesOf(String account);

    /** The active persons who hold a role, by account. */
    List<Person> holdersOf(Role role);

    Position positionOf(String account);

    /**
     * @param committees ids of the branches in whose committee the person is
     */
    record Member(Person person, Set<Role> roles, Set<String> committees) {

    }

}

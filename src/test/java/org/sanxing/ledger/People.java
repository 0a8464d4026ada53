package org.sanxing.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.organization.Branch;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Position;
import org.sanxing.organization.Role;

/** The demo organisation of api.md, in memory; people can leave. */
public final class People implements Organization {

    private final Map<String, Person> persons = new LinkedHashMap<>();

    private final Map<String, Set<Role>> roles = new LinkedHashMap<>();

    private final List<Department> departments = List.of(new Department("office", "办公室", null, null, "supervisor1"),
            new Department("general", "综合科", "office", "head1", null),
            new Department("secretariat", "秘书科", "office", null, null),
            new Department("proposals", "提案委", null, "head2", "supervisor2"),
            new Department("history", "文史委", null, null, null), new Department("leaders", "党组", null, null, null));

    private final List<Branch> branches = List.of(new Branch("b1", "第一党支部", "ZB1"), new Branch("b2", "第二党支部", "ZB2"));

    public People() {
        add("staff1", "general", "b1");
        add("staff2", "general", "b1");
        add("head1", "general", "b1");
        add("staff3", "proposals", "b2");
        add("head2", "proposals", "b2");
        add("supervisor1", "leaders", "b1");
        add("supervisor2", "leaders", "b2");
        add("secretary1", "secretariat", "b1", Role.BRANCH_SECRETARY);
        add("organiser1", "secretariat", "b1", Role.ORGANISATION_OFFICER);
        add("discipline1", "secretariat", "b1", Role.DISCIPLINE_OFFICER);
        add("secretary2", "history", "b2", Role.BRANCH_SECRETARY);
        add("organiser2", "history", "b2", Role.ORGANISATION_OFFICER);
        add("discipline2", "history", "b2", Role.DISCIPLINE_OFFICER);
        add("leader1", "leaders", "b1", Role.PARTY_SECRETARY);
        add("leader2", "leaders", "b1", Role.PARTY_DEPUTY_SECRETARY);
        add("leader3", "leaders", "b1", Role.PARTY_MEMBER);
        add("auditor", null, null, Role.AUDITOR);
        add("sysadmin", null, null, Role.SYSTEM_ADMINISTRATOR);
        add("secadmin", null, null, Role.SECURITY_ADMINISTRATOR);
    }

    private void add(String account, @Nullable String department, @Nullable String branch, Role... held) {
        this.persons.put(account, new Person(account, "name of " + account, "", department, branch, null, true));
        this.roles.put(account, Set.of(held));
    }

    public void leave(String account) {
        Person person = get(account);
        this.persons.put(account, new Person(account, person.name(), person.post(), person.departmentId(),
                person.branchId(), person.email(), false));
    }

    public void comeBack(String account) {
        Person person = get(account);
        this.persons.put(account, new Person(account, person.name(), person.post(), person.departmentId(),
                person.branchId(), person.email(), true));
    }

    @Override
    public List<Person> everybody() {
        return List.copyOf(this.persons.values());
    }

    @Override
    public Optional<Person> find(String account) {
        return Optional.ofNullable(this.persons.get(account));
    }

    @Override
    public Person get(String account) {
        return find(account).orElseThrow(() -> new NotFound("person"));
    }

    @Override
    public Map<String, Person> findAll(Collection<String> accounts) {
        Map<String, Person> found = new LinkedHashMap<>(this.persons);
        found.keySet().retainAll(new HashSet<>(accounts));
        return found;
    }

    @Override
    public List<Person> staff() {
        return this.persons.values()
            .stream()
            .filter((person) -> person.active() && person.departmentId() != null)
            .toList();
    }

    @Override
    public List<Department> departments() {
        return this.departments;
    }

    @Override
    public Optional<Department> department(String id) {
        return this.departments.stream().filter((department) -> department.id().equals(id)).findFirst();
    }

    @Override
    public List<Branch> branches() {
        return this.branches;
    }

    @Override
    public Optional<Branch> branch(String id) {
        return this.branches.stream().filter((branch) -> branch.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Person> headOf(String departmentId) {
        return department(departmentId).map(Department::head).flatMap(this::active);
    }

    @Override
    public Optional<Person> supervisorOf(String departmentId) {
        Optional<Department> department = department(departmentId);
        while (department.isPresent()) {
            if (department.get().supervisor() != null) {
                return active(department.get().supervisor());
            }
            department = Optional.ofNullable(department.get().parentId()).flatMap(this::department);
        }
        return Optional.empty();
    }

    @Override
    public Optional<Person> partySecretary() {
        return holders(Role.PARTY_SECRETARY).stream().findFirst();
    }

    @Override
    public Optional<Person> partyDeputySecretary() {
        return holders(Role.PARTY_DEPUTY_SECRETARY).stream().findFirst();
    }

    @Override
    public List<Person> partyGroup() {
        List<Person> group = new ArrayList<>(holders(Role.PARTY_SECRETARY));
        group.addAll(holders(Role.PARTY_DEPUTY_SECRETARY));
        group.addAll(holders(Role.PARTY_MEMBER));
        return group;
    }

    @Override
    public List<Person> committee(String branchId) {
        return this.persons.values()
            .stream()
            .filter((person) -> person.active() && branchId.equals(person.branchId())
                    && rolesOf(person.account()).stream().anyMatch(Role::ofBranchCommittee))
            .toList();
    }

    @Override
    public Optional<Person> branchSecretary(String branchId) {
        return committee(branchId).stream()
            .filter((person) -> rolesOf(person.account()).contains(Role.BRANCH_SECRETARY))
            .findFirst();
    }

    @Override
    public Set<String> committeesOf(String account) {
        Set<String> branches = new LinkedHashSet<>();
        this.branches.stream()
            .filter((branch) -> committee(branch.id()).stream().anyMatch((person) -> person.account().equals(account)))
            .forEach((branch) -> branches.add(branch.id()));
        return branches;
    }

    @Override
    public Set<String> departmentsInChargeOf(String account) {
        Set<String> departments = new LinkedHashSet<>();
        for (Department department : this.departments) {
            if (headOf(department.id()).filter((person) -> person.account().equals(account)).isPresent()
                    || supervisorOf(department.id()).filter((person) -> person.account().equals(account)).isPresent()) {
                departments.add(department.id());
            }
        }
        return departments;
    }

    @Override
    public Set<Role> rolesOf(String account) {
        return this.roles.getOrDefault(account, Set.of());
    }

    @Override
    public Position positionOf(String account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Person> holdersOf(Role role) {
        return holders(role);
    }

    private List<Person> holders(Role role) {
        return this.persons.values()
            .stream()
            .filter((person) -> person.active() && rolesOf(person.account()).contains(role))
            .toList();
    }

    private Optional<Person> active(String account) {
        return find(account).filter(Person::active);
    }

}

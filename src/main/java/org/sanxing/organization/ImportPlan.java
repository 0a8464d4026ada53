package org.sanxing.organization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;
import org.sanxing.common.Ids;
import org.sanxing.organization.ImportedOrganization.Cell;
import org.sanxing.organization.ImportedOrganization.Newcomer;
import org.sanxing.organization.ImportedOrganization.Unit;
import org.sanxing.organization.OrganizationForms.RoleForm;

/**
 * What an import comes to: everything that is called by name is found, and what is wrong
 * is said of each field. Reads nothing; what is known already is given to it.
 */
final class ImportPlan {

    private static final String TWICE = "import-twice";

    private final Known known;

    private final List<FieldError> errors = new ArrayList<>();

    private final Map<String, Branch> branches = new LinkedHashMap<>();

    private final List<Branch> newBranches = new ArrayList<>();

    private final List<Place> places = new ArrayList<>();

    private final List<Person> newPeople = new ArrayList<>();

    /** They can be called, too, whose line has something else wrong with it. */
    private final List<Person> written = new ArrayList<>();

    private final List<RoleForm> roles = new ArrayList<>();

    /** Who may head: who is there, and who comes. */
    private final NamedPeople people;

    /**
     * @param departments open ones, parents before children
     * @param branches open ones
     * @param codes of all branches, the closed ones too
     * @param staff active, but for the three administrators
     * @param accounts those of the import that are taken
     * @param seats who holds what only one may hold, by {@link OrganizationStore#seat}
     */
    record Known(List<Department> departments, List<Branch> branches, Set<String> codes, List<Person> staff,
            Set<String> accounts, Map<String, String> seats) {

    }

    /** A department, known or new, with what it is to be. */
    private static final class Place {

        private final @Nullable Department before;

        private final String id;

        private final String name;

        private final @Nullable String under;

        private final int line;

        private @Nullable Place parent;

        private @Nullable String head;

        private @Nullable String supervisor;

        Place(@Nullable Department before, String name, @Nullable String under, int line) {
            this.before = before;
            this.id = (before != null) ? before.id() : Ids.next();
            this.name = name;
            this.under = under;
            this.line = line;
            this.head = (before != null) ? before.head() : null;
            this.supervisor = (before != null) ? before.supervisor() : null;
        }

        /** By its name, or with its parent's before it where others are called so too. */
        boolean isCalled(String text) {
            return text.equals(this.name) || text.equals(above() + "/" + this.name);
        }

        private String above() {
            return (this.parent != null) ? this.parent.name : String.valueOf(this.under);
        }

        Department department() {
            return new Department(this.id, this.name, (this.parent != null) ? this.parent.id : null, this.head,
                    this.supervisor);
        }

    }

    ImportPlan(ImportedOrganization imported, Known known) {
        this.known = known;
        known.branches().forEach((branch) -> this.branches.put(branch.name(), branch));
        branches(imported.branches());
        places(imported.departments());
        people(imported.people());
        this.people = new NamedPeople(Stream.concat(known.staff().stream(), this.written.stream()).toList());
        for (int i = 0; i < imported.departments().size(); i++) {
            inCharge(imported.departments().get(i), i);
        }
    }

    private void error(String field, String code, Object... arguments) {
        this.errors.add(FieldError.of(field, code, arguments));
    }

    /** What the form of one would say of it, under the path of the line. */
    private boolean wrong(String line, OrganizationInput input) {
        List<FieldError> found = input.errors();
        found.forEach((error) -> this.errors
            .add(new FieldError(line + "." + error.field(), error.code(), error.arguments())));
        return !found.isEmpty();
    }

    private void branches(List<Cell> cells) {
        Set<String> codes = new HashSet<>(this.known.codes());
        Set<String> named = new HashSet<>();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String line = "branches[" + i + "]";
            if (wrong(line, OrganizationInput.check().name(cell.name()).code(cell.code()))) {
                continue;
            }
            Branch branch = new Branch(Ids.next(), Objects.requireNonNull(cell.name()),
                    Objects.requireNonNull(cell.code()));
            Branch before = this.branches.get(branch.name());
            if (!named.add(branch.name())) {
                error(line + ".name", TWICE, branch.name());
            }
            else if (before != null && !before.code().equals(branch.code())) {
                error(line + ".code", "import-other-code", before.code());
            }
            else if (before == null && !codes.add(branch.code())) {
                error(line + ".code", "code-taken");
            }
            else if (before == null) {
                this.branches.put(branch.name(), branch);
                this.newBranches.add(branch);
            }
        }
    }

    private void places(List<Unit> units) {
        Map<String, Place> byId = new HashMap<>();
        for (Department department : this.known.departments()) {
            Place place = new Place(department, department.name(), null, -1);
            place.parent = (department.parentId() != null) ? byId.get(department.parentId()) : null;
            byId.put(department.id(), place);
            this.places.add(place);
        }
        List<Place> there = List.copyOf(this.places);
        Set<Place> named = new HashSet<>();
        Set<String> written = new HashSet<>();
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            String line = "departments[" + i + "]";
            if (wrong(line, OrganizationInput.check().name(unit.name()))) {
                continue;
            }
            String name = Objects.requireNonNull(unit.name());
            List<Place> same = there.stream()
                .filter((one) -> one.isCalled(name)
                        && (unit.parent() == null || (one.parent != null && one.parent.isCalled(unit.parent()))))
                .toList();
            if (same.size() > 1) {
                error(line + ".parent", "import-department-several", name);
            }
            else if (!same.isEmpty() ? !named.add(same.get(0)) : !written.add(unit.parent() + "/" + name)) {
                error(line + ".name", TWICE, name);
            }
            else if (same.isEmpty()) {
                this.places.add(new Place(null, name, unit.parent(), i));
            }
        }
        List<Place> fresh = this.places.stream().filter((place) -> place.before == null).toList();
        fresh.forEach((place) -> {
            if (place.under != null) {
                place.parent = place("departments[" + place.line + "].parent", place.under);
            }
        });
        fresh.stream().filter(ImportPlan::isBelowItself).toList().forEach((place) -> {
            error("departments[" + place.line + "].parent", "import-below-itself");
            place.parent = null;
        });
    }

    private static boolean isBelowItself(Place place) {
        Set<Place> above = new HashSet<>();
        for (Place one = place; one != null; one = one.parent) {
            if (!above.add(one)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Place place(String field, String text) {
        List<Place> called = this.places.stream().filter((place) -> place.isCalled(text)).toList();
        if (called.isEmpty()) {
            error(field, "import-department-unknown");
        }
        else if (called.size() > 1) {
            error(field, "import-department-several", text);
        }
        return (called.size() == 1) ? called.get(0) : null;
    }

    private void people(List<Newcomer> newcomers) {
        Set<String> accounts = new HashSet<>(this.known.accounts());
        Map<String, String> seats = new HashMap<>(this.known.seats());
        Map<String, Place> found = new HashMap<>();
        for (int i = 0; i < newcomers.size(); i++) {
            Newcomer one = newcomers.get(i);
            String line = "people[" + i + "]";
            OrganizationInput input = OrganizationInput.check()
                .account(one.account())
                .name(one.name())
                .text("post", one.post())
                .email(one.email())
                .require(one.department() != null, "department", "needed")
                .require(one.branch() != null, "branch", "needed");
            Branch branch = (one.branch() != null) ? branch(one.branch()) : null;
            if (one.branch() != null && branch == null) {
                input.error("branch", "import-branch-unknown");
            }
            boolean wrong = wrong(line, input);
            Place place = null;
            if (one.department() != null) {
                // The same word many times: found once, and what is wrong said each time.
                place = found.get(one.department());
                if (place == null) {
                    place = place(line + ".department", one.department());
                    if (place != null) {
                        found.put(one.department(), place);
                    }
                }
            }
            if (one.account() == null || one.name() == null) {
                continue;
            }
            if (!accounts.add(one.account())) {
                boolean taken = this.known.accounts().contains(one.account());
                error(line + ".account", taken ? "import-account-taken" : TWICE, one.account());
                continue;
            }
            Person person = new Person(one.account(), one.name(), Objects.requireNonNullElse(one.post(), ""),
                    (place != null) ? place.id : null, (branch != null) ? branch.id() : null, one.email(), true);
            this.written.add(person);
            if (!wrong && place != null && branch != null) {
                this.newPeople.add(person);
                roles(line + ".roles", one, branch, seats);
            }
        }
    }

    private @Nullable Branch branch(String text) {
        Branch named = this.branches.get(text);
        return (named != null) ? named
                : this.branches.values().stream().filter((one) -> one.code().equals(text)).findFirst().orElse(null);
    }

    private void roles(String field, Newcomer one, Branch branch, Map<String, String> seats) {
        boolean ranked = false;
        for (String id : one.roles().stream().distinct().toList()) {
            Role role = Roles.byId(id).orElse(null);
            if (role == null || role.ofAdministrators()) {
                error(field, (role == null) ? "unknown" : "import-administrator");
                continue;
            }
            if (role.ofPartyGroup() && ranked) {
                error(field, "import-one-rank");
            }
            ranked |= role.ofPartyGroup();
            String branchId = role.ofBranchCommittee() ? branch.id() : null;
            String seat = OrganizationStore.seat(role, branchId);
            String holder = (seat != null) ? seats.putIfAbsent(seat, String.valueOf(one.name())) : null;
            if (holder != null) {
                error(field, "import-seat-taken", holder);
            }
            this.roles.add(new RoleForm(one.account(), id, branchId));
        }
    }

    private void inCharge(Unit unit, int line) {
        Place place = this.places.stream()
            .filter((one) -> (one.line == line)
                    || (one.before != null && unit.name() != null && one.isCalled(unit.name())
                            && (unit.parent() == null || (one.parent != null && one.parent.isCalled(unit.parent())))))
            .findFirst()
            .orElse(null);
        String head = person("departments[" + line + "].head", unit.head());
        String supervisor = person("departments[" + line + "].supervisor", unit.supervisor());
        if (place != null) {
            place.head = (head != null) ? head : place.head;
            place.supervisor = (supervisor != null) ? supervisor : place.supervisor;
        }
    }

    private @Nullable String person(String field, @Nullable String typed) {
        if (typed == null) {
            return null;
        }
        List<String> called = this.people.called(typed);
        if (called.size() == 1) {
            return called.get(0);
        }
        if (called.isEmpty()) {
            error(field, "import-person-unknown");
        }
        else {
            error(field, "import-person-several", String.join(" / ", called));
        }
        return null;
    }

    List<FieldError> errors() {
        return List.copyOf(this.errors);
    }

    List<Branch> newBranches() {
        return this.newBranches;
    }

    /** Parents before children, with who is to be in charge. */
    List<Department> newDepartments() {
        Map<String, Department> sorted = new LinkedHashMap<>();
        this.places.forEach((place) -> append(place, sorted));
        return List.copyOf(sorted.values());
    }

    private static void append(Place place, Map<String, Department> sorted) {
        if (place.before == null && !sorted.containsKey(place.id)) {
            if (place.parent != null) {
                append(place.parent, sorted);
            }
            sorted.put(place.id, place.department());
        }
    }

    /** Those that are known and get somebody else in charge, as they were before. */
    Map<Department, Department> changed() {
        Map<Department, Department> changed = new LinkedHashMap<>();
        this.places.forEach((place) -> {
            if (place.before != null && !place.before.equals(place.department())) {
                changed.put(place.before, place.department());
            }
        });
        return changed;
    }

    List<Person> newPeople() {
        return this.newPeople;
    }

    List<RoleForm> roles() {
        return this.roles;
    }

    /** Somebody of the import, or who is there already. */
    String name(String account) {
        return this.people.get(account).name() + " (" + account + ")";
    }

    /** Who is there already and gets a department. */
    Collection<String> knownInCharge() {
        Set<String> fresh = new HashSet<>();
        this.newPeople.forEach((person) -> fresh.add(person.account()));
        return Stream.concat(newDepartments().stream(), changed().values().stream())
            .flatMap((department) -> Stream.of(department.head(), department.supervisor()))
            .filter((account) -> account != null && !fresh.contains(account))
            .distinct()
            .toList();
    }

    /** What a department, known or new, is called. */
    String departmentName(@Nullable String id) {
        return this.places.stream()
            .filter((place) -> place.id.equals(id))
            .map((place) -> place.name)
            .findFirst()
            .orElse("");
    }

    /** What a branch, known or new, is called. */
    String branchName(@Nullable String id) {
        return this.branches.values()
            .stream()
            .filter((branch) -> branch.id().equals(id))
            .map(Branch::name)
            .findFirst()
            .orElse("");
    }

}

package org.sanxing.procedure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import org.sanxing.common.Conflict;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.sanxing.tasks.TaskGroups;

/**
 * Who has a step, by the word of the model and the organisation as it is now (domain.md,
 * Nobody decides on themselves). All of the rules, in order:
 * <ol>
 * <li>nobody decides on themselves: the subject never has a step that decides, but where
 * the model says that it is the subject's;</li>
 * <li>of several levels, a vacant one is skipped;</li>
 * <li>a person who holds two levels in a row, and decided the first, decides once;</li>
 * <li>where a step is for the head, and there is none, the next above has it;</li>
 * <li>where nobody is left, the party group secretary has it, and the deputy what
 * concerns the secretary.</li>
 * </ol>
 */
@Component
public class Holders {

    static final String SUBJECT = "subject";

    static final String REPORTS = "reports";

    static final String FIELD = "field:";

    static final String EACH = "each ";

    private static final String HEAD = "head";

    private static final String SUPERIOR = "superior";

    private static final String COMMITTEE = "committee";

    private static final String ROLE = "role:";

    /** Whom each names by the organisation alone, as roles do; the first choice first. */
    private static final Map<String, BiFunction<Holders, ProcedureCase, Stream<String>>> WORDS = Map.of(HEAD,
            (holders, of) -> holders.head(of.departmentId()).map(Person::account).stream(), "supervisor",
            (holders, of) -> holders.supervisor(of.departmentId()).map(Person::account).stream(), SUPERIOR,
            (holders, of) -> holders.above(of.departmentId()), COMMITTEE, (holders, of) -> holders.committee(of));

    private final Organization organization;

    Holders(Organization organization) {
        this.organization = organization;
    }

    /**
     * Whether a word names somebody by the organisation alone: neither the subject nor a
     * field.
     */
    public static boolean isOfOrganization(String word) {
        return WORDS.containsKey(word) || role(word).isPresent();
    }

    /** Those of the organisation beside the roles. */
    public static Set<String> words() {
        return WORDS.keySet();
    }

    /** Of {@code role:<id>}; the two secretaries are named without. */
    private static Optional<Role> role(String word) {
        return Stream.of(Role.values())
            .filter((role) -> word.equals(ROLE + role.id()) || (isSecretary(role) && word.equals(role.id())))
            .findFirst();
    }

    private static boolean isSecretary(Role role) {
        return role == Role.PARTY_SECRETARY || role == Role.PARTY_DEPUTY_SECRETARY;
    }

    /**
     * Who has a step that is drawn once, and whose levels are not several.
     * @return account or group
     * @throws Conflict where not even the party group has anybody
     */
    public String holder(Declaration.Step step, ProcedureCase of) {
        if (step.holder().equals(SUBJECT)) {
            return of.subject();
        }
        Predicate<String> mayHave = (account) -> !step.keepsOut() || !account.equals(of.subject());
        return one(step.holder(), of, mayHave)
            .or(() -> step.holder().equals(HEAD) ? one(SUPERIOR, of, mayHave) : Optional.empty())
            .or(() -> leader(of.subject()))
            .orElseThrow(() -> of.conflict("case-without-holder"));
    }

    /**
     * The first level from {@code index} on that somebody may decide.
     * @param levels words
     * @param decided the decision just made on this version; null where there is none
     */
    public Optional<Level> next(List<String> levels, int index, ProcedureCase of, @Nullable Decided decided) {
        for (int i = index; i < levels.size(); i++) {
            int level = i;
            Optional<Level> found = one(levels.get(i), of, (account) -> !account.equals(of.subject()))
                .filter((holder) -> decided == null || !decided.covers(holder))
                .map((holder) -> new Level(level, holder));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * Who decides where no level is left.
     * @throws Conflict where not even the party group has anybody
     */
    public Level lastResort(List<String> levels, ProcedureCase of) {
        return leader(of.subject()).map((account) -> new Level(levels.size(), account))
            .orElseThrow(() -> of.conflict("case-without-holder"));
    }

    /** The account of whoever decides where nobody else is left. */
    public Optional<String> leader(String subject) {
        return this.organization.leaderOn(subject).map(Person::account);
    }

    private Optional<String> one(String word, ProcedureCase of, Predicate<String> mayHave) {
        Optional<Role> role = role(word);
        if (role.isPresent() && !isSecretary(role.get())) {
            return group(TaskGroups.role(role.get()), mayHave);
        }
        if (word.equals(COMMITTEE)) {
            return Optional.ofNullable(of.branchId()).flatMap((branch) -> group(TaskGroups.committee(branch), mayHave));
        }
        return persons(word, of, mayHave).findFirst();
    }

    private Optional<String> group(String group, Predicate<String> mayHave) {
        return TaskGroups.members(group, this.organization)
            .stream()
            .anyMatch((person) -> mayHave.test(person.account())) ? Optional.of(group) : Optional.empty();
    }

    /** Those whom a word names, the first choice first. */
    private Stream<String> persons(String word, ProcedureCase of, Predicate<String> mayHave) {
        return all(word, of, mayHave).filter(mayHave);
    }

    private Stream<String> all(String word, ProcedureCase of, Predicate<String> mayHave) {
        Optional<Role> role = role(word);
        if (role.isPresent()) {
            return this.organization.holdersOf(role.get()).stream().map(Person::account);
        }
        if (word.startsWith(FIELD)) {
            return named(of.content().get(word.substring(FIELD.length())), mayHave);
        }
        return switch (word) {
            case SUBJECT -> Stream.of(of.subject());
            case REPORTS -> reports(of.subject()).stream();
            default -> Optional.ofNullable(WORDS.get(word))
                .orElseThrow(() -> new IllegalArgumentException("Nobody is '" + word + "'"))
                .apply(this, of);
        };
    }

    private Stream<String> committee(ProcedureCase of) {
        return (of.branchId() != null) ? this.organization.committee(of.branchId()).stream().map(Person::account)
                : Stream.empty();
    }

    private Optional<Person> head(@Nullable String department) {
        return Optional.ofNullable(department).flatMap(this.organization::headOf);
    }

    private Optional<Person> supervisor(@Nullable String department) {
        return Optional.ofNullable(department).flatMap(this.organization::supervisorOf);
    }

    /**
     * Of an account or a department, or several: for a department stands its head, or
     * whoever is next above, so that none is left out for want of one.
     */
    private Stream<String> named(@Nullable Object chosen, Predicate<String> mayHave) {
        if (chosen instanceof Collection<?> several) {
            // All in one statement, before each is asked for.
            this.organization.findAll(several.stream().map(String::valueOf).toList());
            return several.stream().flatMap((each) -> named(each, mayHave)).distinct();
        }
        if (!(chosen instanceof String one) || one.isEmpty()) {
            return Stream.empty();
        }
        return this.organization.department(one)
            .map((department) -> above(one).filter(mayHave).limit(1))
            .orElseGet(() -> this.organization.find(one).filter(Person::active).map(Person::account).stream());
    }

    /** The nearest first; none is looked up before it is asked for. */
    private Stream<String> above(@Nullable String department) {
        return Stream
            .<Supplier<Optional<Person>>>of(() -> head(department), () -> supervisor(department),
                    this.organization::partySecretary, this.organization::partyDeputySecretary)
            .flatMap((next) -> next.get().stream())
            .map(Person::account);
    }

    /**
     * Those for each of whom there is a task: chosen in a field, or whom the subject
     * leads.
     */
    public List<String> each(Declaration.Step step, ProcedureCase of) {
        return persons(word(step.holder()), of, (account) -> !step.keepsOut() || !account.equals(of.subject()))
            .distinct()
            .toList();
    }

    static String word(String holder) {
        return holder.startsWith(EACH) ? holder.substring(EACH.length()) : holder;
    }

    /** All whom words name, for telling them. */
    public Set<String> people(Collection<String> words, ProcedureCase of) {
        Set<String> people = new LinkedHashSet<>();
        for (String word : words) {
            // The next above is one, whoever that is.
            persons(word(word), of, (account) -> true).limit(word.equals(SUPERIOR) ? 1 : Long.MAX_VALUE)
                .forEach(people::add);
        }
        return people;
    }

    /**
     * Whom a person leads: the staff of the departments they head; the heads of those
     * they supervise, or the staff where there is none; and for the party group secretary
     * the party group, all who supervise, and the heads of what is directly below the
     * organ.
     */
    private Set<String> reports(String account) {
        Set<String> led = new LinkedHashSet<>();
        boolean secretary = this.organization.rolesOf(account).contains(Role.PARTY_SECRETARY);
        if (secretary) {
            this.organization.partyGroup().forEach((person) -> led.add(person.account()));
        }
        List<String> direct = new ArrayList<>();
        Set<String> first = secretary ? firstLevel() : Set.of();
        for (Department department : this.organization.departments()) {
            Optional<String> head = this.organization.headOf(department.id()).map(Person::account);
            Optional<String> supervisor = this.organization.supervisorOf(department.id()).map(Person::account);
            boolean supervises = supervisor.filter(account::equals).isPresent();
            if (head.filter(account::equals).isPresent() || (supervises && head.isEmpty())) {
                direct.add(department.id());
            }
            if (secretary) {
                supervisor.ifPresent(led::add);
            }
            if (supervises || (secretary && first.contains(department.id()))) {
                head.ifPresent(led::add);
            }
        }
        this.organization.staffOf(direct).forEach((person) -> led.add(person.account()));
        led.remove(account);
        return led;
    }

    /** What is directly below the organ, whether that is a department itself or not. */
    private Set<String> firstLevel() {
        List<Department> all = this.organization.departments();
        Set<String> roots = all.stream()
            .filter((department) -> department.parentId() == null)
            .map(Department::id)
            .collect(Collectors.toSet());
        Set<String> parents = all.stream().map(Department::parentId).collect(Collectors.toSet());
        return all.stream()
            .filter((department) -> (department.parentId() == null) ? !parents.contains(department.id())
                    : roots.contains(department.parentId()))
            .map(Department::id)
            .collect(Collectors.toSet());
    }

    /**
     * @param index among the levels; behind the last where nobody of them is left
     * @param holder account or group
     */
    public record Level(int index, String holder) {
    }

    /**
     * @param holder who had the level by the organisation
     * @param actor who decided; another where the task was transferred
     * @param onBehalfOf for whom a deputy decided; null otherwise
     */
    public record Decided(String holder, String actor, @Nullable String onBehalfOf) {

        /** A deputy's decision is the principal's. */
        boolean covers(String account) {
            return account.equals(this.holder)
                    && account.equals((this.onBehalfOf != null) ? this.onBehalfOf : this.actor);
        }

    }

}

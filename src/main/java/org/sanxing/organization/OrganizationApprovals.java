package org.sanxing.organization;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.organization.DismissPerson.DismissPersonCommand;
import org.sanxing.organization.OrganizationForms.DepartmentForm;
import org.sanxing.organization.OrganizationForms.DeputyForm;
import org.sanxing.organization.OrganizationForms.PersonForm;
import org.sanxing.organization.OrganizationForms.RoleForm;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What gives rights in the organisation. The security administrator asks for roles, and
 * the system administrator confirms them; all else is the other way round.
 */
final class OrganizationApprovals {

    static final String ROLE = "role";

    static final String PERSON = "person";

    static final String MOVE = "move";

    static final String PASSWORD = "password";

    static final String RETURN = "return";

    static final String DEPARTMENT = "department";

    static final String DEPUTY = "deputy";

    static final String LEAVE = "leave";

    static final String IMPORT = "import";

    private OrganizationApprovals() {
    }

    record AccountCommand(String account) {

    }

    record PersonCommand(String account, PersonForm form, @Nullable Integer revision) {

    }

    /**
     * @param id null for a new one
     */
    record DepartmentCommand(@Nullable String id, DepartmentForm form, @Nullable Integer revision) {

    }

    /** Says who is meant and what they hold, in the language of who reads. */
    @Component
    static class Words {

        private final Organization organization;

        private final MessageSource messages;

        Words(Organization organization, MessageSource messages) {
            this.organization = organization;
            this.messages = messages;
        }

        String say(String key, @Nullable Object... arguments) {
            return this.messages.getMessage("approvals.gives." + key, arguments, LocaleContextHolder.getLocale());
        }

        String role(String id) {
            return this.messages.getMessage("organization.role." + id, null, id, LocaleContextHolder.getLocale());
        }

        String person(@Nullable String account) {
            return (account != null) ? this.organization.find(account)
                .map((person) -> person.name() + " (" + account + ")")
                .orElse(account) : say("nobody");
        }

        String department(@Nullable String id) {
            return (id != null) ? this.organization.department(id).map(Department::name).orElse(id) : say("none");
        }

        String branch(@Nullable String id) {
            return (id != null) ? this.organization.branch(id).map(Branch::name).orElse(id) : say("none");
        }

        /** What whoever signs in as this person may do. */
        List<String> held(String account) {
            List<String> lines = new ArrayList<>();
            this.organization.rolesOf(account).forEach((role) -> lines.add(say("holds", role(role.id()))));
            for (Department department : this.organization.departments()) {
                if (account.equals(department.head())) {
                    lines.add(say("heads", department.name()));
                }
                if (account.equals(department.supervisor())) {
                    lines.add(say("supervises", department.name()));
                }
            }
            return lines;
        }

    }

    /** What all of them have. */
    abstract static class Kind<C> implements ApprovalKind<C> {

        private final String id;

        private final Class<C> command;

        final Words words;

        Kind(String id, Class<C> command, Words words) {
            this.id = id;
            this.command = command;
            this.words = words;
        }

        @Override
        public String id() {
            return this.id;
        }

        @Override
        public Class<C> command() {
            return this.command;
        }

    }

    @Component
    static class RoleGrants extends Kind<RoleForm> {

        private final KeepRoles roles;

        RoleGrants(KeepRoles roles, Words words) {
            super(ROLE, RoleForm.class, words);
            this.roles = roles;
        }

        @Override
        public Role confirmer(RoleForm command) {
            return Role.SYSTEM_ADMINISTRATOR;
        }

        @Override
        public String subject(RoleForm command) {
            return Objects.requireNonNull(command.account());
        }

        @Override
        public void check(String actor, RoleForm command) {
            this.roles.check(actor, command);
        }

        @Override
        public List<String> gives(RoleForm command) {
            String role = String.valueOf(command.role());
            return List.of(
                    (command.branch() != null)
                            ? this.words.say("role-of-branch", this.words.person(command.account()),
                                    this.words.role(role), this.words.branch(command.branch()))
                            : this.words.say("role", this.words.person(command.account()), this.words.role(role)),
                    this.words.say("right." + role));
        }

        @Override
        public Object execute(String actor, RoleForm command) {
            this.roles.grant(actor, command);
            return command;
        }

    }

    @Component
    static class NewPeople extends Kind<PersonForm> {

        private final KeepPeople people;

        NewPeople(KeepPeople people, Words words) {
            super(PERSON, PersonForm.class, words);
            this.people = people;
        }

        @Override
        public String subject(PersonForm command) {
            return Objects.requireNonNull(command.account());
        }

        @Override
        public List<String> newcomers(PersonForm command) {
            return List.of(subject(command));
        }

        @Override
        public void check(String actor, PersonForm command) {
            this.people.check(actor, command);
        }

        @Override
        public List<String> gives(PersonForm command) {
            List<String> lines = new ArrayList<>();
            lines.add(this.words.say("person", command.name(), command.account(),
                    (command.post() != null) ? command.post() : this.words.say("none"),
                    this.words.department(command.department()), this.words.branch(command.branch())));
            lines.add(this.words.say("person.right"));
            if (command.email() != null) {
                lines.add(this.words.say("person.email", command.email()));
            }
            return lines;
        }

        @Override
        public Object execute(String actor, PersonForm command) {
            return this.people.add(actor, command);
        }

    }

    /**
     * Who changes department or branch takes their materials along to other readers, and
     * mail says what notices say: where it goes is no single administrator's choice.
     */
    @Component
    static class Moves extends Kind<PersonCommand> {

        private final KeepPeople people;

        private final Organization organization;

        Moves(KeepPeople people, Organization organization, Words words) {
            super(MOVE, PersonCommand.class, words);
            this.people = people;
            this.organization = organization;
        }

        @Override
        public String subject(PersonCommand command) {
            return command.account();
        }

        @Override
        public boolean waits(String actor, PersonCommand command) {
            return !gives(command).isEmpty();
        }

        @Override
        public void check(String actor, PersonCommand command) {
            this.people.checkChange(actor, command.account(), command.form(), command.revision());
        }

        /** Where somebody belongs nowhere any more, nobody gets anything. */
        @Override
        public List<String> gives(PersonCommand command) {
            Person before = this.organization.find(command.account()).orElse(null);
            if (before == null) {
                return List.of();
            }
            PersonForm after = command.form();
            List<String> lines = new ArrayList<>();
            if (after.department() != null && !after.department().equals(before.departmentId())) {
                lines.add(this.words.say("move.department", this.words.person(before.account()),
                        this.words.department(after.department()), this.words.department(before.departmentId())));
            }
            if (after.branch() != null && !after.branch().equals(before.branchId())) {
                lines.add(this.words.say("move.branch", this.words.person(before.account()),
                        this.words.branch(after.branch()), this.words.branch(before.branchId())));
            }
            if (after.email() != null && !after.email().equals(before.email())) {
                lines.add(this.words.say("move.email", this.words.person(before.account()), after.email(),
                        Objects.requireNonNullElseGet(before.email(), () -> this.words.say("none"))));
            }
            return lines;
        }

        @Override
        public Person execute(String actor, PersonCommand command) {
            return this.people.change(actor, command.account(), command.form(), command.revision());
        }

    }

    @Component
    static class Passwords extends Kind<AccountCommand> {

        private final KeepPeople people;

        Passwords(KeepPeople people, Words words) {
            super(PASSWORD, AccountCommand.class, words);
            this.people = people;
        }

        @Override
        public Role confirmer(AccountCommand command) {
            return this.people.confirmerOfReset(command.account());
        }

        @Override
        public String subject(AccountCommand command) {
            return command.account();
        }

        @Override
        public List<String> newcomers(AccountCommand command) {
            return List.of(subject(command));
        }

        @Override
        public void check(String actor, AccountCommand command) {
            this.people.checkReset(actor, command.account());
        }

        @Override
        public List<String> gives(AccountCommand command) {
            List<String> lines = new ArrayList<>();
            lines.add(this.words.say("password", this.words.person(command.account())));
            lines.addAll(this.words.held(command.account()));
            return lines;
        }

        @Override
        public Object execute(String actor, AccountCommand command) {
            this.people.resetPassword(actor, command.account());
            return command;
        }

    }

    @Component
    static class Returns extends Kind<AccountCommand> {

        private final KeepPeople people;

        Returns(KeepPeople people, Words words) {
            super(RETURN, AccountCommand.class, words);
            this.people = people;
        }

        @Override
        public String subject(AccountCommand command) {
            return command.account();
        }

        @Override
        public List<String> newcomers(AccountCommand command) {
            return List.of(subject(command));
        }

        @Override
        public void check(String actor, AccountCommand command) {
            this.people.checkReturn(actor, command.account());
        }

        @Override
        public List<String> gives(AccountCommand command) {
            return List.of(this.words.say("return", this.words.person(command.account())));
        }

        @Override
        public Object execute(String actor, AccountCommand command) {
            this.people.takeBack(actor, command.account());
            return command;
        }

    }

    /** Who heads and who supervises, also by coming under another department. */
    @Component
    static class Departments extends Kind<DepartmentCommand> {

        private final KeepDepartments departments;

        private final Organization organization;

        private final OrganizationStore store;

        Departments(KeepDepartments departments, Organization organization, OrganizationStore store, Words words) {
            super(DEPARTMENT, DepartmentCommand.class, words);
            this.departments = departments;
            this.organization = organization;
            this.store = store;
        }

        @Override
        public String subject(DepartmentCommand command) {
            return Objects.requireNonNullElse(command.form().name(), "");
        }

        @Override
        public boolean waits(String actor, DepartmentCommand command) {
            return !changes(command).isEmpty();
        }

        /** What it gives; taking away gives nothing. */
        private List<String> changes(DepartmentCommand command) {
            DepartmentForm form = command.form();
            Department before = (command.id() != null) ? this.organization.department(command.id()).orElse(null) : null;
            String name = subject(command);
            List<String> lines = new ArrayList<>();
            if (form.head() != null && (before == null || !form.head().equals(before.head()))) {
                lines.add(this.words.say("head", this.words.person(form.head()), name,
                        this.words.person((before != null) ? before.head() : null)));
            }
            String supervisor = supervisor(form.supervisor(), form.parent());
            String supervised = (before != null) ? supervisor(before.supervisor(), before.parentId()) : null;
            if (supervisor != null && !supervisor.equals(supervised)) {
                lines.add(this.words.say("supervisor", this.words.person(supervisor), name,
                        this.words.person(supervised)));
            }
            return lines;
        }

        /** The department's own, or that of the nearest above. */
        private @Nullable String supervisor(@Nullable String own, @Nullable String parent) {
            return (own != null || parent == null) ? own
                    : this.organization.supervisorOf(parent).map(Person::account).orElse(null);
        }

        @Override
        public void check(String actor, DepartmentCommand command) {
            this.departments.check(actor, command.id(), command.form());
            if (command.id() != null && command.revision() != null
                    && this.store.departmentRows()
                        .stream()
                        .noneMatch((row) -> row.id().equals(command.id()) && row.revision() == command.revision())) {
                throw new Conflict("organization-changed");
            }
        }

        @Override
        public List<String> gives(DepartmentCommand command) {
            return changes(command);
        }

        @Override
        public Department execute(String actor, DepartmentCommand command) {
            return (command.id() != null)
                    ? this.departments.change(actor, command.id(), command.form(), command.revision())
                    : this.departments.add(actor, command.form());
        }

    }

    /** Those that an administrator names; whom a person names is their own business. */
    @Component
    static class NamedDeputies extends Kind<DeputyForm> {

        private final KeepDeputies deputies;

        NamedDeputies(KeepDeputies deputies, Words words) {
            super(DEPUTY, DeputyForm.class, words);
            this.deputies = deputies;
        }

        @Override
        public String subject(DeputyForm command) {
            return Objects.requireNonNull(command.to());
        }

        @Override
        public boolean waits(String actor, DeputyForm command) {
            return command.principal() != null && !command.principal().equals(actor);
        }

        @Override
        public @Nullable String reason(DeputyForm command) {
            return command.reason();
        }

        @Override
        public void check(String actor, DeputyForm command) {
            this.deputies.check(actor, command);
        }

        @Override
        public List<String> gives(DeputyForm command) {
            List<String> lines = new ArrayList<>();
            lines.add(this.words.say("deputy", this.words.person(command.to()), this.words.person(command.principal()),
                    command.from(), command.until()));
            lines.addAll(this.words.held(String.valueOf(command.principal())));
            return lines;
        }

        @Override
        public Object execute(String actor, DeputyForm command) {
            return this.deputies.name(actor, command);
        }

    }

    /** Who gets what a leaver held; where nobody gets anything, leaving is at once. */
    @Component
    static class Successions extends Kind<DismissPersonCommand> {

        private final DismissPerson dismissPerson;

        Successions(DismissPerson dismissPerson, Words words) {
            super(LEAVE, DismissPersonCommand.class, words);
            this.dismissPerson = dismissPerson;
        }

        @Override
        public String subject(DismissPersonCommand command) {
            return command.account();
        }

        @Override
        public boolean waits(String actor, DismissPersonCommand command) {
            return !command.named().isEmpty();
        }

        @Override
        public @Nullable String reason(DismissPersonCommand command) {
            return command.reason();
        }

        @Override
        public void check(String actor, DismissPersonCommand command) {
            this.dismissPerson.check(command);
        }

        @Override
        public List<String> gives(DismissPersonCommand command) {
            Set<String> successors = command.named();
            return Stream.concat(
                    Stream.of(this.words.say("leave", this.words.person(command.account()),
                            successors.stream().map(this.words::person).collect(Collectors.joining(", ")))),
                    this.words.held(command.account()).stream())
                .toList();
        }

        @Override
        public Object execute(String actor, DismissPersonCommand command) {
            this.dismissPerson.execute(command);
            return command;
        }

    }

}

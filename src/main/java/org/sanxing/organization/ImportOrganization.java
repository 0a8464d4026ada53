package org.sanxing.organization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Progress;
import org.sanxing.common.UseCase;
import org.sanxing.organization.ImportedOrganization.Newcomer;
import org.sanxing.organization.OrganizationForms.RoleForm;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The system administrator adds a whole organisation at once, all of it or nothing. As
 * soon as it gives anybody anything it is confirmed first ({@link Approvals}), with the
 * roles in it: two administrators have seen each.
 */
@UseCase
public class ImportOrganization {

    /** By which it is asked for. */
    public static final String KIND = OrganizationApprovals.IMPORT;

    private final Organization organization;

    private final OrganizationStore store;

    private final OrganizationApprovals.Words words;

    private final ApplicationEventPublisher events;

    ImportOrganization(Organization organization, OrganizationStore store, OrganizationApprovals.Words words,
            ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.words = words;
        this.events = events;
    }

    public Outlook look(String actor, ImportedOrganization imported) {
        Roles.requireSystemAdministrator(this.organization, actor);
        ImportPlan plan = plan(imported);
        return new Outlook(plan.errors(), plan.errors().isEmpty() ? gives(plan) : List.of());
    }

    /** What it comes to as things are; the number of statements does not grow with it. */
    ImportPlan plan(ImportedOrganization imported) {
        Progress.at("approvals.checking", imported.people().size(), 0);
        Set<String> open = this.store.departmentRows()
            .stream()
            .filter(OrganizationStore.DepartmentRow::active)
            .map(OrganizationStore.DepartmentRow::id)
            .collect(Collectors.toSet());
        List<Directory.BranchItem> branches = this.store.branches();
        Map<String, String> seats = new HashMap<>();
        this.store.grants().forEach((grant) -> {
            String seat = OrganizationStore.seat(grant.role(), (grant.branch() != null) ? grant.branch().id() : null);
            if (seat != null) {
                seats.put(seat, grant.person().name());
            }
        });
        return new ImportPlan(imported, new ImportPlan.Known(
                this.organization.departments().stream().filter((one) -> open.contains(one.id())).toList(),
                branches.stream()
                    .filter(Directory.BranchItem::active)
                    .map((one) -> new Branch(one.id(), one.name(), one.code()))
                    .toList(),
                branches.stream().map(Directory.BranchItem::code).collect(Collectors.toSet()),
                this.organization.staff(),
                new HashSet<>(this.organization.findAll(
                        imported.people().stream().map(Newcomer::account).filter((account) -> account != null).toList())
                    .keySet()),
                seats));
    }

    /** Everybody is named: who confirms has seen all of them. */
    List<String> gives(ImportPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(this.words.say("import", plan.newDepartments().size(), plan.newBranches().size(),
                plan.newPeople().size()));
        plan.newDepartments().forEach((one) -> inCharge(plan, null, one, lines));
        plan.changed().forEach((before, after) -> inCharge(plan, before, after, lines));
        for (RoleForm one : plan.roles()) {
            String who = plan.name(String.valueOf(one.account()));
            String role = this.words.role(String.valueOf(one.role()));
            lines
                .add((one.branch() != null) ? this.words.say("role-of-branch", who, role, plan.branchName(one.branch()))
                        : this.words.say("role", who, role));
        }
        plan.roles()
            .stream()
            .map(RoleForm::role)
            .distinct()
            .forEach((role) -> lines.add(this.words.say("import.right", this.words.role(String.valueOf(role)),
                    this.words.say("right." + role))));
        Map<String, List<Person>> people = plan.newPeople()
            .stream()
            .collect(Collectors.groupingBy((one) -> String.valueOf(one.departmentId()), LinkedHashMap::new,
                    Collectors.toList()));
        people.forEach((department,
                those) -> lines.add(this.words.say("import.people", plan.departmentName(department), those.size(),
                        those.stream()
                            .map((one) -> plan.name(one.account()) + ((one.email() != null) ? " " + one.email() : ""))
                            .collect(Collectors.joining(this.words.say("import.and"))))));
        if (!people.isEmpty()) {
            lines.add(this.words.say("person.right"));
        }
        return lines;
    }

    private void inCharge(ImportPlan plan, @Nullable Department before, Department after, List<String> lines) {
        if (after.head() != null && (before == null || !after.head().equals(before.head()))) {
            lines.add(this.words.say("head", plan.name(after.head()), after.name(),
                    this.words.person((before != null) ? before.head() : null)));
        }
        if (after.supervisor() != null && (before == null || !after.supervisor().equals(before.supervisor()))) {
            lines.add(this.words.say("supervisor", plan.name(after.supervisor()), after.name(),
                    this.words.person((before != null) ? before.supervisor() : null)));
        }
    }

    /** All of it, with all checks again. */
    Imported execute(String actor, ImportedOrganization imported) {
        Roles.requireSystemAdministrator(this.organization, actor);
        this.store.lockDepartments();
        ImportPlan plan = plan(imported);
        if (!plan.errors().isEmpty()) {
            throw new Conflict("import-fits-no-more");
        }
        // Held until the end: they must not become administrators meanwhile.
        this.store.lockPeople(plan.knownInCharge());
        int last = this.store.departmentRows()
            .stream()
            .mapToInt(OrganizationStore.DepartmentRow::sortOrder)
            .max()
            .orElse(0);
        this.store.add(plan, last + 1, actor);
        tell(actor, plan);
        return new Imported(plan.newDepartments().size(), plan.newBranches().size(), plan.newPeople().size());
    }

    private void tell(String actor, ImportPlan plan) {
        plan.newBranches().forEach((one) -> this.events.publishEvent(OrganizationEvent.branchAdded(actor, one)));
        plan.newDepartments().forEach((one) -> this.events.publishEvent(OrganizationEvent.departmentAdded(actor, one)));
        plan.changed()
            .forEach((before, after) -> this.events
                .publishEvent(OrganizationEvent.departmentChanged(actor, before, after)));
        Map<String, List<String>> roles = plan.roles()
            .stream()
            .collect(Collectors.groupingBy((one) -> String.valueOf(one.account()),
                    Collectors.mapping((one) -> String.valueOf(one.role()), Collectors.toList())));
        plan.newPeople()
            .forEach((one) -> this.events.publishEvent(
                    OrganizationEvent.personImported(actor, one, roles.getOrDefault(one.account(), List.of()))));
    }

    /**
     * What an import comes to.
     *
     * @param errors by the path of the field: {@code people[3].account}
     * @param gives in words, a line each; empty where something is wrong
     */
    public record Outlook(List<FieldError> errors, List<String> gives) {

    }

    /** How many of each are new. */
    public record Imported(int departments, int branches, int people) {

    }

    /** Confirmed by the security administrator. */
    @Component
    static class Confirmed extends OrganizationApprovals.Kind<ImportedOrganization> {

        private final ImportOrganization imports;

        Confirmed(ImportOrganization imports, OrganizationApprovals.Words words) {
            super(KIND, ImportedOrganization.class, words);
            this.imports = imports;
        }

        @Override
        public String subject(ImportedOrganization command) {
            return command.file();
        }

        @Override
        public boolean waits(String actor, ImportedOrganization command) {
            return command.givesRights();
        }

        @Override
        public List<String> newcomers(ImportedOrganization command) {
            return command.people().stream().map(Newcomer::account).map(String::valueOf).toList();
        }

        @Override
        public void check(String actor, ImportedOrganization command) {
            List<FieldError> errors = this.imports.look(actor, command).errors();
            if (!errors.isEmpty()) {
                throw new InvalidInput(errors);
            }
        }

        @Override
        public List<String> gives(ImportedOrganization command) {
            return this.imports.gives(this.imports.plan(command));
        }

        @Override
        public Object execute(String actor, ImportedOrganization command) {
            return this.imports.execute(actor, command);
        }

    }

}

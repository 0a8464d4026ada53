package org.sanxing.organization;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.PageLimit;
import org.sanxing.common.Refusal;
import org.sanxing.organization.OrganizationApprovals.AccountCommand;
import org.sanxing.organization.OrganizationApprovals.DepartmentCommand;
import org.sanxing.organization.OrganizationApprovals.PersonCommand;
import org.sanxing.organization.OrganizationForms.BranchForm;
import org.sanxing.organization.OrganizationForms.DepartmentForm;
import org.sanxing.organization.OrganizationForms.PersonForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the system administrator keeps departments, branches and people. */
@Controller
@RequestMapping("/admin/organization")
class OrganizationPages {

    private static final String HOME = "redirect:/admin/organization";

    private static final String PEOPLE = "redirect:/admin/organization/people";

    private final Organization organization;

    private final Directory directory;

    private final KeepDepartments departments;

    private final KeepBranches branches;

    private final Approvals approvals;

    OrganizationPages(Organization organization, Directory directory, KeepDepartments departments,
            KeepBranches branches, Approvals approvals) {
        this.organization = organization;
        this.directory = directory;
        this.departments = departments;
        this.branches = branches;
        this.approvals = approvals;
    }

    @ModelAttribute
    void requireSystemAdministrator(@CurrentPerson Person me) {
        Roles.requireSystemAdministrator(this.organization, me.account());
    }

    @GetMapping
    String overview(Model model) {
        model.addAttribute("departments", this.directory.departments());
        model.addAttribute("branches", this.directory.branches());
        return "organization/overview";
    }

    @GetMapping("/departments/new")
    String newDepartment(@RequestParam(required = false) @Nullable String parent, Model model) {
        return departmentForm(null, new DepartmentForm(null, parent, null, null, null, null), model);
    }

    @PostMapping("/departments/new")
    String addDepartment(@CurrentPerson Person me, @ModelAttribute DepartmentForm form,
            @RequestParam(required = false) @Nullable String reason, Model model, RedirectAttributes after) {
        return ApprovalPages.ask(model, after, HOME, () -> keep(me, null, form, reason),
                (done) -> Confirmation.of("organization.department.added", String.valueOf(form.name())),
                (refusal) -> departmentForm(null, form, refused(refusal, model)));
    }

    @GetMapping("/departments/{id}")
    String department(@PathVariable String id, Model model) {
        Directory.DepartmentItem item = this.directory.department(id);
        return departmentForm(item, new DepartmentForm(item.name(), item.parent(), account(item.head()),
                account(item.supervisor()), item.sortOrder(), item.revision()), model);
    }

    private static @Nullable String account(@Nullable PersonRef person) {
        return (person != null) ? person.account() : null;
    }

    @PostMapping("/departments/{id}")
    String changeDepartment(@CurrentPerson Person me, @PathVariable String id, @ModelAttribute DepartmentForm form,
            @RequestParam(required = false) @Nullable String reason, Model model, RedirectAttributes after) {
        return ApprovalPages.ask(model, after, HOME, () -> keep(me, id, form, reason),
                (done) -> Confirmation.of("organization.department.changed"),
                (refusal) -> departmentForm(this.directory.department(id), form, refused(refusal, model)));
    }

    private Approvals.Asked keep(Person me, @Nullable String id, DepartmentForm form, @Nullable String reason) {
        return this.approvals.ask(me.account(), OrganizationApprovals.DEPARTMENT,
                new DepartmentCommand(id, form, form.revision()), reason);
    }

    @PostMapping("/departments/{id}/close")
    String closeDepartment(@CurrentPerson Person me, @PathVariable String id, Model model, RedirectAttributes after) {
        return attempt(after, HOME, () -> {
            this.departments.close(me.account(), id);
            return Confirmation.of("organization.department.closed");
        }, (refusal) -> department(id, refused(refusal, model)));
    }

    private String departmentForm(Directory.@Nullable DepartmentItem item, DepartmentForm form, Model model) {
        model.addAttribute("department", item);
        model.addAttribute("form", form);
        model.addAttribute("departments",
                this.directory.departments()
                    .stream()
                    .filter((one) -> one.active() && (item == null || !one.id().equals(item.id())))
                    .toList());
        model.addAttribute("staff", this.organization.staff());
        return "organization/department";
    }

    @GetMapping("/branches/new")
    String newBranch(Model model) {
        return branchForm(null, new BranchForm(null, null, null), model);
    }

    @PostMapping("/branches/new")
    String addBranch(@CurrentPerson Person me, @ModelAttribute BranchForm form, Model model, RedirectAttributes after) {
        return attempt(after, HOME,
                () -> Confirmation.of("organization.branch.added", this.branches.add(me.account(), form).name()),
                (refusal) -> branchForm(null, form, refused(refusal, model)));
    }

    @GetMapping("/branches/{id}")
    String branch(@PathVariable String id, Model model) {
        Directory.BranchItem item = this.directory.branch(id);
        return branchForm(item, new BranchForm(item.name(), item.code(), item.revision()), model);
    }

    @PostMapping("/branches/{id}")
    String renameBranch(@CurrentPerson Person me, @PathVariable String id, @ModelAttribute BranchForm form, Model model,
            RedirectAttributes after) {
        return attempt(after, HOME, () -> {
            this.branches.rename(me.account(), id, form, form.revision());
            return Confirmation.of("organization.branch.changed");
        }, (refusal) -> branchForm(this.directory.branch(id), form, refused(refusal, model)));
    }

    @PostMapping("/branches/{id}/close")
    String closeBranch(@CurrentPerson Person me, @PathVariable String id, Model model, RedirectAttributes after) {
        return attempt(after, HOME, () -> {
            this.branches.close(me.account(), id);
            return Confirmation.of("organization.branch.closed");
        }, (refusal) -> branch(id, refused(refusal, model)));
    }

    private String branchForm(Directory.@Nullable BranchItem item, BranchForm form, Model model) {
        model.addAttribute("branch", item);
        model.addAttribute("form", form);
        return "organization/branch";
    }

    /**
     * @param left whether people who left are listed too
     */
    @GetMapping("/people")
    String people(@RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String branch, @RequestParam(defaultValue = "false") boolean left,
            @RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("page", this.directory
            .people(new Directory.PeopleFilter(q, department, branch, left ? null : true), cursor, PageLimit.DEFAULT));
        model.addAttribute("q", q);
        model.addAttribute("department", department);
        model.addAttribute("branch", branch);
        model.addAttribute("left", left);
        model.addAttribute("departments", this.directory.departments());
        model.addAttribute("branches", this.directory.branches());
        return "organization/people";
    }

    @GetMapping("/people/new")
    String newPerson(Model model) {
        return personForm(null, new PersonForm(null, null, null, null, null, null, null), model);
    }

    @PostMapping("/people/new")
    String addPerson(@CurrentPerson Person me, @ModelAttribute PersonForm form,
            @RequestParam(required = false) @Nullable String reason, Model model, RedirectAttributes after) {
        return ask(me, OrganizationApprovals.PERSON, form, reason, PEOPLE, model, after,
                (refusal) -> personForm(null, form, refused(refusal, model)));
    }

    private String ask(Person me, String kind, Object command, @Nullable String reason, String next, Model model,
            RedirectAttributes after, Function<Refusal, String> again) {
        return ApprovalPages.ask(model, after, next, () -> this.approvals.ask(me.account(), kind, command, reason),
                (done) -> Confirmation.of("organization.person.changed"), again);
    }

    @GetMapping("/people/{account}")
    String person(@PathVariable String account, Model model) {
        Directory.PersonItem item = this.directory.person(account);
        return personForm(item, new PersonForm(item.account(), item.name(), item.post(), id(item.department()),
                id(item.branch()), item.email(), item.revision()), model);
    }

    private static @Nullable String id(@Nullable Named named) {
        return (named != null) ? named.id() : null;
    }

    @PostMapping("/people/{account}")
    String changePerson(@CurrentPerson Person me, @PathVariable String account, @ModelAttribute PersonForm form,
            @RequestParam(required = false) @Nullable String reason, Model model, RedirectAttributes after) {
        return ask(me, OrganizationApprovals.MOVE, new PersonCommand(account, form, form.revision()), reason,
                PEOPLE + "/" + account, model, after,
                (refusal) -> personForm(this.directory.person(account), form, refused(refusal, model)));
    }

    @PostMapping("/people/{account}/password")
    String resetPassword(@CurrentPerson Person me, @PathVariable String account,
            @RequestParam(required = false) @Nullable String reason, Model model, RedirectAttributes after) {
        return ask(me, OrganizationApprovals.PASSWORD, new AccountCommand(account), reason, PEOPLE, model, after,
                (refusal) -> person(account, refused(refusal, model)));
    }

    private String personForm(Directory.@Nullable PersonItem item, PersonForm form, Model model) {
        model.addAttribute("person", item);
        model.addAttribute("form", form);
        model.addAttribute("departments",
                this.directory.departments().stream().filter(Directory.DepartmentItem::active).toList());
        model.addAttribute("branches",
                this.directory.branches().stream().filter(Directory.BranchItem::active).toList());
        return "organization/person";
    }

    /**
     * Does what was asked.
     * @param next where to go when it is done
     * @param again the page again with what was refused
     */
    static String attempt(RedirectAttributes after, String next, Supplier<Confirmation> act,
            Function<Refusal, String> again) {
        try {
            after.addFlashAttribute(Confirmation.ATTRIBUTE, act.get());
            return next;
        }
        catch (InvalidInput | Conflict ex) {
            return again.apply(ex);
        }
    }

    /** What {@code organization/_form.html} shows of a refusal. */
    static Model refused(Refusal refusal, Model model) {
        model.addAttribute("refusal", refusal);
        model.addAttribute("errors", (refusal instanceof InvalidInput invalid) ? invalid.errors() : List.of());
        return model;
    }

}

package org.sanxing.organization;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.BindParam;

import static org.sanxing.organization.OrganizationInput.trimmed;

/**
 * What the pages and the API send of the organisation. A page sends the revision with the
 * rest, the API as {@code If-Match}.
 */
final class OrganizationForms {

    private OrganizationForms() {
    }

    /**
     * @param parent null at the top
     * @param head account; null where vacant
     * @param supervisor account; null where the parent's is
     * @param sortOrder place among its siblings
     */
    record DepartmentForm(@Nullable String name, @Nullable String parent, @Nullable String head,
            @Nullable String supervisor, @Nullable Integer sortOrder, @JsonIgnore @Nullable Integer revision) {

        DepartmentForm {
            name = trimmed(name);
            parent = trimmed(parent);
            head = trimmed(head);
            supervisor = trimmed(supervisor);
        }

        int sortOrderOrZero() {
            return Objects.requireNonNullElse(this.sortOrder, 0);
        }

        Department department(String id) {
            return new Department(id, Objects.requireNonNullElse(this.name, ""), this.parent, this.head,
                    this.supervisor);
        }

    }

    record BranchForm(@Nullable String name, @Nullable String code, @JsonIgnore @Nullable Integer revision) {

        BranchForm {
            name = trimmed(name);
            code = trimmed(code);
        }

    }

    /**
     * Department and branch go together: both, or for an administrator neither.
     *
     * @param account of somebody new; never changed
     */
    record PersonForm(@Nullable String account, @Nullable String name, @Nullable String post,
            @Nullable String department, @Nullable String branch, @Nullable String email,
            @JsonIgnore @Nullable Integer revision) {

        PersonForm {
            account = trimmed(account);
            name = trimmed(name);
            post = trimmed(post);
            department = trimmed(department);
            branch = trimmed(branch);
            email = trimmed(email);
        }

        Person person(String account) {
            return new Person(account, Objects.requireNonNullElse(this.name, ""),
                    Objects.requireNonNullElse(this.post, ""), this.department, this.branch, this.email, true);
        }

        void check(OrganizationInput input, OrganizationStore store) {
            input.name(this.name)
                .text("post", this.post)
                .email(this.email)
                .require(this.department == null || store.activeDepartment(this.department), "department", "unknown")
                .require(this.branch == null || store.activeBranch(this.branch), "branch", "unknown")
                .require(this.department != null || this.branch == null, "department", "needed")
                .require(this.branch != null || this.department == null, "branch", "needed")
                .refuseWhatIsWrong();
        }

    }

    /**
     * @param branch of a committee's role; null for every other
     */
    record RoleForm(@Nullable String account, @Schema(implementation = Role.class) @Nullable String role,
            @Nullable String branch) {

        RoleForm {
            account = trimmed(account);
            branch = trimmed(branch);
        }

    }

    /**
     * @param principal {@code for}: account of who is away, the administrator's to say;
     * null for oneself
     * @param to account of the deputy
     * @param from first day, {@code yyyy-MM-dd}
     * @param until last day
     * @param kinds null or empty for all
     * @param campaigns null or empty for all
     * @param reason needed where it is done for somebody else
     */
    record DeputyForm(@BindParam("for") @JsonProperty("for") @Nullable String principal, @Nullable String to,
            @Nullable String from, @Nullable String until, @Nullable List<@Nullable String> kinds,
            @Nullable List<@Nullable String> campaigns, @Nullable String reason) {

        DeputyForm {
            principal = trimmed(principal);
            to = trimmed(to);
            reason = trimmed(reason);
        }

        static DeputyForm empty(String today) {
            return new DeputyForm(null, null, today, null, null, null, null);
        }

        /** With the accounts that are meant by what was typed. */
        DeputyForm meaning(@Nullable String principal, People people) {
            return new DeputyForm(people.account(principal), people.account(this.to), this.from, this.until, this.kinds,
                    this.campaigns, this.reason);
        }

        public boolean hasKind(String id) {
            return this.kinds != null && this.kinds.contains(id);
        }

        public boolean hasCampaign(String id) {
            return this.campaigns != null && this.campaigns.contains(id);
        }

    }

}

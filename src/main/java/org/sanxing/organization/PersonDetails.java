package org.sanxing.organization;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What may be changed of a person. Department and branch go together: both, or for an
 * administrator neither.
 */
record PersonDetails(@Nullable String name, @Nullable String post, @Nullable String departmentId,
        @Nullable String branchId, @Nullable String email) {

    PersonDetails {
        name = OrganizationInput.trimmed(name);
        post = OrganizationInput.trimmed(post);
        departmentId = OrganizationInput.trimmed(departmentId);
        branchId = OrganizationInput.trimmed(branchId);
        email = OrganizationInput.trimmed(email);
    }

    Person person(@Nullable String account) {
        return new Person(Objects.requireNonNullElse(OrganizationInput.trimmed(account), ""),
                Objects.requireNonNullElse(this.name, ""), Objects.requireNonNullElse(this.post, ""), this.departmentId,
                this.branchId, this.email, true);
    }

    void check(OrganizationInput input, OrganizationStore store) {
        input.name(this.name)
            .text("post", this.post)
            .email(this.email)
            .require(this.departmentId == null || store.activeDepartment(this.departmentId), "department", "unknown")
            .require(this.branchId == null || store.activeBranch(this.branchId), "branch", "unknown")
            .require(this.departmentId != null || this.branchId == null, "department", "needed")
            .require(this.branchId != null || this.departmentId == null, "branch", "needed");
    }

}

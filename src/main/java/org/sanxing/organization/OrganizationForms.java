package org.sanxing.organization;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * What the pages and the API send of the organisation. A page sends the revision with the
 * rest, the API as {@code If-Match}.
 */
final class OrganizationForms {

    private OrganizationForms() {
    }

    record DepartmentForm(@Nullable String name, @Nullable String parent, @Nullable String head,
            @Nullable String supervisor, @Nullable Integer sortOrder, @JsonIgnore @Nullable Integer revision) {

        KeepDepartments.DepartmentDetails details() {
            return new KeepDepartments.DepartmentDetails(this.name, this.parent, this.head, this.supervisor,
                    this.sortOrder);
        }

    }

    record BranchForm(@Nullable String name, @Nullable String code, @JsonIgnore @Nullable Integer revision) {

    }

    record PersonForm(@Nullable String account, @Nullable String name, @Nullable String post,
            @Nullable String department, @Nullable String branch, @Nullable String email,
            @JsonIgnore @Nullable Integer revision) {

        PersonDetails details() {
            return new PersonDetails(this.name, this.post, this.department, this.branch, this.email);
        }

    }

    record RoleForm(@Nullable String account, @Nullable String role, @Nullable String branch) {

    }

}

package org.sanxing.organization;

import java.util.Map;

import org.sanxing.common.NavigationEntry;
import org.sanxing.common.OptionList;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrganizationNavigation {

    @Bean
    NavigationEntry organizationPlace() {
        return new NavigationEntry("admin", "/admin/organization", 50, Role.SYSTEM_ADMINISTRATOR.id());
    }

    @Bean
    NavigationEntry rolesPlace() {
        return new NavigationEntry("admin", "/admin/roles", 50, Role.SECURITY_ADMINISTRATOR.id());
    }

    @Bean
    NavigationEntry approvalsPlace(ObjectProvider<Approvals> approvals) {
        return new NavigationEntry("approvals", ApprovalPages.HOME, 55, Role.SYSTEM_ADMINISTRATOR.id(),
                Role.SECURITY_ADMINISTRATOR.id(), Role.AUDITOR.id())
            .counted((account) -> new NavigationEntry.Count(approvals.getObject().waitingFor(account), 0, 0));
    }

    @Bean
    OptionList departmentOptions(Organization organization) {
        return OptionList.of("departments", organization::departments, Department::id, Department::name);
    }

    @Bean
    OptionList branchOptions(Organization organization) {
        return OptionList.of("branches", organization::branches, Branch::id, Branch::name);
    }

    @Bean
    OptionList peopleOptions(Organization organization, OptionList departmentOptions) {
        return new OptionList("people", () -> {
            Map<String, String> departments = departmentOptions.options().get();
            return OptionList
                .of("people", organization::staff, Person::account,
                        (person) -> person.name() + " \u00b7 " + departments.getOrDefault(person.departmentId(), "")
                                + (person.post().isBlank() ? "" : " \u00b7 " + person.post()))
                .options()
                .get();
        });
    }

}

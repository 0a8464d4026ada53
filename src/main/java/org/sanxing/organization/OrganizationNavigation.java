package org.sanxing.organization;

import java.util.LinkedHashMap;
import java.util.Map;

import org.sanxing.common.NavigationEntry;
import org.sanxing.common.OptionList;

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
    OptionList peopleOptions(Organization organization) {
        return new OptionList("people", () -> {
            Map<String, String> departments = departments(organization);
            Map<String, String> people = new LinkedHashMap<>();
            organization.staff()
                .forEach((person) -> people.put(person.account(),
                        person.name() + " \u00b7 " + departments.getOrDefault(person.departmentId(), "")));
            return people;
        });
    }

    @Bean
    OptionList departmentOptions(Organization organization) {
        return new OptionList("departments", () -> departments(organization));
    }

    @Bean
    OptionList branchOptions(Organization organization) {
        return new OptionList("branches", () -> {
            Map<String, String> branches = new LinkedHashMap<>();
            organization.branches().forEach((branch) -> branches.put(branch.id(), branch.name()));
            return branches;
        });
    }

    private static Map<String, String> departments(Organization organization) {
        Map<String, String> departments = new LinkedHashMap<>();
        organization.departments().forEach((department) -> departments.put(department.id(), department.name()));
        return departments;
    }

}

package org.sanxing.organization;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.sanxing.common.NavigationEntry;
import org.sanxing.common.OptionList;
import org.sanxing.common.Pinyin;
import org.sanxing.common.SearchPlace;
import org.sanxing.common.SetUpStep;
import org.sanxing.common.Texts;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.UriUtils;

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
    SetUpStep departmentsStep(Organization organization) {
        return new SetUpStep("departments", 10, "/admin/organization",
                (account) -> !organization.departments().isEmpty());
    }

    @Bean
    SetUpStep branchesStep(Organization organization) {
        return new SetUpStep("branches", 20, "/admin/organization", (account) -> !organization.branches().isEmpty());
    }

    @Bean
    SetUpStep peopleStep(Organization organization) {
        return new SetUpStep("people", 30, "/admin/organization/people", (account) -> !organization.staff().isEmpty());
    }

    @Bean
    SetUpStep headsStep(Organization organization) {
        return new SetUpStep("heads", 40, "/admin/organization",
                (account) -> organization.departments().stream().anyMatch((one) -> one.head() != null)
                        && organization.departments().stream().anyMatch((one) -> one.supervisor() != null));
    }

    /**
     * Without a party secretary, and a secretary of each branch, late work goes nowhere.
     */
    @Bean
    SetUpStep rolesStep(Organization organization) {
        return new SetUpStep("roles", 50, "/admin/approvals",
                (account) -> organization.partySecretary().isPresent() && organization.holdersOf(Role.BRANCH_SECRETARY)
                    .stream()
                    .map(Person::branchId)
                    .distinct()
                    .count() >= organization.branches().size());
    }

    /** Departments, with who is there and who is away. */
    @Bean
    SearchPlace departmentsSearch(Organization organization) {
        return new SearchPlace("departments", 65, null,
                (account, text, most) -> organization.departments()
                    .stream()
                    .filter((one) -> one.name().contains(text) || Pinyin.initials(one.name()).startsWith(text))
                    .limit(most)
                    .map((one) -> new SearchPlace.Hit("/departments/" + one.id(), one.name(), ""))
                    .toList());
    }

    /** Colleagues; each leads to where the reader may go on. */
    @Bean
    SearchPlace colleaguesSearch(ObjectProvider<People> people) {
        return people("/tasks?view=involved&q=", people, NavigationEntry.STAFF);
    }

    @Bean
    SearchPlace peopleKeptSearch(ObjectProvider<People> people) {
        return people("/admin/organization/people/", people, Role.SYSTEM_ADMINISTRATOR.id());
    }

    @Bean
    SearchPlace peopleWithRolesSearch(ObjectProvider<People> people) {
        return people("/admin/roles?q=", people, Role.SECURITY_ADMINISTRATOR.id());
    }

    @Bean
    SearchPlace peopleTracedSearch(ObjectProvider<People> people) {
        return people("/trace/events?actor=", people, Role.AUDITOR.id());
    }

    private static SearchPlace people(String link, ObjectProvider<People> people, String audience) {
        boolean byName = audience.equals(NavigationEntry.STAFF);
        return new SearchPlace("people", 70, null,
                (account, text, most) -> people.getObject()
                    .search(text, Set.of(), most)
                    .stream()
                    .map((person) -> new SearchPlace.Hit(
                            link + UriUtils.encode(byName ? person.name() : person.account(), StandardCharsets.UTF_8),
                            person.name(),
                            Stream.of(person.department(), person.post())
                                .filter((part) -> !Texts.isBlank(part))
                                .collect(Collectors.joining(" · "))))
                    .toList(),
                audience);
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
                                + (Texts.isBlank(person.post()) ? "" : " \u00b7 " + person.post()))
                .options()
                .get();
        });
    }

}

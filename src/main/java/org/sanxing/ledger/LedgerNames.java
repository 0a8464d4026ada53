package org.sanxing.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.campaign.Campaigns;
import org.sanxing.organization.Branch;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;
import org.springframework.stereotype.Component;

/**
 * The names of what entries refer to by id, looked up once for all rows of a page.
 */
public record LedgerNames(Map<String, Person> persons, Map<String, String> branches, Map<String, String> departments,
        Map<String, String> campaigns, Map<String, String> categories) {

    public PersonRef person(String account) {
        Person person = this.persons.get(account);
        return (person != null) ? person.ref() : new PersonRef(account, account);
    }

    /** How a person is written: the name, or the account where there is none any more. */
    public String name(@Nullable String account) {
        return (account != null) ? person(account).name() : "";
    }

    public List<String> names(Collection<String> accounts) {
        return accounts.stream().map(this::name).toList();
    }

    public String post(@Nullable String account) {
        Person person = (account != null) ? this.persons.get(account) : null;
        return (person != null) ? person.post() : "";
    }

    /** The name of a category of a campaign, or the category as the branch put it. */
    public String category(@Nullable String id) {
        return (id != null) ? this.categories.getOrDefault(id, id) : "";
    }

    public String branch(@Nullable String id) {
        return this.branches.getOrDefault(id, "");
    }

    public String department(@Nullable String id) {
        return this.departments.getOrDefault(id, "");
    }

    public String campaign(@Nullable String id) {
        return this.campaigns.getOrDefault(id, "");
    }

    @Component
    public static class Source {

        private final Organization organization;

        private final Campaigns campaigns;

        Source(Organization organization, Campaigns campaigns) {
            this.organization = organization;
            this.campaigns = campaigns;
        }

        public LedgerNames of(List<LedgerEntry> entries) {
            return with(entries.stream()
                .flatMap((entry) -> Stream.of(entry.responsible(), entry.registeredBy(), entry.author()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        }

        public LedgerNames with(Collection<String> accounts) {
            Campaigns.Names campaigns = this.campaigns.names();
            return new LedgerNames(accounts.isEmpty() ? Map.of() : this.organization.findAll(accounts),
                    this.organization.branches().stream().collect(Collectors.toMap(Branch::id, Branch::name)),
                    this.organization.departments()
                        .stream()
                        .collect(Collectors.toMap(Department::id, Department::name)),
                    campaigns.titles(), campaigns.categories());
        }

    }

}

package org.sanxing.shell;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.sanxing.audit.PersonNames;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

import org.springframework.stereotype.Component;

/** Gives the audit, which may not look into the organisation, the names it shows. */
@Component
class OrganizationNames implements PersonNames {

    private final Organization organization;

    OrganizationNames(Organization organization) {
        this.organization = organization;
    }

    @Override
    public Map<String, String> namesOf(Collection<String> accounts) {
        return this.organization.findAll(accounts)
            .values()
            .stream()
            .collect(Collectors.toMap(Person::account, Person::name));
    }

    @Override
    public Map<String, String> found(String text) {
        return this.organization.everybody()
            .stream()
            .filter((person) -> person.name().toLowerCase(Locale.ROOT).contains(text)
                    || person.account().toLowerCase(Locale.ROOT).contains(text) || person.initials().startsWith(text))
            .collect(Collectors.toMap(Person::account, Person::name, (one, other) -> one, TreeMap::new));
    }

}

package org.sanxing.shell;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.sanxing.audit.ObjectNames;
import org.sanxing.organization.Organization;

import org.springframework.stereotype.Component;

/** Gives the audit the names of departments and branches. */
@Component
class UnitNames implements ObjectNames {

    private final Organization organization;

    UnitNames(Organization organization) {
        this.organization = organization;
    }

    @Override
    public Map<String, String> namesOf(Collection<String> ids) {
        return Stream
            .concat(this.organization.departments().stream().map((unit) -> Map.entry(unit.id(), unit.name())),
                    this.organization.branches().stream().map((branch) -> Map.entry(branch.id(), branch.name())))
            .filter((unit) -> ids.contains(unit.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

}

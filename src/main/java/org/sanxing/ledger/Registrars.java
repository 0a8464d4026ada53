package org.sanxing.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.sanxing.common.Forbidden;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.stereotype.Component;

/**
 * Who registers a material (domain.md, Nobody decides on themselves): any member of the
 * committee of the author's branch but the author; where there is none, the party group
 * secretary, then the deputy.
 */
@Component
class Registrars {

    private final Organization organization;

    Registrars(Organization organization) {
        this.organization = organization;
    }

    Set<String> of(String branchId, String author) {
        List<Person> committee = this.organization.committee(branchId);
        Set<String> registrars = committee.stream()
            .map(Person::account)
            .filter((account) -> !account.equals(author))
            .collect(Collectors.toSet());
        if (!registrars.isEmpty()) {
            return registrars;
        }
        return Stream.of(this.organization.partySecretary(), this.organization.partyDeputySecretary())
            .flatMap(Optional::stream)
            .map(Person::account)
            .filter((account) -> !account.equals(author))
            .limit(1)
            .collect(Collectors.toSet());
    }

    void check(String branchId, String author, String actor) {
        if (actor.equals(author)) {
            throw new Forbidden("own-material");
        }
        if (!of(branchId, author).contains(actor)) {
            throw new Forbidden("not-registrar");
        }
    }

}

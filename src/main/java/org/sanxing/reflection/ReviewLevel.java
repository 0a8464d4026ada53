package org.sanxing.reflection;

import java.util.Arrays;
import java.util.Optional;

import org.sanxing.common.CamelCase;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

/** A level of review, as the DMN table {@code ReviewLevels} names it. */
public enum ReviewLevel {

    HEAD, SUPERVISOR, PARTY_SECRETARY, PARTY_DEPUTY_SECRETARY;

    private final String id = CamelCase.of(this);

    public String id() {
        return this.id;
    }

    /**
     * @throws IllegalArgumentException where the table names a level that the code does
     * not know
     */
    public static ReviewLevel of(String id) {
        return Arrays.stream(values())
            .filter((level) -> level.id.equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("Unknown review level: " + id));
    }

    /** Who holds the level for a department now; empty where it is vacant. */
    Optional<Person> holder(Organization organization, String departmentId) {
        return switch (this) {
            case HEAD -> organization.headOf(departmentId);
            case SUPERVISOR -> organization.supervisorOf(departmentId);
            case PARTY_SECRETARY -> organization.partySecretary();
            case PARTY_DEPUTY_SECRETARY -> organization.partyDeputySecretary();
        };
    }

}

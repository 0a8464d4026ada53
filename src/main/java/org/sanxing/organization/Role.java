package org.sanxing.organization;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a person holds beside a post. Heads and supervisors are not roles but follow from
 * the departments.
 */
public enum Role {

    BRANCH_SECRETARY("branchSecretary"), ORGANISATION_OFFICER("organisationOfficer"),
    DISCIPLINE_OFFICER("disciplineOfficer"), PARTY_SECRETARY("partySecretary"),
    PARTY_DEPUTY_SECRETARY("partyDeputySecretary"), PARTY_MEMBER("partyMember"), OFFICE_DIRECTOR("officeDirector"),
    CLERK("clerk"), AUDITOR("auditor"), SYSTEM_ADMINISTRATOR("sysadmin"), SECURITY_ADMINISTRATOR("secadmin");

    private final String id;

    Role(String id) {
        this.id = id;
    }

    /** As the HTTP contract and the database write it. */
    @JsonValue
    public String id() {
        return this.id;
    }

    /** Whether it belongs to the committee of a branch (支委会). */
    public boolean ofBranchCommittee() {
        return this == BRANCH_SECRETARY || this == ORGANISATION_OFFICER || this == DISCIPLINE_OFFICER;
    }

    /** Whether it belongs to the party group (党组). */
    public boolean ofPartyGroup() {
        return this == PARTY_SECRETARY || this == PARTY_DEPUTY_SECRETARY || this == PARTY_MEMBER;
    }

    /** Whether it is one of the three separated administrators (三员分立). */
    public boolean ofAdministrators() {
        return this == AUDITOR || this == SYSTEM_ADMINISTRATOR || this == SECURITY_ADMINISTRATOR;
    }

}

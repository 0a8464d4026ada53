package org.sanxing.organization;

/**
 * Where an author stands, which decides through the DMN table {@code ReviewLevels} who
 * reviews; the highest that applies.
 */
public enum Position {

    STAFF("staff"), HEAD("head"), SUPERVISOR("supervisor"), PARTY_MEMBER("partyMember"),
    PARTY_SECRETARY("partySecretary");

    private final String id;

    Position(String id) {
        this.id = id;
    }

    /** As the DMN table writes it. */
    public String id() {
        return this.id;
    }

}

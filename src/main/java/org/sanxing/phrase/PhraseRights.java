package org.sanxing.phrase;

import java.util.Set;

import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

import org.springframework.stereotype.Component;

/**
 * Who may do what with phrases: everybody reads the organ's and keeps the own; branch
 * secretaries and the party group keep the organ's; the three administrators, who write
 * no opinions, keep none.
 */
@Component
class PhraseRights {

    private final Organization organization;

    PhraseRights(Organization organization) {
        this.organization = organization;
    }

    boolean mayKeepOrgans(String account) {
        return this.organization.rolesOf(account)
            .stream()
            .anyMatch((role) -> role == Role.BRANCH_SECRETARY || role.ofPartyGroup());
    }

    boolean mayKeepOwn(String account) {
        return this.organization.rolesOf(account).stream().noneMatch(Role::ofAdministrators);
    }

    void requireKeeper(boolean organs, String account) {
        Set<Role> roles = this.organization.rolesOf(account);
        if (roles.stream().anyMatch(Role::ofAdministrators)) {
            throw new Forbidden("phrases-not-administrators");
        }
        if (organs && !mayKeepOrgans(account)) {
            throw new Forbidden("phrase-keepers-only");
        }
    }

    /**
     * @throws NotFound where it is somebody else's: as if it did not exist
     */
    void requireVisible(Phrase phrase, String account) {
        if (!phrase.organ() && !account.equals(phrase.owner())) {
            throw new NotFound("phrase");
        }
    }

    void requireKeeper(Phrase phrase, String account) {
        requireVisible(phrase, account);
        requireKeeper(phrase.organ(), account);
    }

}

package org.sanxing.account;

import java.util.List;

import org.sanxing.organization.Organization;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** {@code ROLE_} and the name of each role that the person holds at this moment. */
@Component
class Authorities {

    private final Organization organization;

    Authorities(Organization organization) {
        this.organization = organization;
    }

    List<GrantedAuthority> of(String account) {
        return this.organization.rolesOf(account)
            .stream()
            .<GrantedAuthority>map((role) -> new SimpleGrantedAuthority("ROLE_" + role.name()))
            .toList();
    }

}

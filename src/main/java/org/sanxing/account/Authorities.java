package org.sanxing.account;

import java.util.List;

import org.sanxing.organization.Organization;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** {@code ROLE_} and the name of each role that the person holds at this moment. */
final class Authorities {

    private Authorities() {
    }

    static List<GrantedAuthority> of(Organization.Member member) {
        return member.roles()
            .stream()
            .<GrantedAuthority>map((role) -> new SimpleGrantedAuthority("ROLE_" + role.name()))
            .toList();
    }

}

package org.sanxing.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.organization.Role;

/**
 * A place in the navigation.
 *
 * @param id what a page passes to the layout as {@code nav}
 */
record NavigationEntry(String id, String link) {

    private static final NavigationEntry HOME = new NavigationEntry("home", "/");

    private static final NavigationEntry TASKS = new NavigationEntry("tasks", "/tasks");

    private static final NavigationEntry MATERIALS = new NavigationEntry("materials", "/materials");

    private static final NavigationEntry LEDGER = new NavigationEntry("ledger", "/ledger");

    private static final NavigationEntry CAMPAIGNS = new NavigationEntry("campaigns", "/campaigns");

    private static final NavigationEntry TRACE = new NavigationEntry("trace", "/trace");

    /** Where the roles lead; the system and the security administrator read nothing. */
    static List<NavigationEntry> of(Set<Role> roles) {
        List<NavigationEntry> entries = new ArrayList<>();
        entries.add(HOME);
        if (roles.contains(Role.AUDITOR)) {
            entries.addAll(List.of(TRACE, LEDGER, CAMPAIGNS));
        }
        else if (roles.contains(Role.SYSTEM_ADMINISTRATOR)) {
            entries.addAll(List.of(new NavigationEntry("admin", "/admin/organization"),
                    new NavigationEntry("calendar", "/admin/calendar"),
                    new NavigationEntry("channels", "/admin/notices"), new NavigationEntry("checks", "/admin/checks")));
        }
        else if (roles.contains(Role.SECURITY_ADMINISTRATOR)) {
            entries.add(new NavigationEntry("admin", "/admin/roles"));
        }
        else {
            entries.addAll(List.of(TASKS, MATERIALS, LEDGER, CAMPAIGNS));
        }
        return entries;
    }

    /** Whether a page belongs here; writing belongs to the materials. */
    public boolean is(@Nullable String nav) {
        return this.id.equals(nav) || (this.id.equals("materials") && "write".equals(nav));
    }

    public String icon() {
        return this.id;
    }

    public String label() {
        return "shell.nav." + this.id;
    }

    /** For the bottom bar of a phone. */
    public String shortLabel() {
        return this.id.equals("materials") ? "shell.nav.materials.short" : label();
    }

}

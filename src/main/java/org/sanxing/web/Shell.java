package org.sanxing.web;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.sanxing.tasks.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the frame around a page shows of the person who is signed in. Looks up when asked,
 * once: an answer without a frame costs nothing. Where a look-up fails the frame does
 * without, so that an error page can still be shown.
 */
class Shell {

    private static final Logger log = LoggerFactory.getLogger(Shell.class);

    private static final int BOTTOM = 3;

    private final Sources sources;

    private final @Nullable String account;

    private final String languageLink;

    private final boolean pane;

    private @Nullable Person person;

    private boolean looked;

    private @Nullable List<NavigationEntry> entries;

    private @Nullable Set<Role> roles;

    private Tasks.@Nullable Counts counts;

    private @Nullable Integer unread;

    /**
     * @param account null where nobody is signed in
     * @param languageLink this page again, to be given a language
     * @param pane whether the page stands in a frame beside a list
     */
    Shell(Sources sources, @Nullable String account, String languageLink, boolean pane) {
        this.sources = sources;
        this.account = account;
        this.languageLink = languageLink;
        this.pane = pane;
    }

    public @Nullable Person person() {
        if (!this.looked && this.account != null) {
            String name = this.account;
            this.person = safely(() -> this.sources.organization().find(name).orElse(null), null);
        }
        this.looked = true;
        return this.person;
    }

    public boolean signedIn() {
        return person() != null;
    }

    public Set<Role> roles() {
        Person me = person();
        if (this.roles == null) {
            this.roles = (me != null) ? safely(() -> this.sources.organization().rolesOf(me.account()), Set.of())
                    : Set.of();
        }
        return this.roles;
    }

    public List<NavigationEntry> entries() {
        if (this.entries == null) {
            this.entries = NavigationEntry.of(roles());
        }
        return this.entries;
    }

    /** What people need most on a phone; the home page is behind the mark at the top. */
    public List<NavigationEntry> bottomEntries() {
        List<NavigationEntry> all = entries();
        List<NavigationEntry> bottom = (all.size() > BOTTOM) ? all.subList(1, all.size()) : all;
        return bottom.subList(0, Math.min(BOTTOM, bottom.size()));
    }

    public boolean hasTasks() {
        return roles().stream().noneMatch(Role::ofAdministrators);
    }

    /** Where the search field leads; null for those who have nothing to search. */
    public @Nullable String searchLink() {
        if (roles().contains(Role.AUDITOR)) {
            return "/trace";
        }
        return hasTasks() ? "/tasks" : null;
    }

    public String searchLabel() {
        return roles().contains(Role.AUDITOR) ? "shell.search.trace" : "shell.search";
    }

    public int open() {
        return counts().open();
    }

    /** How many of the open tasks have come since they were last opened. */
    public int newTasks() {
        return counts().unread();
    }

    public int overdue() {
        return counts().overdue();
    }

    public int unread() {
        Person me = person();
        if (this.unread == null) {
            this.unread = (me != null) ? safely(() -> this.sources.unread(me.account()), 0) : 0;
        }
        return this.unread;
    }

    /** What the title of the window counts. */
    public int waiting() {
        return signedIn() ? open() + unread() : 0;
    }

    /** The counts, to be compared with those a page shows. */
    public String seen() {
        return open() + "-" + overdue() + "-" + newTasks() + "-" + unread();
    }

    public boolean pane() {
        return this.pane;
    }

    public String languageLink() {
        return this.languageLink;
    }

    private Tasks.Counts counts() {
        Person me = person();
        if (this.counts == null) {
            this.counts = (me != null && hasTasks())
                    ? safely(() -> this.sources.counts(me.account()), new Tasks.Counts(0, 0, 0))
                    : new Tasks.Counts(0, 0, 0);
        }
        return this.counts;
    }

    private <T extends @Nullable Object> T safely(Supplier<T> question, T otherwise) {
        try {
            return this.sources.ask(question);
        }
        catch (RuntimeException ex) {
            log.warn("The frame of a page does without: {}", ex.toString());
            return otherwise;
        }
    }

    /** Where the frame looks things up. */
    interface Sources {

        Organization organization();

        Tasks.Counts counts(String account);

        int unread(String account);

        /** Asks outside a transaction that an error may have spoilt. */
        <T extends @Nullable Object> T ask(Supplier<T> question);

    }

}

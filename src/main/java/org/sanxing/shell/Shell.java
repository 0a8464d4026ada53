package org.sanxing.shell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NavigationEntry;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the frame around a page shows of the person who is signed in. Looks up when asked,
 * once: an answer without a frame costs nothing. Where a look-up fails the frame does
 * without, so that an error page can still be shown.
 */
class Shell {

    private static final Logger log = LoggerFactory.getLogger(Shell.class);

    private static final int BOTTOM = 4;

    private final Sources sources;

    private final @Nullable String account;

    private final String languageLink;

    private final boolean pane;

    private final boolean posted;

    private @Nullable Person person;

    private boolean looked;

    private @Nullable List<NavigationEntry> entries;

    private @Nullable Set<Role> roles;

    private @Nullable Map<NavigationEntry, NavigationEntry.Count> counts;

    private @Nullable Integer unread;

    /**
     * @param account null where nobody is signed in
     * @param languageLink this page again, to be given a language
     * @param pane whether the page stands in a frame beside a list
     * @param posted whether the page answers a form that was sent
     */
    Shell(Sources sources, @Nullable String account, String languageLink, boolean pane, boolean posted) {
        this.sources = sources;
        this.account = account;
        this.languageLink = languageLink;
        this.pane = pane;
        this.posted = posted;
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

    /** Only one of the administrators' roles counts, in the order of the roles. */
    String audience() {
        return roles().stream()
            .filter(Role::ofAdministrators)
            .min(Comparator.naturalOrder())
            .map(Role::id)
            .orElse(NavigationEntry.STAFF);
    }

    public List<NavigationEntry> entries() {
        if (this.entries == null) {
            String audience = audience();
            this.entries = this.sources.entries()
                .filter((entry) -> entry.shownTo(audience))
                .sorted(Comparator.comparingInt(NavigationEntry::order))
                .toList();
        }
        return this.entries;
    }

    /** What people need most on a phone: the first places. */
    public List<NavigationEntry> bottomEntries() {
        return entries().subList(0, Math.min(BOTTOM, entries().size()));
    }

    public boolean hasTasks() {
        return audience().equals(NavigationEntry.STAFF);
    }

    public int open() {
        return all().open();
    }

    public int overdue() {
        return all().overdue();
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
        NavigationEntry.Count all = all();
        return all.open() + "-" + all.overdue() + "-" + all.unseen() + "-" + unread();
    }

    public boolean pane() {
        return this.pane;
    }

    public boolean posted() {
        return this.posted;
    }

    public String languageLink() {
        return this.languageLink;
    }

    /** The places where something is counted, with what waits there. */
    public Map<NavigationEntry, NavigationEntry.Count> counts() {
        if (this.counts == null) {
            this.counts = new LinkedHashMap<>();
            Person me = person();
            for (NavigationEntry entry : (me != null) ? entries() : List.<NavigationEntry>of()) {
                Function<String, NavigationEntry.Count> count = entry.count();
                if (count != null) {
                    this.counts.put(entry, safely(() -> count.apply(me.account()), NavigationEntry.Count.NONE));
                }
            }
        }
        return this.counts;
    }

    private NavigationEntry.Count all() {
        return counts().values().stream().reduce(NavigationEntry.Count.NONE, NavigationEntry.Count::plus);
    }

    private <T extends @Nullable Object> T safely(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        }
        catch (RuntimeException ex) {
            log.warn("The frame of a page does without: {}", ex.toString());
            return otherwise;
        }
    }

    /** Where the frame looks things up. */
    interface Sources {

        Organization organization();

        Stream<NavigationEntry> entries();

        int unread(String account);

    }

}

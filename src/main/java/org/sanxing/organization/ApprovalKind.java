package org.sanxing.organization;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An action that gives rights: it waits until a second administrator has seen what it
 * would give. Each module that has such an action registers one of these.
 *
 * @param <C> the command, which is kept as JSON while it waits
 */
public interface ApprovalKind<C> {

    /** {@code approvals.kind.<id>} is its message key. */
    String id();

    Class<C> command();

    /** Who confirms; never the one who asked, nor whom it is about. */
    default Role confirmer(C command) {
        return Role.SECURITY_ADMINISTRATOR;
    }

    /** Account of whom it is about, or the name of what. */
    String subject(C command);

    /** Whether it gives anything; what does not is done at once. */
    default boolean waits(String actor, C command) {
        return true;
    }

    /** The accounts that get an initial password, half from each of the two. */
    default List<String> newcomers(C command) {
        return List.of();
    }

    /** What the command itself says of why. */
    default @Nullable String reason(C command) {
        return null;
    }

    /**
     * Refuses now what would be refused when it is done, and whoever may not ask.
     * @throws org.sanxing.common.Refusal as {@link #execute} would
     */
    void check(String actor, C command);

    /** What it gives, in the language of who reads, a line each. */
    List<String> gives(C command);

    /**
     * Does it, with all checks again, in the caller's transaction.
     * @param actor who asked
     */
    Object execute(String actor, C command);

}

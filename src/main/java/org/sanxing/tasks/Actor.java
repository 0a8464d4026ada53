package org.sanxing.tasks;

import org.jspecify.annotations.Nullable;

import org.sanxing.organization.Person;

/**
 * Who acts on a task, and for whom.
 *
 * @param person who acts
 * @param onBehalfOf account of the person for whom they stand in; null where they act in
 * their own name
 */
public record Actor(Person person, @Nullable String onBehalfOf) {

    public String account() {
        return this.person.account();
    }

    /** The account of the one in whose name it is done: the principal, or the person. */
    public String inTheNameOf() {
        return (this.onBehalfOf != null) ? this.onBehalfOf : this.person.account();
    }

}

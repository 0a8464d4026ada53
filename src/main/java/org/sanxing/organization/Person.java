package org.sanxing.organization;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Pinyin;

/**
 * Anybody with an account.
 *
 * @param account unique name to sign in with, never changed: the person's id everywhere
 * @param name as colleagues write it
 * @param post the position held (职务), e.g. 综合科科长; empty where none
 * @param departmentId null for the three administrators
 * @param branchId null for the three administrators
 * @param email null where no mail is wanted
 * @param active false for a leaver: holds nothing, decides nothing, cannot sign in
 */
public record Person(String account, String name, String post, @Nullable String departmentId, @Nullable String branchId,
        @Nullable String email, boolean active) {

    /** Of the name, by which it is found. */
    public String initials() {
        return Pinyin.initials(this.name);
    }

    /** How the HTTP contract shows a person. */
    public PersonRef ref() {
        return new PersonRef(this.account, this.name);
    }

}

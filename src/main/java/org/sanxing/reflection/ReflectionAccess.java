package org.sanxing.reflection;

import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;
import org.sanxing.tasks.Tasks;

import org.springframework.stereotype.Component;

/**
 * Who may read a material (domain.md, Who may read what): its author; and once it was
 * submitted the reviewers it has reached, those who stand in for the one who has it now,
 * the committee of the author's branch and the auditor. A draft is its author's alone.
 */
@Component
public class ReflectionAccess {

    private final Organization organization;

    private final ReviewRecords records;

    private final Tasks tasks;

    ReflectionAccess(Organization organization, ReviewRecords records, Tasks tasks) {
        this.organization = organization;
        this.records = records;
        this.tasks = tasks;
    }

    public boolean mayRead(Reflection reflection, String account) {
        if (account.equals(reflection.author())) {
            return true;
        }
        if (!reflection.isSubmitted()) {
            return false;
        }
        return this.organization.rolesOf(account).contains(Role.AUDITOR)
                || (reflection.branchId() != null
                        && this.organization.committeesOf(account).contains(reflection.branchId()))
                || this.records.hasReached(reflection.id(), account) || this.tasks.isWith(reflection.id(), account);
    }

    /**
     * @throws NotFound where the person may not see it: as if it did not exist
     */
    public void requireReader(Reflection reflection, String account) {
        if (!mayRead(reflection, account)) {
            throw new NotFound("reflection");
        }
    }

    /**
     * @throws NotFound where the person may not see it
     * @throws Forbidden where the person may read it but did not write it
     */
    public void requireAuthor(Reflection reflection, String account) {
        requireReader(reflection, account);
        if (!account.equals(reflection.author())) {
            throw new Forbidden("not-your-reflection");
        }
    }

}

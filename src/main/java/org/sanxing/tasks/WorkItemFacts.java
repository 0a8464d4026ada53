package org.sanxing.tasks;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What the owning module says of a new task.
 *
 * @param caseId of the material, entry or circular that it is about
 * @param parentId the task for which an opinion is asked; null for a task of the case
 * itself
 * @param title of the case, as people call it
 * @param author account of the person whom the case concerns, who started it
 * @param departmentId of the case
 * @param campaignId null where none
 * @param round how often the case has come to a person for this, from 1
 * @param excluded account of the person who may never decide it; null where none
 * @param workingDays how long it may take; null where it has no due time
 * @param dueOn date that the case itself sets, instead of working days; null for none
 * @param beside whether it stands beside the task for which the case waits, or is one of
 * several at once: then it is not what {@link Tasks#openTaskOf} finds
 * @param announced whether its deadline is announced with those of all tasks; false where
 * the case sees to that itself
 */
public record WorkItemFacts(String caseId, @Nullable String parentId, String title, String author,
        @Nullable String departmentId, @Nullable String campaignId, int round, @Nullable String excluded,
        @Nullable Integer workingDays, @Nullable LocalDate dueOn, boolean beside, boolean announced) {

    public WorkItemFacts(String caseId, @Nullable String parentId, String title, String author,
            @Nullable String departmentId, @Nullable String campaignId, int round, @Nullable String excluded,
            @Nullable Integer workingDays) {
        this(caseId, parentId, title, author, departmentId, campaignId, round, excluded, workingDays, null, false,
                true);
    }

    /** The same, due on a date that the case itself sets. */
    public WorkItemFacts dueOn(LocalDate date) {
        return new WorkItemFacts(this.caseId, this.parentId, this.title, this.author, this.departmentId,
                this.campaignId, this.round, this.excluded, null, date, this.beside, this.announced);
    }

    /** The same, beside the task for which the case waits. */
    public WorkItemFacts besideOthers() {
        return new WorkItemFacts(this.caseId, this.parentId, this.title, this.author, this.departmentId,
                this.campaignId, this.round, this.excluded, this.workingDays, this.dueOn, true, this.announced);
    }

    /** The same, with a deadline that the case announces itself. */
    public WorkItemFacts announcedByTheCase() {
        return new WorkItemFacts(this.caseId, this.parentId, this.title, this.author, this.departmentId,
                this.campaignId, this.round, this.excluded, this.workingDays, this.dueOn, this.beside, false);
    }

}

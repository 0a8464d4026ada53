package org.sanxing.tasks;

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
 * @param reminderMessage correlated one working day before it is due; null for none
 * @param overdueMessage correlated once it is overdue; null for none
 */
public record WorkItemFacts(String caseId, @Nullable String parentId, String title, String author,
        @Nullable String departmentId, @Nullable String campaignId, int round, @Nullable String excluded,
        @Nullable Integer workingDays, @Nullable String reminderMessage, @Nullable String overdueMessage) {

}

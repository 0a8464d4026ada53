package org.sanxing.workflow;

import java.util.Collection;

import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.jspecify.annotations.Nullable;

/**
 * A user task that the engine has just created.
 *
 * @param id the engine's id of it
 * @param elementId id in the diagram, e.g. {@code Task_ReviewReflection}
 * @param caseId business key of the case
 * @param assignee account of the one person who has it; null where a group has
 * @param candidateGroup the group that has it; null where one person has
 * @param declared whether its process is a declared procedure, which no module owns
 */
public record UserTask(String id, String elementId, String processKey, String caseId, @Nullable String assignee,
        @Nullable String candidateGroup, boolean declared) {

    /**
     * {@code Task_ReviewReflection} is of the kind {@code reviewReflection}; of a
     * declared procedure, whose elements nobody in the code knows, the kind names the
     * process too: {@code SealProcess.Task_ApproveSeal}.
     */
    public String kind() {
        return this.declared ? this.processKey + "." + this.elementId : kindOf(this.elementId);
    }

    UserTask of(@Nullable String assignee, @Nullable String group) {
        return new UserTask(this.id, this.elementId, this.processKey, this.caseId, assignee, group, this.declared);
    }

    static @Nullable String groupOf(Collection<IdentityLink> links) {
        return links.stream()
            .filter((link) -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
            .map(IdentityLink::getGroupId)
            .findFirst()
            .orElse(null);
    }

    static String processKeyOf(String definitionId) {
        return definitionId.split(":")[0];
    }

    static String kindOf(String elementId) {
        String name = elementId.substring(elementId.indexOf('_') + 1);
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

}

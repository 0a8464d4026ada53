package org.sanxing.rectification.process;

import java.util.List;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.sanxing.rectification.usecase.CallVote;
import org.sanxing.rectification.usecase.CloseEntry;
import org.sanxing.rectification.usecase.ExtendDeadline;
import org.sanxing.rectification.usecase.RecordRedo;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.workflow.ProcessContract;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What the diagrams of an entry ask of the code. */
@Configuration(proxyBeanMethods = false)
class RectificationProcessConfiguration {

    @Bean
    ProcessContract rectificationProcessContract() {
        return RectificationProcess.contract();
    }

    @Bean
    ProcessContract extensionProcessContract() {
        return ExtensionProcess.contract();
    }

    /**
     * Fixes who is entitled to vote. The list is only there until the tasks are made from
     * it, in the same transaction.
     */
    @Bean
    JavaDelegate callVoteDelegate(CallVote callVote) {
        return (execution) -> {
            Object voters = callVote.execute(execution.getProcessBusinessKey());
            execution.setVariable(RectificationProcess.VOTE_DECIDED.name(), false);
            execution.setVariable(RectificationProcess.AGREED.name(), false);
            execution.setVariable(RectificationProcess.PUT_OFF.name(), false);
            execution.setVariable(RectificationProcess.VOTERS.name(), Variables.untypedValue(voters, true));
        };
    }

    @Bean
    JavaDelegate recordRedoDelegate(RecordRedo recordRedo) {
        return (execution) -> execution.setVariable(RectificationProcess.RESPONSIBLE.name(),
                recordRedo.execute(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate closeEntryDelegate(CloseEntry closeEntry) {
        return (execution) -> closeEntry.execute(execution.getProcessBusinessKey());
    }

    /** Sets the deadline that was granted. */
    @Bean
    JavaDelegate extendDeadlineDelegate(ExtendDeadline extendDeadline) {
        return (execution) -> extendDeadline.execute(execution.getProcessBusinessKey());
    }

    @Bean
    @Order(30)
    NoticeEvents rectificationNotices() {
        return () -> List.of("entryAssigned", "closeOutRequested", "voteCalled", "entryClosed", "entryRedone",
                "entryVoided", "rectificationDue", "rectificationOverdue", "rectificationLate", "verificationDue",
                "verificationLate", "voteDue", "voteLate", "extensionRequested", "extensionGranted", "extensionRefused",
                "extensionDue", "extensionLate");
    }

}

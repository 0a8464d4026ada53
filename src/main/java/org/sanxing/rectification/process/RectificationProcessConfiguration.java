package org.sanxing.rectification.process;

import java.util.List;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.rectification.CallVote;
import org.sanxing.rectification.ExtensionProcess;
import org.sanxing.rectification.Extensions;
import org.sanxing.rectification.RectificationProcess;
import org.sanxing.rectification.TurnEntry;
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
    JavaDelegate recordRedoDelegate(TurnEntry turnEntry) {
        return (execution) -> execution.setVariable(RectificationProcess.RESPONSIBLE.name(),
                turnEntry.redo(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate closeEntryDelegate(TurnEntry turnEntry) {
        return (execution) -> turnEntry.close(execution.getProcessBusinessKey());
    }

    /** Sets the deadline that was granted. */
    @Bean
    JavaDelegate extendDeadlineDelegate(Extensions extensions) {
        return (execution) -> extensions.extend(execution.getProcessBusinessKey());
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

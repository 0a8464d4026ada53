package org.sanxing.tasks;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells people of a case, by their roles in it. */
@Component("telling")
public class Tell {

    private final ObjectProvider<CaseParties<?>> parties;

    Tell(ObjectProvider<CaseParties<?>> parties) {
        this.parties = parties;
    }

    /**
     * @param event one of the {@link CaseParties} of the process
     * @param to roles, in the order in which those who have them are told
     */
    public void tell(String process, String businessKey, String event, List<String> to) {
        this.parties.stream()
            .filter((one) -> one.process().equals(process))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Nobody knows the parties of " + process))
            .tell(businessKey, event, to);
    }

}

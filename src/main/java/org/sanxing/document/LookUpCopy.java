package org.sanxing.document;

import java.util.Optional;

import org.sanxing.common.UseCase;

import org.springframework.context.ApplicationEventPublisher;

/**
 * The auditor finds out whose copy it is. That it was asked is on record, found or not.
 */
@UseCase
public class LookUpCopy {

    private final CopyRegister copies;

    private final Auditors auditors;

    private final ApplicationEventPublisher events;

    LookUpCopy(CopyRegister copies, Auditors auditors, ApplicationEventPublisher events) {
        this.copies = copies;
        this.auditors = auditors;
        this.events = events;
    }

    /**
     * @param typed as it was read from the paper
     * @return empty where there is no such copy
     * @throws org.sanxing.common.Forbidden where the person is not the auditor
     */
    public Optional<Copy> execute(String typed, String account) {
        this.auditors.require(account);
        Optional<Copy> found = TraceCode.read(typed).flatMap(this.copies::find);
        this.events.publishEvent(new CopyLookedUp(account, typed, found.isPresent()));
        return found;
    }

}

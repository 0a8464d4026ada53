package org.sanxing.meeting;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.sanxing.audit.CaseDescriber;
import org.springframework.stereotype.Component;

/** What the audit shows of a meeting. */
@Component
class MeetingCases implements CaseDescriber {

    private final Meetings meetings;

    private final MeetingPolicy policy;

    private final MeetingTexts texts;

    MeetingCases(Meetings meetings, MeetingPolicy policy, MeetingTexts texts) {
        this.meetings = meetings;
        this.policy = policy;
        this.texts = texts;
    }

    @Override
    public Set<String> caseTypes() {
        return Set.of(Meeting.CASE_TYPE);
    }

    @Override
    public Optional<CaseDescriber.CaseDescription> describe(String caseId) {
        return this.meetings.find(caseId)
            .map((meeting) -> new CaseDescriber.CaseDescription(meeting.id(), this.texts.label(meeting),
                    meeting.calledBy(), "", null, meeting.state().id(), "/ledger/meetings/" + meeting.id()));
    }

    @Override
    public boolean mayRead(String caseId, String account) {
        return this.meetings.find(caseId).filter((meeting) -> this.policy.reads(meeting, account)).isPresent();
    }

    @Override
    public List<CaseDescriber.CaseVersion> versions(String caseId) {
        return List.of();
    }

}

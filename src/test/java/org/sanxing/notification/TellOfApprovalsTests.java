package org.sanxing.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.sanxing.organization.ApprovalEvent;
import org.sanxing.organization.Offices;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** Who is told of what waits and of what became of it. */
class TellOfApprovalsTests {

    private final List<String> told = new ArrayList<>();

    private final TellOfApprovals tells;

    TellOfApprovalsTests() {
        Organization organization = mock(Organization.class);
        given(organization.holdersOf(Role.SECURITY_ADMINISTRATOR))
            .willReturn(List.of(Offices.person("sec1"), Offices.person("sec2")));
        given(organization.holdersOf(Role.AUDITOR)).willReturn(List.of(Offices.person("auditor")));
        given(organization.find(anyString())).willAnswer((call) -> Optional.of(Offices.person(call.getArgument(0))));
        this.tells = new TellOfApprovals(
                (notice) -> notice.recipients().forEach((one) -> this.told.add(notice.event() + " " + one)),
                organization);
    }

    private List<String> told(String action, String actor, boolean password) {
        this.told.clear();
        this.tells.tell(new ApprovalEvent(action, actor, "1", "password", "staff1", "sys1", Role.SECURITY_ADMINISTRATOR,
                password ? List.of("staff1") : List.of(), "x", null));
        return this.told;
    }

    @Test
    void thoseWhoMayConfirmAreToldThatItWaits() {
        assertThat(told(ApprovalEvent.ASKED, "sys1", true)).containsExactly("approvalAsked sec1", "approvalAsked sec2");
    }

    @Test
    void theAskerIsToldWhatBecameOfIt() {
        assertThat(told(ApprovalEvent.CONFIRMED, "sec1", false)).containsExactly("approvalConfirmed sys1");
        assertThat(told(ApprovalEvent.REFUSED, "sec1", true)).containsExactly("approvalRefused sys1");
        assertThat(told(ApprovalEvent.TAKEN_BACK, "sys1", true)).isEmpty();
    }

    @Test
    void thePersonAndTheAuditorAreToldOfAnInitialPassword() {
        assertThat(told(ApprovalEvent.CONFIRMED, "sec1", true)).containsExactly("approvalConfirmed sys1",
                "initialPasswordGiven staff1", "initialPasswordGiven auditor");
    }

    @Test
    void theAuditorIsToldOfThoseOfAnImport() {
        this.tells.tell(new ApprovalEvent(ApprovalEvent.CONFIRMED, "sec1", "1", "import", "org.xlsx", "sys1",
                Role.SECURITY_ADMINISTRATOR, List.of("new1", "new2"), "x", null));
        assertThat(this.told).containsExactly("approvalConfirmed sys1", "initialPasswordsGiven auditor");
    }

}

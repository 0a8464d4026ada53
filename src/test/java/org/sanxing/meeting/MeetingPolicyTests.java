package org.sanxing.meeting;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.organization.Deputation;
import org.sanxing.organization.Deputies;
import org.sanxing.organization.Offices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.Mockito.when;

/** Who does what in a meeting: all rules of it. */
class MeetingPolicyTests {

    private final Offices offices = new Offices().with("partySecretary", "leader1")
        .with("partyDeputySecretary", "leader2")
        .with("partyGroup", "leader1", "leader2", "leader3")
        .with("branchSecretary.b", "secretary")
        .with("auditor", "auditor");

    private final Deputies deputies = Mockito.mock(Deputies.class);

    private final Meeting meeting = Mockito.mock(Meeting.class);

    private MeetingPolicy policy;

    @BeforeEach
    void policy() {
        when(this.deputies.standingInFor("leader1")).thenReturn(List.of());
        when(this.meeting.calledBy()).thenReturn("caller");
        when(this.meeting.chair()).thenReturn("chair");
        when(this.meeting.recorder()).thenReturn("recorder");
        this.policy = new MeetingPolicy(this.offices.organization(), this.deputies);
    }

    private static void refuses(String code, Runnable what) {
        assertThatExceptionOfType(Forbidden.class).isThrownBy(what::run)
            .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void theSecretaryLeadsAndTheDeputyWhereTheSecretaryIsAway() {
        assertThat(this.policy.leads("leader1")).isTrue();
        assertThat(this.policy.leads("leader2")).isFalse();
        assertThat(this.policy.leads("leader3")).isFalse();
        when(this.deputies.standingInFor("leader1")).thenReturn(List.of(Mockito.mock(Deputation.class)));
        assertThat(this.policy.leads("leader2")).isTrue();
        assertThat(this.policy.leads("leader3")).isFalse();
        this.offices.with("partySecretary");
        when(this.deputies.standingInFor("leader1")).thenReturn(List.of());
        assertThat(this.policy.leads("leader2")).as("with no secretary").isTrue();
        assertThat(this.policy.leads("leader1")).isFalse();
    }

    @Test
    void leadersAndBranchSecretariesCall() {
        assertThat(this.policy.mayCall("leader1")).isTrue();
        assertThat(this.policy.mayCall("secretary")).isTrue();
        assertThat(this.policy.mayCall("leader3")).isFalse();
        assertThatNoException().isThrownBy(() -> this.policy.requireCaller("secretary"));
        refuses("meeting-caller-only", () -> this.policy.requireCaller("leader3"));
    }

    @Test
    void leaderChairAndTheBranchSecretaryPutAnEntryOnTheAgenda() {
        LedgerEntry entry = Mockito.mock(LedgerEntry.class);
        when(entry.branchId()).thenReturn("b");
        assertThat(this.policy.mayList(null, entry, "leader1")).isTrue();
        assertThat(this.policy.mayList(null, entry, "chair")).isFalse();
        assertThat(this.policy.mayList(this.meeting, entry, "chair")).isTrue();
        assertThat(this.policy.mayList(this.meeting, entry, "secretary")).isTrue();
        assertThat(this.policy.mayList(this.meeting, entry, "recorder")).isFalse();
        when(entry.branchId()).thenReturn("c");
        assertThat(this.policy.mayList(this.meeting, entry, "secretary")).as("of another branch").isFalse();
    }

    @Test
    void callerChairAndLeaderManage() {
        for (String account : List.of("caller", "chair", "leader1")) {
            assertThat(this.policy.manages(this.meeting, account)).as(account).isTrue();
        }
        assertThatNoException().isThrownBy(() -> this.policy.requireManager(this.meeting, "caller"));
        assertThat(this.policy.manages(this.meeting, "recorder")).isFalse();
        refuses("meeting-manager-only", () -> this.policy.requireManager(this.meeting, "recorder"));
    }

    @Test
    void recorderAndChairNote() {
        assertThat(this.policy.records(this.meeting, "recorder")).isTrue();
        assertThat(this.policy.records(this.meeting, "chair")).isTrue();
        assertThat(this.policy.records(this.meeting, "caller")).isFalse();
        assertThatNoException().isThrownBy(() -> this.policy.requireRecorder(this.meeting, "chair"));
        refuses("meeting-recorder-only", () -> this.policy.requireRecorder(this.meeting, "caller"));
    }

    @Test
    void partyGroupAuditorAndWhoeverTakesPartRead() {
        for (String account : List.of("leader1", "leader2", "leader3", "auditor", "recorder", "caller", "chair")) {
            assertThat(this.policy.reads(this.meeting, account)).as(account).isTrue();
        }
        assertThat(this.policy.reads(this.meeting, "staff")).isFalse();
        assertThat(this.policy.readsAll("leader3")).isTrue();
        assertThat(this.policy.readsAll("auditor")).isTrue();
        assertThat(this.policy.readsAll("recorder")).isFalse();
    }

    @Test
    void theChairChairsElseTheChosenElseTheDeputy() {
        assertThat(this.policy.chairOf(item(null, "chair", "leader2"))).contains("chair");
        assertThat(this.policy.chairOf(item("leader3", "chair", "leader3"))).as("chosen").contains("leader3");
        assertThat(this.policy.chairOf(item("leader3", "chair"))).as("chosen and away").contains("chair");
        assertThat(this.policy.chairOf(item(null, "leader2"))).as("must stay out").contains("leader2");
        assertThat(this.policy.chairOf(item(null, "leader3"))).isEmpty();
        assertThat(this.policy.chairOf(item(null, "leader2"), Optional.empty())).isEmpty();
        assertThat(this.policy.deputy()).contains("leader2");
    }

    @Test
    void onlyWhoChairsDeclares() {
        assertThatNoException().isThrownBy(() -> this.policy.requireChair(item(null, "chair"), "chair"));
        refuses("meeting-chair-only", () -> this.policy.requireChair(item(null, "chair"), "leader2"));
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> this.policy.requireChair(item(null), "chair"));
        assertThat(this.policy.putsOff(item(null, "leader2"), "chair")).isTrue();
        assertThat(this.policy.putsOff(item(null, "leader2"), "leader2")).isTrue();
        assertThat(this.policy.putsOff(item(null, "leader2"), "leader3")).isFalse();
    }

    /**
     * @param chosen to chair this item; null for nobody
     * @param fit who may chair it
     */
    private ItemSheet item(@Nullable String chosen, String... fit) {
        AgendaItem item = Mockito.mock(AgendaItem.class);
        when(item.chair()).thenReturn(chosen);
        when(item.state()).thenReturn(AgendaItem.State.values()[0]);
        ItemSheet sheet = Mockito.mock(ItemSheet.class);
        when(sheet.item()).thenReturn(item);
        when(sheet.meeting()).thenReturn(this.meeting);
        Set<String> able = Set.of(fit);
        when(sheet.mayChair(Mockito.anyString())).thenAnswer((call) -> able.contains(call.getArgument(0)));
        return sheet;
    }

}

package org.sanxing.ledger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.organization.Offices;
import org.sanxing.organization.Person;
import org.sanxing.tasks.TaskGroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.Mockito.when;

/** Nobody decides on themselves: all rules of it about an entry. */
class EntryPolicyTests {

    private final Offices offices = new Offices().with("committee.b", "secretary", "organiser")
        .with("branchSecretary.b", "secretary")
        .with("partySecretary", "leader1")
        .with("partyDeputySecretary", "leader2")
        .with("partyGroup", "leader1", "leader2", "leader3")
        .with("auditor", "auditor")
        .with("staff", "staff", "secretary");

    private EntryPolicy policy;

    @BeforeEach
    void policy() {
        this.policy = new EntryPolicy(this.offices.organization());
    }

    /** An entry of branch b. */
    private static LedgerEntry of(String responsible) {
        LedgerEntry entry = Mockito.mock(LedgerEntry.class);
        when(entry.responsible()).thenReturn(responsible);
        when(entry.branchId()).thenReturn("b");
        when(entry.state()).thenReturn(LedgerEntry.State.values()[0]);
        return entry;
    }

    @Test
    void theCommitteeVerifiesElseTheLeader() {
        assertThat(this.policy.verifiers(of("staff"))).isEqualTo(TaskGroups.committee("b"));
        assertThat(this.policy.verifiers(of("secretary"))).isEqualTo(TaskGroups.committee("b"));
        this.offices.with("committee.b", "secretary");
        assertThat(this.policy.verifiers(of("secretary"))).isEqualTo("leader1");
        this.offices.with("committee.b");
        assertThat(this.policy.verifiers(of("leader1"))).isEqualTo("leader2");
        this.offices.with("partyDeputySecretary");
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> this.policy.verifiers(of("leader1")));
    }

    @Test
    void theBranchSecretaryDecidesOnAnExtensionElseTheLeader() {
        assertThat(this.policy.deciderOnExtension(of("staff"))).isEqualTo("secretary");
        assertThat(this.policy.deciderOnExtension(of("secretary"))).isEqualTo("leader1");
        this.offices.with("partySecretary");
        assertThat(this.policy.deciderOnExtension(of("secretary"))).isEqualTo("leader2");
        this.offices.with("partyDeputySecretary").with("branchSecretary.b");
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> this.policy.deciderOnExtension(of("staff")));
    }

    @Test
    void theLeaderIsNeverTheResponsibleParty() {
        assertThat(this.policy.leader(of("staff"))).map(Person::account).contains("leader1");
        assertThat(this.policy.leader(of("leader1"))).map(Person::account).contains("leader2");
        this.offices.with("partySecretary");
        assertThat(this.policy.leader(of("leader2"))).isEmpty();
    }

    @Test
    void theLeadersRegisterForABranchWithHardlyAnybody() {
        this.offices.with("committee.c", "alone").with("committee.e");
        assertThat(this.policy.registersFor("organiser")).containsExactly("b");
        assertThat(this.policy.registersFor("leader1")).containsExactly("c", "e");
        assertThat(this.policy.registersFor("leader2")).containsExactly("c", "e");
        assertThat(this.policy.registersFor("leader3")).isEmpty();
    }

    @Test
    void aMemberOfTheCommitteeRegistersWhatIsNotTheirOwn() {
        assertThat(this.policy.registrar("b", "organiser")).accepts("staff", "secretary").rejects("organiser");
        assertThat(this.policy.registrar("b", "leader1")).rejects("staff", "secretary");
        this.offices.with("committee.b", "secretary");
        assertThat(this.policy.registrar("b", "secretary")).accepts("staff").rejects("secretary");
        assertThat(this.policy.registrar("b", "leader1")).accepts("secretary").rejects("staff");
        assertThat(this.policy.registrar("b", "leader2")).rejects("secretary");
        this.offices.with("committee.b");
        assertThat(this.policy.registrar("b", "leader1")).accepts("staff").rejects("leader1");
        assertThat(this.policy.registrar("b", "leader2")).accepts("leader1").rejects("staff");
    }

    @Test
    void thePartyGroupVotesButForTheResponsibleParty() {
        assertThat(this.policy.members(of("leader3")))
            .containsExactly(new EntryPolicy.Member("leader1", null), new EntryPolicy.Member("leader2", null),
                    new EntryPolicy.Member("leader3", EntryPolicy.RESPONSIBLE))
            .extracting(EntryPolicy.Member::entitled)
            .containsExactly(true, true, false);
        assertThat(this.policy.isOfPartyGroup("leader3")).isTrue();
        assertThat(this.policy.isOfPartyGroup("staff")).isFalse();
    }

    @Test
    void theCommitteeKeepsItAndWhoeverVerifies() {
        assertThat(this.policy.keeps(of("staff"), "organiser")).isTrue();
        assertThat(this.policy.keeps(of("organiser"), "organiser")).as("one's own").isFalse();
        assertThat(this.policy.keeps(of("staff"), "leader1")).isFalse();
        this.offices.with("committee.b", "secretary");
        assertThat(this.policy.keeps(of("secretary"), "leader1")).isTrue();
        assertThat(this.policy.keeps(of("secretary"), "leader2")).isFalse();
        this.offices.with("committee.b").with("partySecretary").with("partyDeputySecretary");
        assertThat(this.policy.keeps(of("staff"), "organiser")).as("where nobody is there").isFalse();
    }

    @Test
    void committeePartyGroupAndAuditorOversee() {
        for (String account : new String[] { "organiser", "leader1", "leader2", "leader3", "auditor" }) {
            assertThat(this.policy.oversees(of("staff"), account)).as(account).isTrue();
        }
        assertThat(this.policy.oversees(of("staff"), "other")).isFalse();
        assertThat(this.policy.oversees(of("leader3"), "leader3")).as("one's own").isFalse();
    }

    @Test
    void refusesWhoeverMayNot() {
        assertThatNoException().isThrownBy(() -> this.policy.requireKeeper(of("staff"), "organiser"));
        refuses("committee-only", () -> this.policy.requireKeeper(of("staff"), "leader3"));
        refuses("own-entry", () -> this.policy.requireKeeper(of("organiser"), "organiser"));
        assertThatNoException().isThrownBy(() -> EntryPolicy.requireResponsible(of("staff"), "staff"));
        refuses("responsible-only", () -> EntryPolicy.requireResponsible(of("staff"), "organiser"));
        assertThatNoException().isThrownBy(() -> EntryPolicy.requireOther(of("staff"), "organiser", "secretary"));
        refuses("own-entry", () -> EntryPolicy.requireOther(of("staff"), "organiser", "staff"));
        refuses("own-entry", () -> EntryPolicy.requireOther(of("staff"), "staff", null));
    }

    private static void refuses(String code, Runnable what) {
        assertThatExceptionOfType(Forbidden.class).isThrownBy(what::run)
            .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void anybodyOfTheStaffMayAnswer() {
        assertThat(this.policy.mayAnswer("staff")).isTrue();
        assertThat(this.policy.mayAnswer("auditor")).isFalse();
    }

}

package org.sanxing.reflection.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials.Material;
import org.sanxing.Materials;
import org.sanxing.Office;
import org.sanxing.Organisation;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who reviews whom, and who registers (domain.md, Nobody decides on themselves): the
 * table, and what becomes of it when the organisation changes.
 */
@ApplicationTest
class TableOfAuthorsTests {

    private static final String COMMITTEE_1 = "discipline1 organiser1 secretary1";

    private static final String COMMITTEE_2 = "discipline2 organiser2 secretary2";

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private Organisation organisation;

    /** Approves to the end; who decided, in order. */
    private static List<String> approveAll(Material material) {
        List<String> reviewers = new ArrayList<>();
        while (material.state().equals("inReview")) {
            reviewers.add(material.holder());
            material.approve();
        }
        return reviewers;
    }

    /** Everybody who has the open task among what is to do. */
    private Set<String> todo(Material material) {
        Set<String> found = new TreeSet<>();
        for (String account : List.of("staff1", "staff2", "staff3", "head1", "head2", "supervisor1", "supervisor2",
                "secretary1", "organiser1", "discipline1", "secretary2", "organiser2", "discipline2", "leader1",
                "leader2", "leader3")) {
            Office.Answer answer = this.office.as(account)
                .get("/tasks?view=todo&campaignId=" + material.campaign().id());
            if (answer.status() == 200 && !answer.json().path("items").isEmpty()) {
                found.add(account);
            }
        }
        return found;
    }

    private static Set<String> accounts(String names) {
        return new TreeSet<>(List.of(names.split(" ")));
    }

    @ParameterizedTest(name = "{0}: {1}; registers: {2}")
    @CsvSource({ "staff1, head1 supervisor1, " + COMMITTEE_1, "staff2, head1 supervisor1, " + COMMITTEE_1,
            "staff3, head2 supervisor2, " + COMMITTEE_2, "head1, supervisor1, " + COMMITTEE_1,
            "head2, supervisor2, " + COMMITTEE_2, "secretary1, supervisor1, discipline1 organiser1",
            "organiser1, supervisor1, discipline1 secretary1", "discipline1, supervisor1, organiser1 secretary1",
            "clerk1, supervisor1, " + COMMITTEE_1, "secretary2, leader1, discipline2 organiser2",
            "organiser2, leader1, discipline2 secretary2", "discipline2, leader1, organiser2 secretary2",
            "supervisor1, leader1, " + COMMITTEE_1, "supervisor2, leader1, " + COMMITTEE_2,
            "leader2, leader1, " + COMMITTEE_1, "leader3, leader1, " + COMMITTEE_1, "leader4, leader1, " + COMMITTEE_1,
            "leader5, leader1, " + COMMITTEE_1, "leader1, leader2, " + COMMITTEE_1 })
    void theTable(String author, String reviewers, String registrars) {
        Material material = this.materials.inReview(author);
        assertThat(approveAll(material)).containsExactly(reviewers.split(" "));
        assertThat(todo(material)).isEqualTo(accounts(registrars));
        String registrar = registrars.split(" ")[0];
        assertThat(material.register(registrar).state()).isEqualTo("registered");
    }

    @Test
    void aVacantLevelIsSkipped() {
        this.organisation.head("综合科", null);
        try {
            assertThat(approveAll(this.materials.inReview("staff1"))).containsExactly("supervisor1");
        }
        finally {
            this.organisation.head("综合科", "head1");
        }
    }

    @Test
    void theHeadOfTheParentDoesNotStandIn() {
        this.organisation.head("综合科", null);
        this.organisation.head("办公室", "staff2");
        try {
            assertThat(approveAll(this.materials.inReview("staff1"))).containsExactly("supervisor1");
        }
        finally {
            this.organisation.head("办公室", null);
            this.organisation.head("综合科", "head1");
        }
    }

    @Test
    void whoLeftHoldsNothing() {
        this.organisation.active("head1", false);
        try {
            assertThat(approveAll(this.materials.inReview("staff1"))).containsExactly("supervisor1");
        }
        finally {
            this.organisation.active("head1", true);
        }
    }

    @Test
    void withNoLevelLeftThePartySecretaryDecides() {
        this.organisation.active("head2", false);
        this.organisation.active("supervisor2", false);
        try {
            assertThat(approveAll(this.materials.inReview("staff3"))).containsExactly("leader1");
        }
        finally {
            this.organisation.active("head2", true);
            this.organisation.active("supervisor2", true);
        }
    }

    @Test
    void aSupervisorWhoIsAlsoHeadDecidesOnce() {
        this.organisation.head("综合科", "supervisor1");
        try {
            assertThat(approveAll(this.materials.inReview("staff1"))).containsExactly("supervisor1");
            // Returned and submitted anew, it is still one level's decision.
            Material again = this.materials.returned("staff1").submit();
            assertThat(approveAll(again)).containsExactly("supervisor1");
        }
        finally {
            this.organisation.head("综合科", "head1");
        }
    }

    @Test
    void anAuthorWhoHoldsTheLevelIsNotAsked() {
        this.organisation.head("综合科", "staff1");
        try {
            assertThat(approveAll(this.materials.inReview("staff1"))).containsExactly("supervisor1");
            assertThat(approveAll(this.materials.inReview("staff2"))).containsExactly("staff1", "supervisor1");
        }
        finally {
            this.organisation.head("综合科", "head1");
        }
    }

    @Test
    void whoCameToHoldTheLevelMeanwhileIsNotAskedAboutTheirOwn() {
        Material material = this.materials.returned("staff1");
        this.organisation.head("综合科", "staff1");
        try {
            assertThat(approveAll(material.submit())).containsExactly("supervisor1");
        }
        finally {
            this.organisation.head("综合科", "head1");
        }
    }

    @Test
    void whoHoldsALevelIsLookedUpWhenItsTurnComes() {
        Material material = this.materials.inReview("staff1");
        this.organisation.supervisor("办公室", "supervisor2");
        try {
            assertThat(material.holder()).isEqualTo("head1");
            material.approve();
            assertThat(material.holder()).isEqualTo("supervisor2");
            material.giveBack("改");
            this.organisation.supervisor("办公室", "supervisor1");
            material.submit();
            assertThat(material.holder()).isEqualTo("supervisor1");
        }
        finally {
            this.organisation.supervisor("办公室", "supervisor1");
        }
    }

    @Test
    void theLevelsAreThoseOfTheFirstSubmission() {
        Material material = this.materials.returned("staff1");
        this.organisation.head("提案委", "staff1");
        try {
            // A head now, who would be reviewed by the supervisor alone.
            material.submit();
            assertThat(approveAll(material)).containsExactly("head1", "supervisor1");
        }
        finally {
            this.organisation.head("提案委", "head2");
        }
    }

    @Test
    void aCommitteeWithNobodyLeftLeavesItToThePartySecretary() {
        List<String> committee = List.of("organiser2", "discipline2");
        committee.forEach((account) -> this.organisation.active(account, false));
        try {
            Material own = this.materials.accepted("secretary2");
            assertThat(own.holder()).isEqualTo("leader1");
            assertThat(own.register("leader1").state()).isEqualTo("registered");
        }
        finally {
            committee.forEach((account) -> this.organisation.active(account, true));
        }
    }

    @Test
    void theDeputyRegistersWhereItIsTheSecretarysOwn() {
        List<String> committee = List.of("secretary1", "organiser1", "discipline1");
        Material material = this.materials.inReview("leader1");
        committee.forEach((account) -> this.organisation.active(account, false));
        try {
            material.approve();
            assertThat(material.holder()).isEqualTo("leader2");
            assertThat(material.register("leader2").state()).isEqualTo("registered");
        }
        finally {
            committee.forEach((account) -> this.organisation.active(account, true));
        }
    }

    @Test
    void aMemberWhoJoinedTheCommitteeMayRegister() {
        Material material = this.materials.accepted("staff1");
        this.organisation.revoke("discipline1", "disciplineOfficer");
        this.organisation.grant("staff2", "disciplineOfficer", this.organisation.branchOf("staff2"));
        try {
            assertThat(todo(material)).isEqualTo(accounts("organiser1 secretary1 staff2"));
            material.register("staff2");
        }
        finally {
            this.organisation.revoke("staff2", "disciplineOfficer");
            this.organisation.grant("discipline1", "disciplineOfficer", this.organisation.branchOf("discipline1"));
        }
    }

    @Test
    void whoNoLongerHoldsTheLevelButHasTheTaskStillDecides() {
        Material material = this.materials.inReview("staff1");
        this.organisation.head("综合科", "staff2");
        try {
            assertThat(material.holder()).isEqualTo("head1");
            material.approve();
            assertThat(material.holder()).isEqualTo("supervisor1");
        }
        finally {
            this.organisation.head("综合科", "head1");
        }
    }

}

package org.sanxing.organization;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanxing.account.PeopleTest;
import org.sanxing.common.NotFound;
import org.sanxing.common.Remembered;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PeopleTest
@ActiveProfiles("demo")
@Transactional
class OrganizationTests {

    @Autowired
    Organization organization;

    @Autowired
    OrganizationStore store;

    @Autowired
    DemoOrganization demo;

    @Autowired
    JdbcClient jdbc;

    /**
     * The table of authors in domain.md: who stands at each level, empty where skipped.
     */
    @ParameterizedTest
    @CsvSource({ "staff1,STAFF,head1,supervisor1,ZB1", "staff2,STAFF,head1,supervisor1,ZB1",
            "staff3,STAFF,head2,supervisor2,ZB2", "head1,HEAD,head1,supervisor1,ZB1",
            "head2,HEAD,head2,supervisor2,ZB2", "secretary1,STAFF,,supervisor1,ZB1",
            "organiser1,STAFF,,supervisor1,ZB1", "discipline1,STAFF,,supervisor1,ZB1", "clerk1,STAFF,,supervisor1,ZB1",
            "secretary2,STAFF,,,ZB2", "organiser2,STAFF,,,ZB2", "discipline2,STAFF,,,ZB2",
            "supervisor1,SUPERVISOR,,,ZB1", "supervisor2,SUPERVISOR,,,ZB2", "leader1,PARTY_SECRETARY,,,ZB1",
            "leader2,PARTY_MEMBER,,,ZB1", "leader3,PARTY_MEMBER,,,ZB1", "leader4,PARTY_MEMBER,,,ZB1",
            "leader5,PARTY_MEMBER,,,ZB1" })
    void holdsEverybodyOfTheTableOfAuthorsInPlace(String account, Position position, String head, String supervisor,
            String branch) {
        Person person = this.organization.get(account);

        assertThat(this.organization.positionOf(account)).isEqualTo(position);
        assertThat(accountOf(this.organization.headOf(person.departmentId()))).isEqualTo(head);
        assertThat(accountOf(this.organization.supervisorOf(person.departmentId()))).isEqualTo(supervisor);
        assertThat(this.organization.branch(person.branchId()).map(Branch::code)).contains(branch);
    }

    private static String accountOf(Optional<Person> person) {
        return person.map(Person::account).orElse(null);
    }

    @Test
    void namesPartyGroupAndCommitteesInTheirOrder() {
        assertThat(this.organization.partyGroup()).extracting(Person::account)
            .containsExactly("leader1", "leader2", "leader3", "leader4", "leader5");
        assertThat(this.organization.partySecretary()).map(Person::account).contains("leader1");
        assertThat(this.organization.partyDeputySecretary()).map(Person::account).contains("leader2");
        String second = this.organization.get("staff3").branchId();
        assertThat(this.organization.committee(second)).extracting(Person::account)
            .containsExactly("secretary2", "organiser2", "discipline2");
        assertThat(this.organization.branchSecretary(second)).map(Person::account).contains("secretary2");
        assertThat(this.organization.committeesOf("organiser2")).containsExactly(second);
        assertThat(this.organization.committeesOf("staff3")).isEmpty();
    }

    @Test
    void countsAmongStaffEverybodyButTheThreeAdministrators() {
        assertThat(this.organization.staff()).hasSize(19)
            .extracting(Person::account)
            .doesNotContain("sysadmin", "secadmin", "auditor");
        assertThat(this.organization.findAll(List.of("auditor", "staff1", "nobody"))).containsOnlyKeys("auditor",
                "staff1");
    }

    @Test
    void putsASupervisorInChargeOfTheSectionsBelow() {
        String office = department("办公室").id();
        String section = department("综合科").id();

        assertThat(this.organization.departmentsInChargeOf("supervisor1")).contains(office, section,
                department("秘书科").id());
        assertThat(this.organization.departmentsInChargeOf("head1")).containsExactly(section);
        assertThat(this.organization.departmentsInChargeOf("staff1")).isEmpty();
    }

    @Test
    void listsParentsBeforeChildren() {
        List<Department> departments = this.organization.departments();
        List<String> ids = departments.stream().map(Department::id).toList();

        assertThat(departments).hasSize(7)
            .allSatisfy((department) -> assertThat(
                    department.parentId() == null || ids.indexOf(department.parentId()) < ids.indexOf(department.id()))
                .isTrue());
    }

    @Test
    void countsWhoLeftAsVacant() {
        Person staff = this.organization.get("staff1");
        // Only the flag: what a person leaves behind in the tables must not count either.
        this.jdbc
            .sql("update person set active = false where account in ('head1', 'supervisor1', 'secretary1', 'leader1')")
            .update();

        assertThat(this.organization.headOf(staff.departmentId())).isEmpty();
        assertThat(this.organization.supervisorOf(staff.departmentId())).isEmpty();
        assertThat(this.organization.branchSecretary(staff.branchId())).isEmpty();
        assertThat(this.organization.committee(staff.branchId())).extracting(Person::account)
            .containsExactly("organiser1", "discipline1");
        assertThat(this.organization.partySecretary()).isEmpty();
        assertThat(this.organization.rolesOf("leader1")).isEmpty();
        assertThat(this.organization.committeesOf("secretary1")).isEmpty();
        assertThat(this.organization.departmentsInChargeOf("supervisor1")).isEmpty();
        assertThat(this.organization.positionOf("supervisor1")).isEqualTo(Position.STAFF);
        assertThat(this.organization.department(staff.departmentId()).orElseThrow().head()).isNull();
        assertThat(this.organization.find("head1")).isPresent();
    }

    @Test
    void fallsBackToTheSupervisorAboveWhereTheNearestLeft() {
        Department section = department("综合科");
        this.store.update(new Department(section.id(), section.name(), section.parentId(), section.head(), "leader3"),
                0, null);
        assertThat(this.organization.supervisorOf(section.id())).map(Person::account).contains("leader3");

        this.jdbc.sql("update person set active = false where account = 'leader3'").update();
        // Changed behind the store's back, in the same transaction.
        Remembered.forget();

        assertThat(this.organization.supervisorOf(section.id())).map(Person::account).contains("supervisor1");
    }

    @Test
    void refusesAPersonWhoDoesNotExist() {
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.organization.get("nobody"))
            .satisfies((refusal) -> assertThat(refusal.code()).isEqualTo("person-not-found"));
    }

    @Test
    void doesNotFillTheDemoTwice() throws Exception {
        this.demo.start();

        assertThat(this.store.grants()).hasSize(16);
        assertThat(this.organization.branches()).hasSize(2);
    }

    private Department department(String name) {
        return this.organization.departments()
            .stream()
            .filter((department) -> department.name().equals(name))
            .findFirst()
            .orElseThrow();
    }

}

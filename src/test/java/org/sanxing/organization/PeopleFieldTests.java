package org.sanxing.organization;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanxing.account.PeopleTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person typed to mean a colleague. */
@PeopleTest
@ActiveProfiles("demo")
@Transactional
class PeopleFieldTests {

    @Autowired
    People people;

    @Autowired
    OrganizationStore store;

    @Autowired
    Organization organization;

    @ParameterizedTest
    @CsvSource({ "祁松岩 · 综合科 (head1),head1", "head1,head1", "' head1 ',head1", "祁松岩,head1", "乙（head1）,head1",
            "柴明屿,supervisor1", "柴明屿 · 领导班子 (supervisor1),supervisor1", "auditor,auditor", "谁,谁", "x (nobody),nobody",
            "'',", "' ',", "," })
    void knowsWhoIsMeant(@Nullable String typed, @Nullable String account) {
        assertThat(this.people.account(typed)).isEqualTo(account);
    }

    @Test
    void takesNoNameThatTwoHave() {
        Person head = this.organization.get("head1");
        this.store.insert(new Person("head9", head.name(), "", head.departmentId(), head.branchId(), null, true));

        assertThat(this.people.account(head.name())).isEqualTo(head.name());
        assertThat(this.people.account(head.name() + " (head9)")).isEqualTo("head9");
    }

    @Test
    void readsSeveralOfSeveralFields() {
        assertThat(this.people.accounts(Arrays.asList("head1; 苗雨笙 · 综合科 (staff1)；head1", null, "", "head2")))
            .containsExactly("head1", "staff1", "head2");
        assertThat(this.people.accounts(null)).isEmpty();
    }

    @Test
    void offersActiveStaffOnly() {
        assertThat(this.people.search(null, Set.of(), 100)).hasSize(19)
            .extracting(People.Choice::account)
            .doesNotContain("auditor", "sysadmin", "secadmin");
        assertThat(this.people.search("综合科", Set.of("staff2"), 100)).extracting(People.Choice::account)
            .containsExactlyInAnyOrder("head1", "staff1");
        assertThat(this.people.search("  ", Set.of(), 3)).hasSize(3);
        assertThat(this.people.typed("staff1")).isEqualTo("苗雨笙 · 综合科 (staff1)");
        assertThat(this.people.typed("谁")).isEqualTo("谁");
        assertThat(List.of(this.people.account(this.people.typed("staff1")))).containsExactly("staff1");
    }

    @Test
    void findsByInitialsAndPosition() {
        this.store.insert(new Person("zhang9", "曾小兰", "四级调研员", this.organization.get("head1").departmentId(),
                this.organization.get("head1").branchId(), null, true));
        for (String typed : List.of("zxl", "ZXL", "小兰", "四级")) {
            assertThat(this.people.search(typed, Set.of(), 100)).as(typed)
                .extracting(People.Choice::account)
                .containsExactly("zhang9");
        }
    }

    @Test
    void aSectionStandsForAllWhoAreInIt() {
        assertThat(this.people.sections("zhk")).containsExactly(Map.entry("综合科", 3L));
        assertThat(this.people.accounts(Arrays.asList("综合科", "head2"), Set.of("staff1")))
            .containsExactlyInAnyOrder("head1", "staff2", "head2");
        assertThat(this.people.accounts(Arrays.asList("没有的科"), Set.of())).containsExactly("没有的科");
    }

}

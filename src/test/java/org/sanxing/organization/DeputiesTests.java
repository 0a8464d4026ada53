package org.sanxing.organization;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.account.MovableClock;
import org.sanxing.account.PeopleTest;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Refusal;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Naming and ending, by the rules and the days of the organ. */
@PeopleTest
@ActiveProfiles("demo")
@Transactional
class DeputiesTests {

    @Autowired
    Deputies deputies;

    @Autowired
    JdbcDeputies store;

    @Autowired
    DeputationDirectory directory;

    @Autowired
    KeepDeputies keepDeputies;

    @Autowired
    DismissPerson dismissPerson;

    @Autowired
    KeepPeople people;

    @Autowired
    PeopleTest.Happened happened;

    @Autowired
    MovableClock clock;

    private Instant before;

    @BeforeEach
    void begin() {
        this.before = this.clock.instant();
        set(Instant.parse("2026-11-23T02:00:00Z"));
        this.happened.records().clear();
    }

    @AfterEach
    void putBack() {
        set(this.before);
    }

    private void set(Instant to) {
        this.clock.pass(Duration.between(this.clock.instant(), to));
    }

    private Deputation name(String principal, String deputy, String from, String until) {
        return this.keepDeputies.name(principal,
                new OrganizationForms.DeputyForm(null, deputy, from, until, null, null, null));
    }

    @Test
    void countsFromTheFirstDayToTheLastInTheOrgansZone() {
        name("head1", "staff1", "2026-11-24", "2026-11-25");

        at("2026-11-23T15:59:59Z", (nobody) -> assertThat(nobody).isEmpty());
        at("2026-11-23T16:00:00Z", (one) -> assertThat(one).hasSize(1));
        at("2026-11-25T15:59:59Z", (one) -> assertThat(one).hasSize(1));
        at("2026-11-25T16:00:00Z", (nobody) -> assertThat(nobody).isEmpty());
    }

    private void at(String instant, Consumer<List<Deputation>> check) {
        set(Instant.parse(instant));
        check.accept(this.deputies.actingFor("staff1"));
        set(Instant.parse(instant));
        check.accept(this.deputies.standingInFor("head1"));
    }

    @Test
    void keepsWhoAndWhenAndForWhat() {
        Deputation named = name("head1", "staff1", "2026-11-23", "2026-12-01");

        assertThat(this.deputies.actingFor("staff1")).containsExactly(named);
        assertThat(named).isEqualTo(new Deputation(named.id(), "head1", "staff1", LocalDate.of(2026, 11, 23),
                LocalDate.of(2026, 12, 1), Set.of(), Set.of()));
        assertThat(this.deputies.standingInFor("staff1")).isEmpty();
        AuditRecord record = this.happened.records().get(0);
        assertThat(record.chain()).isEqualTo("organization");
        assertThat(record.action()).isEqualTo("deputyNamed");
        assertThat(record.actor()).isEqualTo("head1");
        assertThat(record.objectId()).isEqualTo("head1");
        assertThat(record.detail()).containsEntry("to", "staff1")
            .containsEntry("firstDay", "2026-11-23")
            .containsEntry("lastDay", "2026-12-01");
    }

    @ParameterizedTest
    @CsvSource({ "head1,,2026-11-23,2026-11-24,to:needed", "head1,head1,2026-11-23,2026-11-24,to:own-deputy",
            "head1,nobody,2026-11-23,2026-11-24,to:not-active-staff",
            "head1,auditor,2026-11-23,2026-11-24,to:not-active-staff",
            "head1,sysadmin,2026-11-23,2026-11-24,to:not-active-staff",
            "head1,secadmin,2026-11-23,2026-11-24,to:not-active-staff", "head1,staff1,,2026-11-24,from:needed",
            "head1,staff1,2026-11-23,,until:needed", "head1,staff1,23.11.2026,2026-11-24,from:day-format",
            "head1,staff1,2026-11-23,2026-02-30,until:day-format", "head1,staff1,2026-11-22,2026-11-24,from:day-past",
            "head1,staff1,2026-11-25,2026-11-24,until:day-before-first",
            "head1,staff1,2026-11-23,2027-11-24,until:period-too-long",
            "head1,staff1,2027-11-24,2027-11-25,from:day-too-far" })
    void saysWhatIsWrongWithAField(String principal, String to, String from, String until, String error) {
        InvalidInput refusal = catchThrowableOfType(InvalidInput.class, () -> name(principal, to, from, until));

        assertThat(refusal.errors()).extracting((one) -> one.field() + ":" + one.code()).containsExactly(error);
        assertThat(this.happened.records()).isEmpty();
    }

    @Test
    void takesTheDayItselfAndAWholeYear() {
        name("head1", "staff1", "2026-11-23", "2026-11-23");
        name("head1", "staff1", "2026-11-24", "2027-11-24");

        assertThat(this.store.of("head1")).hasSize(2);
    }

    @Test
    void refusesScopesThatNobodyKnows() {
        InvalidInput refusal = catchThrowableOfType(InvalidInput.class,
                () -> this.keepDeputies.name("head1", new OrganizationForms.DeputyForm(null, "staff1", "2026-11-23",
                        "2026-11-24", List.of("cooking"), List.of("none"), null)));

        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("kinds", "campaigns");
    }

    @Test
    void refusesChainsCirclesAndSeconds() {
        name("head1", "staff1", "2026-11-23", "2026-11-30");

        refused("deputy-circle", () -> name("staff1", "head1", "2026-11-30", "2026-12-05"));
        refused("principal-stands-in", () -> name("staff1", "staff2", "2026-11-30", "2026-12-05"));
        refused("deputy-is-away", () -> name("staff2", "head1", "2026-11-30", "2026-12-05"));
        refused("deputy-named-already", () -> name("head1", "staff2", "2026-11-30", "2026-12-05"));
        name("staff1", "head1", "2026-12-01", "2026-12-05");
        name("staff2", "staff1", "2026-11-23", "2026-11-30");
    }

    private void refused(String code, ThrowingCallable action) {
        assertThat(catchThrowableOfType(Conflict.class, action)).extracting(Refusal::code).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = { "auditor", "sysadmin", "secadmin" })
    void givesAdministratorsNoDeputy(String account) {
        assertThat(
                catchThrowableOfType(Forbidden.class, () -> name(account, "staff1", "2026-11-23", "2026-11-24")).code())
            .isEqualTo("administrators-have-no-deputy");
    }

    @Test
    void letsTheSystemAdministratorNameForAnotherWithAReason() {
        assertThat(forAnother("secadmin", "head1", "x", Forbidden.class).code()).isEqualTo("system-administrator-only");
        assertThat(forAnother("staff1", "head1", "x", Forbidden.class).code()).isEqualTo("system-administrator-only");
        assertThat(((InvalidInput) forAnother("sysadmin", "head1", null, InvalidInput.class)).errors())
            .extracting(FieldError::field)
            .containsExactly("reason");
        assertThat(((InvalidInput) forAnother("sysadmin", "auditor", "x", InvalidInput.class)).errors())
            .extracting(FieldError::field)
            .containsExactly("for");

        this.keepDeputies.name("sysadmin",
                new OrganizationForms.DeputyForm("head1", "staff2", "2026-11-23", "2026-11-24", null, null, "住院"));

        assertThat(this.deputies.standingInFor("head1")).extracting(Deputation::deputy).containsExactly("staff2");
        assertThat(this.happened.records().get(0).detail()).containsEntry("reason", "住院");
        assertThat(this.happened.records().get(0).actor()).isEqualTo("sysadmin");
    }

    private <T extends Refusal> Refusal forAnother(String actor, String principal, String reason, Class<T> type) {
        return catchThrowableOfType(type, () -> this.keepDeputies.name(actor,
                new OrganizationForms.DeputyForm(principal, "staff2", "2026-11-23", "2026-11-24", null, null, reason)));
    }

    @ParameterizedTest
    @CsvSource({ "head1,true", "staff1,true", "sysadmin,true", "staff2,false", "secadmin,false", "auditor,false",
            "leader1,false" })
    void letsThoseWhomItConcernsEndIt(String actor, boolean may) {
        Deputation named = name("head1", "staff1", "2026-11-23", "2026-11-30");

        if (!may) {
            assertThat(catchThrowableOfType(NotFound.class, () -> end(actor, named)).code())
                .isEqualTo("deputation-not-found");
            assertThat(this.deputies.actingFor("staff1")).hasSize(1);
            return;
        }
        end(actor, named);
        assertThat(this.deputies.actingFor("staff1")).isEmpty();
        assertThat(this.store.find(named.id())).hasValueSatisfying((row) -> {
            assertThat(row.endedBy()).isEqualTo(actor);
            assertThat(row.on(this.store.today())).isEqualTo(DeputationRow.State.ENDED);
        });
        assertThat(this.happened.records()).last()
            .satisfies((record) -> assertThat(record.action()).isEqualTo("deputyEnded"));
        refused("deputation-over", () -> end(actor, named));
        // What has ended stands in nobody's way.
        name("staff1", "head1", "2026-11-23", "2026-11-30");
    }

    private void end(String actor, Deputation deputation) {
        this.keepDeputies.end(actor, deputation.id());
    }

    @Test
    void doesNotEndWhatIsOver() {
        Deputation named = name("head1", "staff1", "2026-11-23", "2026-11-24");
        set(Instant.parse("2026-11-24T16:00:00Z"));

        refused("deputation-over", () -> end("head1", named));
        assertThat(this.store.find(named.id()).orElseThrow().endedAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "head1", "staff1" })
    void endsWithWhoeverLeavesAndDoesNotComeBack(String leaver) {
        Deputation named = name("head1", "staff1", "2026-11-23", "2026-11-30");

        this.dismissPerson.execute(new DismissPerson.DismissPersonCommand("sysadmin", leaver));
        assertThat(this.deputies.actingFor("staff1")).isEmpty();
        assertThat(this.deputies.standingInFor("head1")).isEmpty();
        this.people.takeBack("sysadmin", leaver);

        assertThat(this.deputies.actingFor("staff1")).isEmpty();
        assertThat(this.store.find(named.id()).orElseThrow().endedBy()).isEqualTo("sysadmin");
        assertThat(this.happened.records()).extracting(AuditRecord::action)
            .contains("deputyNamed", "deputyEnded", "personLeft", "personReturned");
    }

    @Test
    void pagesEverybodysByTheirLastDay() {
        name("head1", "staff1", "2026-11-23", "2026-11-30");
        name("head2", "staff3", "2026-11-23", "2026-12-02");
        name("supervisor1", "supervisor2", "2026-11-23", "2026-12-01");

        var first = this.directory.page(true, null, 2, Locale.CHINESE);
        var second = this.directory.page(true, first.next(), 2, Locale.CHINESE);

        assertThat(first.items()).extracting((one) -> one.principal().account())
            .containsExactly("head2", "supervisor1");
        assertThat(second.items()).extracting((one) -> one.principal().account()).containsExactly("head1");
        assertThat(second.next()).isNull();
    }

}

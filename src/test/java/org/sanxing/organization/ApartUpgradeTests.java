package org.sanxing.organization;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.sanxing.Postgres;
import org.sanxing.common.Ids;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A database of the version before, with people in every role, on H2 and PostgreSQL. */
@Tag("thorough")
class ApartUpgradeTests {

    private static final List<String> EVERYBODY = List.of(
            "insert into branch (id, name, code, active, revision) values ('b', 'B', 'ZB', true, 1)",
            "insert into department (id, name, sort_order, active, revision) values ('d', 'D', 0, true, 1)",
            person("head", "'d'", "'b'"), person("secretary", "'d'", "'b'"), person("leader", "'d'", "'b'"),
            person("auditor", "null", "null"), person("sysadmin", "null", "null"), person("secadmin", "null", "null"),
            "update department set head = 'head', supervisor = 'leader'", grant("secretary", "branchSecretary"),
            grant("secretary", "disciplineOfficer"), grant("leader", "partySecretary"), grant("head", "partyMember"),
            grant("auditor", "auditor"), grant("sysadmin", "sysadmin"), grant("secadmin", "secadmin"),
            "insert into deputation (id, principal, deputy, first_day, last_day, kinds, campaigns, named_at, named_by)"
                    + " values ('1', 'head', 'secretary', date '2026-11-02', date '2026-11-03', '', '',"
                    + " timestamp '2026-11-01 00:00:00', 'sysadmin')");

    private static String person(String account, String department, String branch) {
        return "insert into person (account, name, post, department_id, branch_id, active, revision) values ('"
                + account + "', 'N', '', " + department + ", " + branch + ", true, 1)";
    }

    private static String grant(String account, String role) {
        return "insert into role_grant (account, role_id, granted_at, granted_by) values ('" + account + "', '" + role
                + "', timestamp '2026-11-01 00:00:00', 'system')";
    }

    /** On either database, each test on one of its own. */
    private static Stream<DynamicTest> onBoth(Consumer<DriverManagerDataSource> test) {
        return Stream.of(
                DynamicTest.dynamicTest("H2",
                        () -> test
                            .accept(new DriverManagerDataSource("jdbc:h2:mem:" + Ids.next() + ";DB_CLOSE_DELAY=-1"))),
                DynamicTest.dynamicTest("PostgreSQL", () -> {
                    try (Postgres postgres = Postgres.open()) {
                        test.accept(new DriverManagerDataSource(postgres.url()));
                    }
                }));
    }

    private static FluentConfiguration flyway(DriverManagerDataSource source) {
        return Flyway.configure().dataSource(source).locations("classpath:db/migration");
    }

    private static JdbcClient before(DriverManagerDataSource source) {
        flyway(source).target("950").load().migrate();
        JdbcClient jdbc = JdbcClient.create(source);
        EVERYBODY.forEach((sql) -> jdbc.sql(sql).update());
        return jdbc;
    }

    private static void upgrade(DriverManagerDataSource source) {
        flyway(source).callbacks(new AdministratorsApart()).load().migrate();
    }

    @TestFactory
    Stream<DynamicTest> goesOnWithPeopleInEveryRole() {
        return onBoth((source) -> {
            JdbcClient jdbc = before(source);
            upgrade(source);
            upgrade(source);
            assertThat(jdbc.sql("select account from person where side = 'administrator' order by account")
                .query(String.class)
                .list()).containsExactly("auditor", "secadmin", "sysadmin");
            assertThat(
                    jdbc.sql("select count(*) from role_grant where one_of is not null").query(Integer.class).single())
                .isEqualTo(5);
            assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql(grant("sysadmin", "disciplineOfficer")).update());
        });
    }

    @TestFactory
    Stream<DynamicTest> saysWhatDoesNotFitBeforeAnythingIsMigrated() {
        return onBoth((source) -> {
            JdbcClient jdbc = before(source);
            List.of(grant("auditor", "disciplineOfficer"), grant("leader", "partyDeputySecretary"),
                    "update person set department_id = 'd', branch_id = 'b' where account = 'sysadmin'",
                    "update department set supervisor = 'secadmin'",
                    "update role_grant set granted_by = 'secretary' where role_id = 'branchSecretary'",
                    "update deputation set named_by = deputy")
                .forEach((sql) -> jdbc.sql(sql).update());

            assertThatThrownBy(() -> upgrade(source)).rootCause()
                .isInstanceOfSatisfying(AdministratorsApart.NotApart.class, (refused) -> {
                    assertThat(refused.remedies()).containsExactly(
                            "delete from role_grant where account = 'auditor' and role_id = 'auditor';",
                            "delete from role_grant where account = 'auditor' and role_id = 'disciplineOfficer';",
                            "delete from role_grant where account = 'leader' and role_id = 'partyDeputySecretary';",
                            "delete from role_grant where account = 'leader' and role_id = 'partySecretary';",
                            "delete from role_grant where account = 'secretary' and role_id = 'branchSecretary';",
                            "update person set department_id = null, branch_id = null where account = 'sysadmin';",
                            "update department set supervisor = null where id = 'd'; -- secadmin",
                            "delete from deputation where id = '1'; -- head");
                    assertThat(new NotApartAnalyzer().analyze(new IllegalStateException(refused), refused).getAction())
                        .contains("delete from deputation");
                    refused.remedies()
                        .stream()
                        .filter((sql) -> !sql.contains("role_id = 'auditor'") && !sql.contains("'partySecretary'"))
                        .forEach((sql) -> jdbc.sql(sql.replaceAll(";.*", "")).update());
                });
            assertThatThrownBy(() -> jdbc.sql("select * from approval").query().listOfRows()).isNotNull();

            upgrade(source);
            assertThat(jdbc.sql("select count(*) from approval").query(Integer.class).single()).isZero();
        });
    }

}
